using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Sales;

namespace Sothebais.Gateways.Defaults.Sales;

/// <summary>What a sale has brought.</summary>
/// <param name="SaleId">The sale.</param>
/// <param name="Title">Its title.</param>
/// <param name="Status">Where it is in its life.</param>
/// <param name="Currency">The currency's code.</param>
/// <param name="Items">The lots in their order; an edition has one item a winner.</param>
public sealed record SaleResults(string SaleId, string Title, SaleStatus Status, string Currency, LotResult[] Items);

/// <summary>What a lot has brought.</summary>
/// <param name="Lot">Its number.</param>
/// <param name="AuctionId">Its auction.</param>
/// <param name="Title">Its title.</param>
/// <param name="Status">The auction's status; skipped where the sale passed it over.</param>
/// <param name="Winner">The winner's id; null where it was not sold.</param>
/// <param name="Name">The winner's name; null is none.</param>
/// <param name="Paddle">The winner's paddle; null is none.</param>
/// <param name="Amount">The hammer price, of each where there are more; null where it was not sold.</param>
/// <param name="Currency">The currency's code.</param>
/// <param name="ClosedAt">As of when it closed; null where it has not.</param>
/// <param name="Quantity">How many the winner gets; null where it was not sold.</param>
public sealed record LotResult(
    int Lot, string AuctionId, string Title, string Status, string? Winner, string? Name, int? Paddle, string? Amount, string Currency, DateTimeOffset? ClosedAt, int? Quantity)
{
    /// <summary>Makes it.</summary>
    public static LotResult Of(SaleLotView lot, AuctionView auction, Award? award, int? paddle)
    {
        var currency = auction.Settings.Currency;
        var closed = auction.Status is AuctionStatus.Sold or AuctionStatus.Unsold or AuctionStatus.Settled;
        return new LotResult(
            lot.Number, lot.AuctionId, auction.Settings.Title, lot.Status == LotStatus.Skipped && auction.Status == AuctionStatus.Draft ? "skipped" : auction.Status.ToString().ToLowerInvariant(),
            award?.Bidder.Id, award?.Bidder.Name, paddle, award is null ? null : currency.Format(award.Amount), currency.Code,
            auction.Result?.ClosedAt ?? (closed ? auction.ClosesAt : lot.ClosedAt), award?.Quantity);
    }
}
