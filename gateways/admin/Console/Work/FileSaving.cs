using Microsoft.JSInterop;

namespace Sothebais.Gateways.Admin.Console.Work;

/// <summary>Gives a file to the browser, which saves it as it does downloads.</summary>
internal static class FileSaving
{
    public static async Task Save(this IJSRuntime js, FileToSave file)
    {
        using var content = new DotNetStreamReference(new MemoryStream(file.Bytes));
        await js.InvokeVoidAsync("files.save", file.Name, file.MediaType, content);
    }
}
