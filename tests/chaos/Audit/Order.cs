namespace Sothebais.Tests.Chaos.Audit;

/// <summary>An auction's log has every place from 1 on, once; and the feed has the same in the same order.</summary>
public static class Order
{
    /// <summary>What speaks against it.</summary>
    public static IEnumerable<string> Breaches(Evidence evidence)
    {
        foreach (var lot in evidence.Lots)
        {
            var log = evidence.Log(lot.Id);
            for (var n = 0; n < log.Count; n++)
            {
                if (log[n].Sequence == n + 1) continue;
                yield return $"{lot.Id}: at place {n + 1} stands {log[n].Sequence}.";
                break;
            }
            var fed = evidence.Held.Feed.Where(e => e.Auction == lot.Id).Select(e => (e.Sequence, e.Kind)).ToList();
            var differs = Enumerable.Range(0, Math.Max(log.Count, fed.Count)).FirstOrDefault(n => n >= log.Count || n >= fed.Count || fed[n] != (log[n].Sequence, log[n].Kind), -1);
            if (differs >= 0) yield return $"{lot.Id}: the feed has {fed.Count} events and the log {log.Count}; the first that differs is the {differs + 1}th.";
        }
    }
}
