using Sothebais.GrainInterfaces.Feed;

namespace Sothebais.Grains.EventLog;

/// <summary>The house-wide feed: every commit, in one order, as far back as it is kept.</summary>
public interface IFeed
{
    /// <summary>Commits after a position, oldest first.</summary>
    /// <param name="after">The position; null is the oldest kept.</param>
    /// <param name="limit">How many commits at most.</param>
    Task<FeedStretch> Read(FeedPosition? after, int limit);

    /// <summary>The position of the newest event; null where there is none.</summary>
    Task<FeedPosition?> Newest();

    /// <summary>The newest commits, oldest first.</summary>
    /// <param name="limit">How many at most.</param>
    Task<IReadOnlyList<FeedCommit>> Latest(int limit);

    /// <summary>Completes at the next commit anywhere, or when the time is up; it may also complete without cause.</summary>
    Task Next(TimeSpan wait);
}

/// <summary>A stretch of the feed as it is stored.</summary>
/// <param name="Commits">Commits, oldest first.</param>
/// <param name="Reset">Whether something after the asked position is no longer kept.</param>
public sealed record FeedStretch(IReadOnlyList<FeedCommit> Commits, bool Reset);

/// <summary>A commit in the feed.</summary>
/// <param name="Position">The position of its first event.</param>
/// <param name="Entity">Whose events.</param>
/// <param name="Header">What they need to be understood, see <see cref="Commit.Header"/>.</param>
/// <param name="Events">The events as JSON.</param>
public sealed record FeedCommit(FeedPosition Position, string Entity, string Header, IReadOnlyList<byte[]> Events);
