using System.Globalization;
using Sothebais.Gateways.Defaults.Auctions;
using Sothebais.GrainInterfaces.Auctions;

namespace Sothebais.Gateways.Admin.Console.Auctions;

/// <summary>What the pages call things.</summary>
internal static class AuctionWords
{
    /// <summary>The formats: their names in the API, for people, and what they are.</summary>
    public static readonly (string Format, string Name, string What)[] Formats =
    [
        ("english", "English", "The price rises with every bid; the highest wins."),
        ("dutch", "Dutch", "The price falls by the clock; who takes it first has it."),
        ("sealed-first-price", "Sealed, first price", "Nobody sees the others' bids; the highest wins and pays it."),
        ("sealed-second-price", "Sealed, second price", "Nobody sees the others' bids; the highest wins and pays the second highest."),
    ];

    /// <summary>The increments that are known by name.</summary>
    public static readonly (string Preset, string What)[] Presets =
    [
        ("online", "Online: from 0.05 below 1 to 100 from 5,000 on"),
        ("room", "Room: from 10 below 250 to 10,000 from 100,000 on"),
        ("nft", "NFT: ten percent of the price"),
    ];

    /// <summary>A format's name for people.</summary>
    public static string Format(string format) => Formats.FirstOrDefault(f => f.Format == format).Name ?? format;

    /// <summary>An auction's status as the API says it.</summary>
    public static string Word(this AuctionStatus status) => status.ToString().ToLowerInvariant();

    /// <summary>Whether it may still be changed.</summary>
    public static bool IsChangeable(this AuctionStatus status) => status is AuctionStatus.Draft or AuctionStatus.Scheduled;

    /// <summary>Whether it has not closed.</summary>
    public static bool IsBeforeClose(this AuctionStatus status) => status is AuctionStatus.Draft or AuctionStatus.Scheduled or AuctionStatus.Open or AuctionStatus.Paused;

    /// <summary>Somebody by name and paddle; by their id where they have no name.</summary>
    public static string Who(string id, string? name, int? paddle) => string.Create(CultureInfo.InvariantCulture, $"{name ?? id}{(paddle is { } number ? $" (paddle {number})" : "")}");

    /// <summary>Somebody by name and paddle; a dash for nobody.</summary>
    public static string Who(PublicBidder? bidder) => bidder is null ? "–" : Who(bidder.BidderId, bidder.Name, bidder.Paddle);

    /// <summary>An amount with its currency; a dash for none.</summary>
    public static string Money(string? amount, string currency) => amount is null ? "–" : currency.Length == 0 ? amount : $"{amount} {currency}";

    /// <summary>Increments in words.</summary>
    public static string Steps(PublicIncrements steps, string currency) => steps switch
    {
        { Preset: { } preset } => $"By the preset {preset}",
        { BasisPoints: { } points } => string.Create(CultureInfo.InvariantCulture, $"{points / 100m:0.##} % of the price"),
        { Fixed: { } step } => $"{step} {currency} each",
        { Table: { } table } => $"By a table of {table.Length} rows",
        _ => "–",
    };

    /// <summary>A lot's picture, where it has an address that a browser may open; null elsewhere.</summary>
    public static string? Picture(string? image) => Uri.TryCreate(image, UriKind.Absolute, out var address) && address.Scheme is "https" or "http" ? image : null;
}
