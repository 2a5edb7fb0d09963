namespace Sothebais.Gateways.Admin.Console.Events.History;

/// <summary>A file on the server that waits to be fetched. It is gone when it was, or after <see cref="Life"/>, or with the process.</summary>
internal sealed class KeptFile : IDisposable
{
    /// <summary>How long it waits.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromHours(1);

    private readonly FileStream _stream;
    private readonly ITimer _end;
    private int _gone;

    /// <summary>Makes an empty one.</summary>
    /// <param name="name">What it is called when it is saved.</param>
    /// <param name="clock">The time.</param>
    public KeptFile(string name, TimeProvider clock)
    {
        Name = name;
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
        };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        _stream = new FileStream(Path.Combine(Path.GetTempPath(), $"sothebais-{Guid.NewGuid():n}"), options);
        _end = clock.CreateTimer(_ => Dispose(), null, Life, Timeout.InfiniteTimeSpan);
    }

    /// <summary>What it is called when it is saved.</summary>
    public string Name { get; }

    /// <summary>Whether it is gone.</summary>
    public bool IsGone => Volatile.Read(ref _gone) == 1;

    /// <summary>Its bytes, to be written or, from the start, to be read.</summary>
    public Stream Stream => _stream;

    /// <inheritdoc />
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _gone, 1) == 1) return;
        _end.Dispose();
        _stream.Dispose();
    }
}
