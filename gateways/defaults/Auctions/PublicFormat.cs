using Sothebais.GrainInterfaces.Auctions;

namespace Sothebais.Gateways.Defaults.Auctions;

/// <summary>The formats' names in the public contract.</summary>
public static class PublicFormat
{
    /// <summary>The name of a format.</summary>
    public static string Of(AuctionFormat format) => format switch
    {
        AuctionFormat.English => "english",
        AuctionFormat.Dutch => "dutch",
        AuctionFormat.SealedFirstPrice => "sealed-first-price",
        AuctionFormat.SealedSecondPrice => "sealed-second-price",
        _ => throw new InvalidOperationException($"No name for {format}."),
    };

    /// <summary>The format of a name; null where there is none.</summary>
    public static AuctionFormat? Find(string name) => name switch
    {
        "english" => AuctionFormat.English,
        "dutch" => AuctionFormat.Dutch,
        "sealed-first-price" => AuctionFormat.SealedFirstPrice,
        "sealed-second-price" => AuctionFormat.SealedSecondPrice,
        _ => null,
    };
}

/// <summary>The falling clock of a Dutch auction.</summary>
/// <param name="StartPrice">The price at the opening.</param>
/// <param name="FloorPrice">The price at which it stops falling.</param>
/// <param name="Step">How far it falls at a time.</param>
/// <param name="Every">After how much time it falls again.</param>
public sealed record PublicDutch(string StartPrice, string FloorPrice, string Step, TimeSpan Every)
{
    /// <summary>Makes it; null where the auction has none.</summary>
    public static PublicDutch? Of(AuctionSettings settings) => settings is { Dutch: { } d, Currency: var c }
        ? new(c.Format(d.StartPrice), c.Format(d.FloorPrice), c.Format(d.Step), d.Every)
        : null;
}
