using Sothebais.GrainInterfaces.Money;

namespace Sothebais.GrainInterfaces.Auctions;

/// <summary>How an auction is to run: what its creator decides. Fixed once the auction has opened.</summary>
[GenerateSerializer, Immutable, Alias("sothebais.auction-settings")]
public sealed record AuctionSettings
{
    /// <summary>What the public reads, 1 to 200 characters.</summary>
    [Id(0)] public required string Title { get; init; }

    /// <summary>What is sold.</summary>
    [Id(1)] public required Lot Lot { get; init; }

    /// <summary>The currency of every amount of this auction.</summary>
    [Id(2)] public required Currency Currency { get; init; }

    /// <summary>The least first bid; in a Dutch auction the clock's floor.</summary>
    [Id(3)] public required Amount OpeningBid { get; init; }

    /// <summary>The price under which the lot is not sold; null is none. Never shown to the public.</summary>
    [Id(4)] public Amount? Reserve { get; init; }

    /// <summary>How far a bid must go over the price.</summary>
    [Id(5)] public required Increments Increments { get; init; }

    /// <summary>UTC instant at which a scheduled auction opens by itself; null where someone opens it.</summary>
    [Id(6)] public DateTimeOffset? OpensAt { get; init; }

    /// <summary>UTC instant at which the hammer falls; null where <see cref="Duration"/> or the auctioneer decides.</summary>
    [Id(7)] public DateTimeOffset? ClosesAt { get; init; }

    /// <summary>How long the auction runs from its opening, or from its first bid; null where <see cref="ClosesAt"/> or the auctioneer decides.</summary>
    [Id(8)] public TimeSpan? Duration { get; init; }

    /// <summary>Whether the clock starts only with the first bid. Needs a <see cref="Duration"/>.</summary>
    [Id(9)] public bool StartsOnFirstBid { get; init; }

    /// <summary>The soft close; null is sudden death.</summary>
    [Id(10)] public SoftClose? Extension { get; init; }

    /// <summary>The sale this lot belongs to; null is none.</summary>
    [Id(11)] public string? SaleId { get; init; }

    /// <summary>How the price is found.</summary>
    [Id(12)] public AuctionFormat Format { get => field == 0 ? AuctionFormat.English : field; init; } = AuctionFormat.English; // logs of older houses do not name it

    /// <summary>The falling clock; for a Dutch auction, and only there.</summary>
    [Id(13)] public DutchClock? Dutch { get; init; }

    /// <summary>How many of an edition are sold, 1 to 1,000; more than one in a Dutch auction only.</summary>
    [Id(14)] public int Quantity { get => field == 0 ? 1 : field; init; } = 1;

    /// <summary>The price at which an English lot can be bought at once, until bidding reaches it; null is no such offer.</summary>
    [Id(15)] public Amount? BuyNow { get; init; }

    /// <summary>Who may bid.</summary>
    [Id(16)] public Admission Admission { get => field == 0 ? Admission.Anyone : field; init; } = Admission.Anyone;
}

/// <summary>The soft close: a bid near the end moves the end, so that the room can answer.</summary>
/// <param name="Window">How near the close a bid must come to move it.</param>
/// <param name="By">The least time that then remains from the bid; it tops up and never adds on top.</param>
/// <param name="Maximum">How often the close may move; null is without limit.</param>
[GenerateSerializer, Immutable, Alias("sothebais.soft-close")]
public sealed record SoftClose([property: Id(0)] TimeSpan Window, [property: Id(1)] TimeSpan By, [property: Id(2)] int? Maximum);
