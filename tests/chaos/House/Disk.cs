namespace Sothebais.Tests.Chaos.House;

/// <summary>A small disk of Redis' own, which can be filled.</summary>
public sealed class Disk : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private Disk(string folder) => Folder = folder;

    /// <summary>Where it is.</summary>
    public string Folder { get; }

    private string Ballast => Path.Combine(Folder, "ballast");

    /// <summary>Makes one.</summary>
    /// <param name="megabytes">How large it is.</param>
    public static async Task<Disk> Make(int megabytes)
    {
        var disk = new Disk(Directory.CreateTempSubdirectory("sothebais-chaos-").FullName);
        await Command.Succeed(Patience, null, "mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "sothebais-chaos", disk.Folder);
        return disk;
    }

    /// <summary>Fills it to the last byte.</summary>
    public void Fill()
    {
        using var ballast = new FileStream(Ballast, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None, bufferSize: 0);
        ballast.Position = ballast.Length;
        var (block, length) = (new byte[1 << 20], 1 << 20);
        while (length > 0)
        {
            try
            {
                ballast.Write(block, 0, length);
            }
            catch (IOException)
            {
                length /= 2; // what is left is smaller than that
            }
        }
    }

    /// <summary>Makes room again.</summary>
    public void Free() => File.Delete(Ballast);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Command.Succeed(Patience, null, "umount", "--lazy", Folder);
        Directory.Delete(Folder);
    }
}
