using System.Text.Json;
using Microsoft.JSInterop;

namespace Sothebais.Gateways.Admin.Console.Contact;

/// <summary>
/// What was typed and not yet sent, kept in the browser's tab: it is there again after a restart of the console, a lost session or a page left by mistake.
/// A draft ends with its form's success, its discarding, or the tab.
/// </summary>
/// <param name="js">The browser.</param>
internal sealed class Drafts(IJSRuntime js)
{
    private const int Longest = 200_000; // characters; the browser's storage has its own limit, and a draft is no file

    /// <summary>Keeps a form's state.</summary>
    /// <param name="form">Which form: <c>auction/new</c>.</param>
    /// <param name="state">Its state; written as JSON.</param>
    public async ValueTask Keep<T>(string form, T state)
    {
        var text = JsonSerializer.Serialize(state);
        if (text.Length <= Longest) await js.InvokeVoidAsync("drafts.keep", form, text);
    }

    /// <summary>Finds a form's state; default where there is none, or one of an older console that cannot be read.</summary>
    public async ValueTask<T?> Find<T>(string form)
    {
        if (await js.InvokeAsync<string?>("drafts.find", form) is not { } text) return default;
        try
        {
            return JsonSerializer.Deserialize<T>(text);
        }
        catch (JsonException)
        {
            await Drop(form);
            return default;
        }
    }

    /// <summary>Forgets a form's state.</summary>
    public ValueTask Drop(string form) => js.InvokeVoidAsync("drafts.drop", form);
}
