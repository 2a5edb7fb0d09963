using Orleans.Concurrency;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Feed;
using Sothebais.Grains.EventLog;
using Sothebais.Grains.Intake;

namespace Sothebais.Grains.Feed;

/// <summary>Reads the feed where the caller is; keeps nothing.</summary>
[StatelessWorker, Reentrant]
internal sealed class FeedGrain(IFeed feed) : Grain, IFeedGrain
{
    /// <summary>How many events one page holds at most, where one commit alone does not hold more: a commit has up to 500.</summary>
    private const int MostEvents = 2_000;

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(1);

    public async Task<FeedPage> Read(FeedPosition? after, int limit, TimeSpan wait)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(limit, Math.Clamp(limit, 1, 1_000));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(wait, LongestWait);
        // Listening begins before reading: a commit in between is not slept through.
        var next = wait > TimeSpan.Zero ? feed.Next(wait) : Task.CompletedTask;
        var stretch = await feed.Read(after, limit);
        if (stretch.Commits.Count == 0 && !stretch.Reset && wait > TimeSpan.Zero)
        {
            await next;
            stretch = await feed.Read(after, limit);
        }
        var events = 0;
        return new FeedPage([.. stretch.Commits.TakeWhile(c => (events += c.Events.Count) <= MostEvents || events == c.Events.Count).Select(c => Entry(c, after)).OfType<FeedEntry>()], stretch.Reset);
    }

    public Task<FeedPosition?> Newest() => feed.Newest();

    private static FeedEntry? Entry(FeedCommit commit, FeedPosition? after)
    {
        var position = commit.Position;
        var known = after is { } a && (a.Milliseconds, a.Number) == (position.Milliseconds, position.Number) ? a.Index + 1 : 0;
        var (first, events) = (position with { Index = known }, commit.Events.Skip(known));
        return AuctionEventJson.AuctionIdOf(commit.Entity) is { } auctionId
            ? new FeedEntry(first, new EventBatch(auctionId, AuctionEventJson.CurrencyOf(commit.Header), [.. events.Select(e => AuctionEventJson.Read(e))]))
            : commit.Entity == IIntakeLog.Entity ? new FeedEntry(first, null) { Sent = [.. events.Select(SentEventJson.Read)] } : null;
    }
}
