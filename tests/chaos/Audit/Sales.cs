using Sothebais.Tests.Chaos.Load;

namespace Sothebais.Tests.Chaos.Audit;

/// <summary>An automatic sale brings its lots up in their order, each once, none before the one before it is closed and its gap is over, and none long after.</summary>
public static class Sales
{
    // The gap is counted from the close, and instants in the log are as fine as the clock.
    private static readonly TimeSpan Margin = TimeSpan.FromMilliseconds(1);

    /// <summary>What speaks against it.</summary>
    public static IEnumerable<string> Breaches(Evidence evidence)
    {
        Entry? before = null;
        foreach (var lot in evidence.Lots.Where(l => l.Kind == LotKind.InSale))
        {
            var log = evidence.Log(lot.Id);
            var openings = log.Where(e => e.Kind == "auctionOpened").ToList();
            if (openings.Count != 1) yield return $"{lot.Id}: the sale brought it up {openings.Count} times.";
            if (openings.Count > 0 && before?.Time("closedAt") is { } closed)
            {
                var due = closed + Lot.Gap;
                if (openings[0].At < before.At) yield return $"{lot.Id}: opened at {openings[0].At:O}, and the hammer on the lot before fell at {before.At:O}.";
                if (openings[0].At < due - Margin) yield return $"{lot.Id}: opened at {openings[0].At:O}, before its gap was over at {due:O}.";
                if (evidence.IsLate(openings[0].At, due)) yield return $"{lot.Id}: opened at {openings[0].At:O}, and was due at {due:O}.";
            }
            before = log.LastOrDefault(e => e.IsHammer);
        }
    }
}
