namespace Sothebais.Broadcast.Supervision;

/// <summary>A part of the broadcast, and how it is.</summary>
/// <param name="name">Its name, as in health, figures and the log.</param>
internal sealed class Part(string name)
{
    private volatile State _state = new(Up: false, "Not started.");
    private int _restarts;

    /// <summary>Its name.</summary>
    public string Name => name;

    /// <summary>Whether it is up.</summary>
    public bool Up => _state.Up;

    /// <summary>How it is, for people.</summary>
    public string Detail => _state.Detail;

    /// <summary>How often it was started again.</summary>
    public int Restarts => Volatile.Read(ref _restarts);

    /// <summary>It is up.</summary>
    public void IsUp(string detail) => _state = new(Up: true, detail);

    /// <summary>It is not, and why.</summary>
    public void IsDown(string why) => _state = new(Up: false, why);

    /// <summary>It is started again.</summary>
    public void IsStartedAgain() => Interlocked.Increment(ref _restarts);

    private sealed record State(bool Up, string Detail);
}

/// <summary>The parts.</summary>
internal sealed class Parts
{
    /// <summary>The display.</summary>
    public Part Display { get; } = new("display");

    /// <summary>The page on it.</summary>
    public Part Page { get; } = new("page");

    /// <summary>What sends it.</summary>
    public Part Encoder { get; } = new("encoder");

    /// <summary>All of them, in the order in which they are started.</summary>
    public IReadOnlyList<Part> All => [Display, Page, Encoder];
}
