using Sothebais.Gateways.Defaults.Auctions;

namespace Sothebais.Gateways.Admin.Console.Events;

/// <summary>Types of events that fields suggest. Whoever sends events names theirs as they like.</summary>
internal static class EventTypes
{
    /// <summary>The types, the widest first.</summary>
    public static string[] Known { get; } = ["com.sothebais", AuctionEventType.Prefix, .. AuctionEventType.All.Order(StringComparer.Ordinal)];
}
