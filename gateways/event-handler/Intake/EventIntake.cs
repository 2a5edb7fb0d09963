using Sothebais.Gateways.Defaults.Bids;
using Sothebais.Gateways.Defaults.Cluster;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Intake;

namespace Sothebais.Gateways.EventHandler.Intake;

/// <summary>
/// Does what events ask for: bids go to their auctions, many auctions at once and each one's in their order; what nobody here understands goes into the feed
/// as it is; what cannot be processed goes to the dead letters.
/// </summary>
internal sealed class EventIntake(IGrainFactory grains, IEnumerable<IEventReading> readings, IntakeLetters letters, IntakeMetrics metrics)
{
    /// <summary>How many events may come at once.</summary>
    public const int Most = 1_000;

    private const int AuctionsAtOnce = 32;
    private const int MostInCall = 256;

    private static readonly Meaning Keep = new Meaning.Keep();

    private readonly IEventReading[] _readings = [.. readings];

    /// <summary>Processes events.</summary>
    /// <returns>What became of each, in their order.</returns>
    public async Task<IntakeOutcome[]> Process(IReadOnlyList<IncomingEvent> events, Sender sender)
    {
        var outcomes = await Try(events, sender);
        await letters.Keep(Enumerable.Range(0, events.Count).Where(i => outcomes[i].Status == IntakeStatus.DeadLettered), events, outcomes, sender);
        for (var i = 0; i < events.Count; i++) metrics.Taken(events[i].Type, outcomes[i].Status);
        return outcomes;
    }

    /// <summary>Processes events, and leaves those that cannot be processed to the caller.</summary>
    public async Task<IntakeOutcome[]> Try(IReadOnlyList<IncomingEvent> events, Sender sender)
    {
        var outcomes = new IntakeOutcome[events.Count];
        var (kept, bids) = (new List<int>(), new List<(int Index, Meaning.Bid Bid)>());
        var meanings = new Meaning?[events.Count];
        await Parallel.ForAsync(0, events.Count, new ParallelOptions { MaxDegreeOfParallelism = AuctionsAtOnce }, async (i, _) => meanings[i] = await Read(events[i], sender));
        for (var i = 0; i < events.Count; i++)
        {
            switch (meanings[i])
            {
                case null: outcomes[i] = IntakeOutcome.Unknown; break;
                case Meaning.Bid bid: bids.Add((i, bid)); break;
                case Meaning.Keep: kept.Add(i); break;
                case Meaning.Answered answered: outcomes[i] = answered.Outcome; break;
                case Meaning.Unprocessable not: outcomes[i] = IntakeOutcome.Dead(not.Why); break;
                case var other: throw new InvalidOperationException($"No deed for {other.GetType().Name}.");
            }
        }
        var keeping = KeepAll(kept, events, outcomes);
        await Parallel.ForEachAsync(
            bids.GroupBy(b => b.Bid.AuctionId), new ParallelOptions { MaxDegreeOfParallelism = AuctionsAtOnce }, async (auction, _) => await Place(auction.Key, [.. auction], outcomes));
        await keeping;
        return outcomes;
    }

    /// <summary>What an event asks for; null where the house, which had to be asked, gave no answer.</summary>
    private async Task<Meaning?> Read(IncomingEvent happened, Sender sender)
    {
        if (Array.Find(_readings, r => r.Takes(happened.Type)) is not { } reading) return Keep;
        try
        {
            return await reading.Read(happened, sender);
        }
        catch (HouseUnavailableException)
        {
            return null;
        }
    }

    /// <summary>Places the bids on one auction, in their order.</summary>
    private async Task Place(string auctionId, (int Index, Meaning.Bid Bid)[] bids, IntakeOutcome[] outcomes)
    {
        var auction = grains.GetGrain<IAuctionGrain>(auctionId);
        var lost = false;
        foreach (var some in bids.Chunk(MostInCall))
        {
            AuctionAnswer[]? answers = null;
            try
            {
                // After an unknown outcome the later bids do not overtake the earlier ones: they come again together.
                if (!lost) answers = await HouseCalls.Retry(() => auction.PlaceBids([.. some.Select(b => b.Bid.Placed)]));
            }
            catch (HouseUnavailableException)
            {
                lost = true;
            }
            for (var i = 0; i < some.Length; i++) outcomes[some[i].Index] = answers is null ? IntakeOutcome.Unknown : Of(auctionId, answers[i]);
        }
    }

    private static IntakeOutcome Of(string auctionId, AuctionAnswer answer) => answer switch
    {
        AuctionAnswer.BidTaken taken => IntakeOutcome.Accepted(auctionId, taken.Receipt),
        // As it stands it can never be taken; all other refusals are an answer.
        AuctionAnswer.Refused { Reason: Refusal.AuctionNotFound or Refusal.InvalidAmount } no => IntakeOutcome.Dead(Answers.Of(no)),
        AuctionAnswer.Refused { Reason: Refusal.KeyReused } => IntakeOutcome.Refused(Defaults.Problems.Problem.Of(
            422, "idempotency-key-reused", "This event came before and asked for something else.", "Give a new event a new id.")),
        AuctionAnswer.Refused no => IntakeOutcome.Refused(Answers.Of(no)),
        AuctionAnswer.Unknown => IntakeOutcome.Unknown,
        var other => throw new InvalidOperationException($"No outcome for {other.GetType().Name}."),
    };

    private async Task KeepAll(List<int> indices, IReadOnlyList<IncomingEvent> events, IntakeOutcome[] outcomes)
    {
        var intake = grains.GetGrain<IIntakeGrain>(0);
        var lost = false;
        foreach (var some in indices.Chunk(IIntakeGrain.Most))
        {
            bool[]? fresh = null;
            try
            {
                if (!lost) fresh = await HouseCalls.Retry(() => intake.Keep([.. some.Select(i => events[i].ToSent())]));
            }
            catch (HouseUnavailableException)
            {
                lost = true;
            }
            for (var i = 0; i < some.Length; i++)
                outcomes[some[i]] = fresh is null ? IntakeOutcome.Unknown : fresh[i] ? IntakeOutcome.Kept : IntakeOutcome.Duplicate;
        }
    }
}
