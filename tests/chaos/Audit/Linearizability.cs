using Sothebais.Tests.Chaos.Load;

namespace Sothebais.Tests.Chaos.Audit;

/// <summary>
/// Every bid looks as if it had been decided at one instant between its sending and its answer (Herlihy and Wing, 1990): there is one order of all of them in
/// which the rules give exactly these answers, and in which what was answered before something else was sent comes before it. The log is that order for bids
/// that were taken; a refusal finds a place between two of them.
/// </summary>
public static class Linearizability
{
    /// <summary>What speaks against it.</summary>
    public static IEnumerable<string> Breaches(Evidence evidence) =>
        evidence.Lots.Where(l => l.Kind is LotKind.Hot or LotKind.Timed or LotKind.Quiet or LotKind.InSale).SelectMany(lot => Breaches(lot.Id, evidence.Log(lot.Id), evidence.Bids.Where(b => b.Auction == lot.Id)));

    /// <summary>What speaks against it in one auction.</summary>
    public static IEnumerable<string> Breaches(string auction, IReadOnlyList<Entry> log, IEnumerable<BidTold> bids)
    {
        var states = new List<EnglishState> { EnglishState.None };
        foreach (var entry in log)
        {
            states.Add(states[^1].After(entry, out var breach));
            if (breach is not null) yield return $"{auction}: {breach}.";
        }

        // By the time of sending; whatever was answered before that sets the least place. The least possible place is always the best one: it leaves most to those that follow.
        var answered = new PriorityQueue<long, long>();
        var least = 0L;
        foreach (var bid in bids.OrderBy(b => b.Sent))
        {
            while (answered.TryPeek(out var place, out var when) && when < bid.Sent)
            {
                answered.Dequeue();
                least = Math.Max(least, place);
            }
            if (bid.Answer.Sequence is { } sequence)
            {
                if (sequence <= least) yield return $"{auction}: {bid.Key} was taken at {sequence}, and before it was sent somebody had been answered from {least}.";
                answered.Enqueue(sequence, bid.Answered);
            }
            else
            {
                var place = states.FindIndex((int)Math.Min(least, states.Count - 1), s => s.Allows(bid));
                if (place < 0) yield return $"{auction}: {bid.Key} ({bid.Way} {bid.Offer}) was answered {bid.Answer.Code} {bid.Answer.MinimumBid} {bid.Answer.AuctionStatus}, which fits nowhere from {least} on.";
                else answered.Enqueue(place, bid.Answered);
            }
        }
    }
}
