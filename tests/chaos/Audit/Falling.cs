using Sothebais.Tests.Chaos.Load;

namespace Sothebais.Tests.Chaos.Audit;

/// <summary>The clock of a Dutch auction stands still while nobody can take: what it has lost by an outage is given back, and the log says so.</summary>
public static class Falling
{
    /// <summary>An outage of so long counts: the house's documented three seconds, and what cannot be seen from outside.</summary>
    private static readonly TimeSpan Counts = TimeSpan.FromSeconds(4.5);

    /// <summary>How soon after its end it is made good; an auction that ends before is not judged.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    /// <summary>What speaks against it.</summary>
    public static IEnumerable<string> Breaches(Evidence evidence)
    {
        foreach (var lot in evidence.Lots.Where(l => l.Kind == LotKind.Dutch))
        {
            var log = evidence.Log(lot.Id);
            var (opened, ended) = (log.FirstOrDefault(e => e.Kind == "auctionOpened"), log.LastOrDefault(e => e.IsHammer));
            if (opened is null || ended is null) continue; // said elsewhere
            foreach (var outage in evidence.Outages.Where(o => o.To - o.From > Counts && o.From > opened.At && o.To + Soon < ended.At))
            {
                // Somebody took in between: then it could be taken after all.
                if (log.Any(e => e.Kind == "bidPlaced" && e.At > outage.From && e.At < outage.To + Soon)) continue;
                if (!log.Any(e => e.Kind == "auctionExtended" && e.At > outage.To - Counts && e.Time("fallingSince") is not null))
                    yield return $"{lot.Id}: from {outage.From:O} to {outage.To:O} nobody could take, and the clock went on.";
            }
        }
    }
}
