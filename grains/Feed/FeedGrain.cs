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
    /// <summary>With how many events a page is full, and with how many bytes; the commit that fills it is whole.</summary>
    private const int MostEvents = 2_000, MostBytes = 2 << 20;

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
        return new FeedPage([.. Page(stretch.Commits).Select(c => Entry(c, after)).OfType<FeedEntry>()], stretch.Reset);
    }

    public async Task<FeedPage> Latest(int limit)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(limit, Math.Clamp(limit, 1, IFeedGrain.MostLatest));
        return new FeedPage([.. (await feed.Latest(limit)).Select(c => Entry(c, null)).OfType<FeedEntry>()], false);
    }

    public Task<FeedPosition?> Newest() => feed.Newest();

    private static IEnumerable<FeedCommit> Page(IEnumerable<FeedCommit> commits)
    {
        var (events, bytes) = (0, 0L);
        foreach (var commit in commits)
        {
            if (events > MostEvents || bytes > MostBytes) yield break;
            yield return commit;
            events += commit.Events.Count;
            bytes += commit.Events.Sum(e => (long)e.Length);
        }
    }

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
