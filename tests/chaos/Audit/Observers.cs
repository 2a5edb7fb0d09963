namespace Sothebais.Tests.Chaos.Audit;

/// <summary>Whoever watches sees the log's events in the log's order: none left out, none again, all in the end.</summary>
public static class Observers
{
    /// <summary>What speaks against it.</summary>
    public static IEnumerable<string> Breaches(Evidence evidence) =>
        evidence.Seen.Select(seen => Breach(seen, evidence.Log(seen.Auction)) is { } breach ? $"{seen.Auction}: {seen.Observer} {breach}" : null).OfType<string>();

    private static string? Breach(Observation seen, IReadOnlyList<Entry> log)
    {
        var (last, skippedTo, began) = (0L, 0L, false);
        foreach (var told in seen.Told)
        {
            if (told.Kind is null)
            {
                if (told.Sequence > log.Count) return $"saw a snapshot of {told.Sequence}, of {log.Count} there are.";
                skippedTo = told.Sequence;
                continue;
            }
            if (told.Sequence < 1 || told.Sequence > log.Count || log[(int)told.Sequence - 1].Kind != told.Kind) return $"saw {told.Sequence} {told.Kind}, which is not in the log.";
            if (seen.MayRepeat && told.Sequence <= last) continue; // it goes on from there; each further one is judged against the newest
            if (began || skippedTo == 0 ? told.Sequence != last + 1 && told.Sequence != skippedTo + 1 : told.Sequence != skippedTo + 1)
                return $"saw {told.Sequence} after {last}{(skippedTo > 0 ? $" (and a snapshot of {skippedTo})" : "")}.";
            (last, began) = (told.Sequence, true);
        }
        var newest = Math.Max(last, seen.Told.Where(t => t.Kind is null).Select(t => t.Sequence).DefaultIfEmpty().Max());
        return newest == log.Count ? null : $"came to {newest} of {log.Count}.";
    }
}
