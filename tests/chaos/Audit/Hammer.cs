namespace Sothebais.Tests.Chaos.Audit;

/// <summary>After the hammer nothing is taken: neither by the log, nor of what was sent after the close.</summary>
public static class Hammer
{
    /// <summary>The longest time that a house may let a bid take on its way (documented with the setting <c>House__Grace</c>).</summary>
    private static readonly TimeSpan MostGrace = TimeSpan.FromSeconds(2);

    /// <summary>What speaks against it.</summary>
    public static IEnumerable<string> Breaches(Evidence evidence)
    {
        foreach (var lot in evidence.Lots)
        {
            var log = evidence.Log(lot.Id);
            var hammers = log.Where(e => e.IsHammer).ToList();
            if (hammers.Count != 1)
            {
                yield return $"{lot.Id}: the hammer fell {hammers.Count} times.";
                continue;
            }
            foreach (var late in log.Where(e => e.Sequence > hammers[0].Sequence && e.Kind is not ("auctionSettled" or "auctionReopened")))
                yield return $"{lot.Id}: {late.Sequence} {late.Kind} stands behind the hammer at {hammers[0].Sequence}.";

            DateTimeOffset? close = null;
            foreach (var entry in log)
            {
                if (entry.Kind == "bidPlaced" && close is { } then && entry.At > then && (entry.Time("receivedAt") is not { } received || received > then || entry.At > then + MostGrace))
                    yield return $"{lot.Id}: the bid at {entry.Sequence} was taken at {entry.At:O}, and the close was {then:O}.";
                close = entry.ClosesAt ?? close;
            }
            if (hammers[0].Time("closedAt") is not { } closed) continue;
            foreach (var bid in evidence.Bids.Where(b => b.Auction == lot.Id && b.Answer.Sequence is not null && b.SentAt > closed))
                yield return $"{lot.Id}: {bid.Key} was sent at {bid.SentAt:O}, after the close at {closed:O}, and taken.";
        }
    }
}
