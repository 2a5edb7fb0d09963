using Sothebais.Tests.Chaos.Load;

namespace Sothebais.Tests.Chaos.Audit;

/// <summary>What a clock closes is closed as of its moment, and soon after it or after the house is back; and where no bid could be taken in the closing window, the close has moved.</summary>
public static class Closings
{
    /// <summary>What speaks against it.</summary>
    public static IEnumerable<string> Breaches(Evidence evidence)
    {
        foreach (var lot in evidence.Lots.Where(l => l.HasClock))
        {
            var log = evidence.Log(lot.Id);
            if (log.LastOrDefault(e => e.IsHammer) is not { } hammer) continue; // said elsewhere
            var close = log.Select(e => e.ClosesAt).OfType<DateTimeOffset>().Last();
            if (hammer.Time("closedAt") != close) yield return $"{lot.Id}: closed as of {hammer.Time("closedAt"):O}, and the close was {close:O}.";
            if (hammer.At < close) yield return $"{lot.Id}: the hammer fell at {hammer.At:O}, before the close at {close:O}.";
            if (evidence.IsLate(hammer.At, close)) yield return $"{lot.Id}: the hammer fell at {hammer.At:O}, and the close was {close:O}.";
            // The outage clause, of auctions that promise a window.
            if (lot.Kind is LotKind.Timed or LotKind.Quiet && evidence.Outages.FirstOrDefault(o => o.From < close - Lot.Window && o.To > close + Margin) is { } outage)
                yield return $"{lot.Id}: closed as of {close:O}, and from {outage.From:O} to {outage.To:O} nobody could bid.";
        }
    }

    // An outage that ends about with the close is too close to call from outside.
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(0.5);
}
