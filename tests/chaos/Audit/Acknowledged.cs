namespace Sothebais.Tests.Chaos.Audit;

/// <summary>What was acknowledged is there, once, as it was acknowledged; what was refused is not there.</summary>
public static class Acknowledged
{
    /// <summary>What speaks against it.</summary>
    public static IEnumerable<string> Breaches(Evidence evidence)
    {
        foreach (var lot in evidence.Lots)
        {
            var log = evidence.Log(lot.Id);
            var byKey = log.Where(e => e.Key is not null && !e.Follows).ToLookup(e => e.Key!);
            foreach (var repeated in byKey.Where(k => k.Count() > 1))
                yield return $"{lot.Id}: {repeated.Key} has the effect of {repeated.Count()} ({string.Join(", ", repeated.Select(e => $"{e.Sequence} {e.Kind}"))}).";
            foreach (var bid in evidence.Bids.Where(b => b.Auction == lot.Id))
            {
                var entry = byKey[bid.Key].FirstOrDefault();
                if (bid.Answer.Sequence is not { } sequence)
                {
                    if (entry is not null) yield return $"{lot.Id}: {bid.Key} was refused ({bid.Answer.Code}), and stands in the log at {entry.Sequence}.";
                }
                else if (entry is null)
                    yield return $"{lot.Id}: {bid.Key} was acknowledged at {sequence} and is lost.";
                else if (entry.Sequence != sequence || entry.Bidder != bid.Bidder || entry.Kind == "bidPlaced" && entry.Amount("amount") != bid.Answer.Amount)
                    yield return $"{lot.Id}: {bid.Key} of {bid.Bidder} was acknowledged at {sequence} with {bid.Answer.Amount}, and stands in the log at {entry.Sequence} with {entry.Amount("amount")} of {entry.Bidder}.";
            }
            foreach (var drive in evidence.Drives.Where(d => d.Auction == lot.Id))
                if (drive.Done != byKey.Contains(drive.Key))
                    yield return $"{lot.Id}: {drive.Verb} ({drive.Key}) was {(drive.Done ? "done, and is not" : "refused, and is")} in the log.";
        }
    }
}
