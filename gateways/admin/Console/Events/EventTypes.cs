namespace Sothebais.Gateways.Admin.Console.Events;

/// <summary>Types of events that fields suggest. Whoever sends events names theirs as they like.</summary>
internal static class EventTypes
{
    private const string Auction = "com.sothebais.auction";

    private static readonly string[] Auctions =
    [
        "auction-created", "auction-revised", "auction-scheduled", "auction-opened", "bid-placed", "proxy-raised", "maximum-raised", "auction-extended", "fair-warning", "auction-paused",
        "auction-resumed", "bid-retracted", "auction-sold", "auction-unsold", "auction-cancelled", "auction-reopened", "auction-settled",
    ];

    /// <summary>The types, the widest first.</summary>
    public static string[] Known { get; } = ["com.sothebais", Auction, .. Auctions.Select(kind => $"{Auction}.{kind}.v1")];
}
