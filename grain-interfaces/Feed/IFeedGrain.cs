using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Intake;

namespace Sothebais.GrainInterfaces.Feed;

/// <summary>The house-wide feed: the events of all auctions in the order of their commits, and between them those that were sent in, as far back as the house keeps them. One key: 0.</summary>
[Alias("sothebais.IFeedGrain")]
public interface IFeedGrain : IGrainWithIntegerKey
{
    /// <summary>Reads on from a position, waiting a little where there is nothing yet.</summary>
    /// <param name="after">The position after which to read; null is the oldest kept.</param>
    /// <param name="limit">How many commits at most, 1 to 1,000; fewer are given where they hold about 2,000 events or 2 MiB.</param>
    /// <param name="wait">How long to wait for the first; zero to 1 s.</param>
    [Alias("Read")]
    Task<FeedPage> Read(FeedPosition? after, int limit, TimeSpan wait);

    /// <summary>How many commits <see cref="Latest"/> gives at most: each may hold hundreds of events.</summary>
    public const int MostLatest = 50;

    /// <summary>The newest commits, oldest first.</summary>
    /// <param name="limit">How many at most, 1 to <see cref="MostLatest"/>.</param>
    [Alias("Latest")]
    Task<FeedPage> Latest(int limit);

    /// <summary>The position of the newest event; null where there is none yet.</summary>
    [Alias("Newest")]
    Task<FeedPosition?> Newest();
}

/// <summary>A place in the feed: the stored entry of a commit, and which of its events.</summary>
/// <param name="Milliseconds">First part of the entry's id.</param>
/// <param name="Number">Second part of the entry's id.</param>
/// <param name="Index">The event within the entry, from 0; <see cref="int.MaxValue"/> is behind its last.</param>
[GenerateSerializer, Immutable, Alias("sothebais.feed-position")]
public readonly record struct FeedPosition([property: Id(0)] long Milliseconds, [property: Id(1)] long Number, [property: Id(2)] int Index)
    : IComparable<FeedPosition>
{
    /// <inheritdoc/>
    public int CompareTo(FeedPosition other) => (Milliseconds, Number, Index).CompareTo((other.Milliseconds, other.Number, other.Index));

    /// <summary>The position as clients carry it: three numbers with hyphens.</summary>
    public override string ToString() => $"{Milliseconds}-{Number}-{Index}";

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    public static bool TryParse(string? text, out FeedPosition position)
    {
        position = default;
        var parts = text?.Split('-');
        if (parts is not { Length: 3 } || !long.TryParse(parts[0], System.Globalization.NumberStyles.None, null, out var ms) ||
            !long.TryParse(parts[1], System.Globalization.NumberStyles.None, null, out var number) ||
            !int.TryParse(parts[2], System.Globalization.NumberStyles.None, null, out var index)) return false;
        position = new FeedPosition(ms, number, index);
        return true;
    }
}

/// <summary>A stretch of the feed.</summary>
/// <param name="Entries">Commits, oldest first; the first may begin within one.</param>
/// <param name="Reset">Whether events after the asked position are no longer kept: something was missed.</param>
[GenerateSerializer, Immutable, Alias("sothebais.feed-page")]
public sealed record FeedPage([property: Id(0)] FeedEntry[] Entries, [property: Id(1)] bool Reset);

/// <summary>One commit in the feed.</summary>
/// <param name="First">The position of its first event given here; the others follow by index.</param>
/// <param name="Batch">Its events, where it is an auction's; null elsewhere.</param>
[GenerateSerializer, Immutable, Alias("sothebais.feed-entry")]
public sealed record FeedEntry([property: Id(0)] FeedPosition First, [property: Id(1)] EventBatch? Batch)
{
    /// <summary>Its events, where they were sent in; null elsewhere.</summary>
    [Id(2)] public SentEvent[]? Sent { get; init; }

    /// <summary>The position of its last event.</summary>
    public FeedPosition Last => First with { Index = First.Index + Math.Max(Batch?.Events.Length ?? 0, Sent?.Length ?? 0) - 1 };
}
