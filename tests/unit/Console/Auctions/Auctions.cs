using System.Text.Json;
using System.Text.Json.Nodes;
using Sothebais.Gateways.Defaults.Auctions;
using Sothebais.Gateways.Defaults.Requests;
using Sothebais.GrainInterfaces.Auctions;

namespace Sothebais.Tests.Unit.Console.Auctions;

/// <summary>Auctions as the house tells of them.</summary>
internal static class Auctions
{
    /// <summary>One.</summary>
    public static PublicView View(string id = "genesis-1", AuctionStatus status = AuctionStatus.Open) => new()
    {
        Id = id,
        Status = status,
        Sequence = 4,
        Price = "1.25",
        Leader = new PublicBidder("ann", "Ann", 7),
        MinimumBid = "1.375",
        BidCount = 2,
        ReserveMet = true,
        OpensAt = new(2026, 11, 27, 11, 55, 0, TimeSpan.Zero),
        ClosesAt = new(2026, 11, 27, 12, 5, 0, TimeSpan.Zero),
        Remaining = null,
        Extensions = 0,
        ServerTime = new(2026, 11, 27, 12, 0, 0, TimeSpan.Zero),
        Format = "english",
        Title = "Genesis #1",
        Lot = new PublicLot("The first", "It was there before.", "https://pictures.test/1.png", null, [new("Hue", "Blue")]),
        Currency = "ETH",
        Result = null,
        OpeningBid = "0.1",
        Increments = new(BasisPoints: 1000),
        Duration = TimeSpan.FromMinutes(10),
        StartsOnFirstBid = false,
        Extension = new(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1)),
        Bidders = "anyone",
        BuyNow = null,
        Quantity = 1,
        QuantityLeft = 1,
        Dutch = null,
        FallingSince = null,
        SaleId = "autumn",
        Reserve = "1",
    };

    /// <summary>What the house would answer.</summary>
    public static JsonNode Json<T>(this T told) => JsonSerializer.SerializeToNode(told, StrictJson.Options)!;

    /// <summary>A page of auctions.</summary>
    public static JsonNode Page(params PublicView[] views) => new AuctionList(views, null).Json();
}
