using System.Text.Json;
using Sothebais.Gateways.Defaults.Auctions;
using Sothebais.Gateways.Defaults.Requests;
using Sothebais.GrainInterfaces.Auctions;

namespace Sothebais.Gateways.Defaults.Bids;

/// <summary>What a bidder gets for a bid, in JSON: the same words at every door.</summary>
public static class ReceiptJson
{
    /// <summary>Writes a receipt's fields into an object that is open.</summary>
    /// <param name="json">Into what.</param>
    /// <param name="auctionId">The auction.</param>
    /// <param name="receipt">The receipt.</param>
    /// <param name="dryRun">Whether nothing was bid, and it says what would happen.</param>
    public static void Write(Utf8JsonWriter json, string auctionId, BidReceipt receipt, bool dryRun = false)
    {
        if (!dryRun)
        {
            json.WriteString("bidId"u8, AuctionEventId.Of(auctionId, receipt.Bid));
            json.WriteNumber("sequence"u8, receipt.Bid);
        }
        json.WriteString("outcome"u8, receipt.Outcome switch
        {
            BidOutcome.Outbid => "outbid"u8,
            BidOutcome.Sealed => "sealed"u8,
            BidOutcome.Won => "won"u8,
            _ => "leading"u8,
        });
        json.WriteString("amount"u8, receipt.Currency.Format(receipt.Amount));
        var hidden = receipt.Outcome == BidOutcome.Sealed; // nobody knows how they stand, also not the bidder
        json.WriteString("price"u8, hidden ? null : receipt.Currency.Format(receipt.Price));
        json.WriteString("minimumBid"u8, receipt.Currency.FormatOrNull(receipt.MinimumBid));
        if (dryRun)
        {
            if (hidden) json.WriteNull("leader"u8);
            else
            {
                json.WriteStartObject("leader"u8);
                json.WriteString("bidderId"u8, receipt.Leader.Id);
                json.WriteString("name"u8, receipt.Leader.Name);
                if (receipt.Leader.Paddle is { } paddle) json.WriteNumber("paddle"u8, paddle);
                else json.WriteNull("paddle"u8);
                json.WriteEndObject();
            }
            if (receipt.ReserveMet is { } met) json.WriteBoolean("reserveMet"u8, met);
            else json.WriteNull("reserveMet"u8);
        }
        if (receipt.ClosesAt is { } closesAt) json.WriteString("closesAt"u8, StrictJson.Write(closesAt));
        else json.WriteNull("closesAt"u8);
        if (receipt.Grace is { } grace) json.WriteNumber("graceMs"u8, Answers.Milliseconds(grace));
    }
}
