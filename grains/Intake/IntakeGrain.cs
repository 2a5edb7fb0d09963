using Orleans.Concurrency;
using Sothebais.GrainInterfaces.Feed;
using Sothebais.GrainInterfaces.Intake;
using Sothebais.Grains.EventLog;

namespace Sothebais.Grains.Intake;

/// <summary>Takes events into the feed where the caller is; keeps nothing itself.</summary>
[StatelessWorker, Reentrant]
internal sealed class IntakeGrain(IIntakeLog log, IFeed feed) : Grain, IIntakeGrain
{
    public Task<bool[]> Keep(SentEvent[] events)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(events.Length, Math.Clamp(events.Length, 1, IIntakeGrain.Most));
        return log.Keep(events);
    }

    public async Task<SentEvent?> Find(string source, string id)
    {
        if (await log.Find(source, id) is not { } position) return null;
        // Right before its commit, whatever stands there.
        var before = position.Number > 0 ? position with { Number = position.Number - 1, Index = int.MaxValue } : new FeedPosition(position.Milliseconds - 1, long.MaxValue, int.MaxValue);
        return (await feed.Read(before, 1)).Commits is [{ Entity: IIntakeLog.Entity } commit] && (commit.Position.Milliseconds, commit.Position.Number) == (position.Milliseconds, position.Number)
            ? SentEventJson.Read(commit.Events[position.Index])
            : null;
    }
}
