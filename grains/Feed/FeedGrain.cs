using Orleans.Concurrency;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Feed;
using Sothebais.Grains.EventLog;

namespace Sothebais.Grains.Feed;

/// <summary>Reads the feed where the caller is; keeps nothing.</summary>
[StatelessWorker, Reentrant]
internal sealed class FeedGrain(IFeed feed) : Grain, IFeedGrain
{
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
        return new FeedPage([.. stretch.Commits.Select(c => Entry(c, after)).OfType<FeedEntry>()], stretch.Reset);
    }

    public Task<FeedPosition?> Newest() => feed.Newest();

    private static FeedEntry? Entry(FeedCommit commit, FeedPosition? after)
    {
        if (AuctionEventJson.AuctionIdOf(commit.Entity) is not { } auctionId) return null;
        var position = commit.Position;
        var known = after is { } a && (a.Milliseconds, a.Number) == (position.Milliseconds, position.Number) ? a.Index + 1 : 0;
        return new FeedEntry(
            position with { Index = known },
            new EventBatch(auctionId, AuctionEventJson.CurrencyOf(commit.Header), [.. commit.Events.Skip(known).Select(e => AuctionEventJson.Read(e))]));
    }
}
