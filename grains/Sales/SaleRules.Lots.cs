using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Sales;

namespace Sothebais.Grains.Sales;

/// <summary>What a sale makes of the news of its lots, whoever brought them about: the sale itself, the clock, or somebody at the auction.</summary>
internal static partial class SaleRules
{
    /// <summary>Compares what the sale knows of a lot with the lot's own word.</summary>
    /// <param name="lot">The lot as the sale knows it.</param>
    /// <param name="seen">The auction as it is, or was.</param>
    /// <param name="now">UTC instant at which the sale hears of it.</param>
    /// <returns>What has happened since; nothing where the sale knows it, or knows better.</returns>
    public static IEnumerable<SaleEvent> Hear(SaleLot lot, AuctionView seen, DateTimeOffset now)
    {
        if (seen.Sequence <= lot.Known) yield break;
        var (id, known, status) = (lot.AuctionId, seen.Sequence, StatusOf(seen));
        var closed = new LotClosed(id, status, status == LotStatus.Cancelled ? now : seen.ClosesAt ?? now, known); // a cancelled one keeps the close it would have had
        switch (lot.Status, status)
        {
            case (LotStatus.Waiting or LotStatus.Skipped, LotStatus.Cancelled): // withdrawn before it opened
            case (LotStatus.Open or LotStatus.Paused, LotStatus.Sold or LotStatus.Unsold or LotStatus.Cancelled):
                yield return closed;
                break;
            case (LotStatus.Waiting or LotStatus.Skipped, not LotStatus.Waiting):
                yield return new LotOpened(id, seen.Settings.Title, known);
                if (status == LotStatus.Paused) yield return new LotPaused(id, known);
                if (status is LotStatus.Sold or LotStatus.Unsold) yield return closed;
                break;
            case (LotStatus.Open, LotStatus.Paused):
                yield return new LotPaused(id, known);
                break;
            case (LotStatus.Paused, LotStatus.Open):
                yield return new LotResumed(id, known);
                break;
            case (LotStatus.Sold or LotStatus.Unsold, not LotStatus.Waiting) when status != lot.Status:
                yield return new LotReopened(id, known);
                if (status == LotStatus.Paused) yield return new LotPaused(id, known);
                if (status is LotStatus.Sold or LotStatus.Unsold or LotStatus.Cancelled) yield return closed;
                break;
        }
    }

    /// <summary>What a lot's answer to a direction means.</summary>
    /// <param name="sale">The sale.</param>
    /// <param name="lot">The lot, directed.</param>
    /// <param name="answer">What its auction said.</param>
    /// <param name="seen">The auction after it; null where there is none.</param>
    /// <param name="now">UTC instant at which the sale hears of it.</param>
    public static IEnumerable<SaleEvent> Follow(Sale sale, SaleLot lot, AuctionAnswer answer, AuctionView? seen, DateTimeOffset now)
    {
        SaleEvent[] news = seen is null ? [] : [.. Hear(lot, seen, now)];
        foreach (var happened in news) yield return happened;
        if (answer is not AuctionAnswer.Refused no)
        {
            yield return new DirectionFollowed(lot.AuctionId);
            yield break;
        }
        yield return new DirectionRefused(lot.AuctionId, no.Reason, no.Detail, no.Status);
        // Nobody is there to pass on a lot that cannot open, and the others must not wait for it.
        if (lot is { Status: LotStatus.Waiting, Outstanding.Direction: Direction.Open } && sale.Settings.Mode != SaleMode.Auctioneer && news.Length == 0) yield return new LotSkipped(lot.AuctionId);
    }

    private static LotStatus StatusOf(AuctionView seen) => seen.Status switch
    {
        AuctionStatus.Draft or AuctionStatus.Scheduled => LotStatus.Waiting,
        AuctionStatus.Open => LotStatus.Open,
        AuctionStatus.Paused => LotStatus.Paused,
        AuctionStatus.Sold => LotStatus.Sold,
        AuctionStatus.Unsold => LotStatus.Unsold,
        AuctionStatus.Cancelled => LotStatus.Cancelled,
        AuctionStatus.Settled => seen.Result is null ? LotStatus.Unsold : LotStatus.Sold,
        _ => throw new InvalidOperationException($"No lot is {seen.Status}."),
    };
}
