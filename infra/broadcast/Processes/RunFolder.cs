namespace Sothebais.Broadcast.Processes;

/// <summary>The folder of this process's programs: their home, their profiles, the display's key. For its owner alone, and gone with the process.</summary>
internal sealed class RunFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("broadcast-");

    /// <summary>A path in it.</summary>
    public string Of(string name) => Path.Combine(_folder.FullName, name);

    /// <summary>Its path.</summary>
    public string Home => _folder.FullName;

    /// <summary>Deletes one of its folders, as far as it can be.</summary>
    public static void Delete(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A process that is just ending may still write there; what is left is small, and never used again.
        }
    }

    public void Dispose() => Delete(Home);
}
