
namespace Sothebais.Gateways.Defaults.Auctions;

/// <summary>A request to create an auction; see the public contract for what each field means.</summary>
public sealed record CreateAuctionRequest
{
    /// <summary>The id; null lets the house make a sortable one.</summary>
    public string? Id { get; init; }

    /// <summary>The format: english, dutch, sealed-first-price, sealed-second-price.</summary>
    public string Format { get; init; } = "english";

    /// <summary>What the public reads, 1 to 200 characters.</summary>
    public required string Title { get; init; }

    /// <summary>What is sold.</summary>
    public required PublicLot Lot { get; init; }

    /// <summary>The currency's code.</summary>
    public required string Currency { get; init; }

    /// <summary>The least first bid; null in a Dutch auction, which has its floor.</summary>
    public string? OpeningBid { get; init; }

    /// <summary>The price under which the lot is not sold; null is none.</summary>
    public string? Reserve { get; init; }

    /// <summary>The price at which it can be bought at once; null is none.</summary>
    public string? BuyNow { get; init; }

    /// <summary>How far a bid must go over the price, in an English auction.</summary>
    public PublicIncrements? Increments { get; init; }

    /// <summary>When it opens by itself once scheduled; null is when somebody opens it.</summary>
    public DateTimeOffset? OpensAt { get; init; }

    /// <summary>When the hammer falls; null where the duration or the auctioneer decides.</summary>
    public DateTimeOffset? ClosesAt { get; init; }

    /// <summary>How long it runs; null where the closing time or the auctioneer decides.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>Whether the clock starts with the first bid.</summary>
    public bool StartsOnFirstBid { get; init; }

    /// <summary>The soft close; null is sudden death.</summary>
    public PublicExtension? Extension { get; init; }

    /// <summary>Who may bid: anyone or approved.</summary>
    public string Bidders { get; init; } = "anyone";

    /// <summary>The sale this lot belongs to; null is none.</summary>
    public string? SaleId { get; init; }

    /// <summary>The falling clock of a Dutch auction.</summary>
    public PublicDutch? Dutch { get; init; }

    /// <summary>How many of an edition are sold, 1 to 1,000.</summary>
    public int Quantity { get; init; } = 1;
}

/// <summary>A request to schedule an auction.</summary>
/// <param name="OpensAt">When it opens; null takes the auction's own opening time.</param>
public sealed record ScheduleRequest(DateTimeOffset? OpensAt = null);

/// <summary>A request to drive an auction.</summary>
/// <param name="Expected">The auction's sequence as the auctioneer saw it: if something else has happened since, nothing is done. Null does it whatever happened.</param>
public sealed record DriveRequest(long? Expected = null);

/// <summary>A request that may carry a reason.</summary>
/// <param name="Reason">Why, up to 500 characters.</param>
/// <param name="Expected">The auction's sequence as the auctioneer saw it: if something else has happened since, nothing is done. Null does it whatever happened.</param>
public sealed record ReasonRequest(string? Reason = null, long? Expected = null);

/// <summary>A request to take a bid back.</summary>
/// <param name="Reason">Why, 1 to 500 characters.</param>
public sealed record RetractRequest(string? Reason = null);

/// <summary>A request to take the last act back.</summary>
/// <param name="Reason">Why, up to 500 characters.</param>
/// <param name="Expected">The auction's sequence as the auctioneer saw it: if something else has happened since, nothing is undone. Null undoes whatever is last.</param>
public sealed record UndoRequest(string? Reason = null, long? Expected = null);

/// <summary>A request to move the close.</summary>
/// <param name="By">How much later, up to 31 days.</param>
/// <param name="Expected">The auction's sequence as the auctioneer saw it: if something else has happened since, nothing is done. Null does it whatever happened.</param>
public sealed record ExtendRequest(TimeSpan By, long? Expected = null);

/// <summary>A request to settle.</summary>
/// <param name="Reference">The settlement's reference, 1 to 200 characters.</param>
public sealed record SettleRequest(string Reference);

/// <summary>A request to take the hammer back.</summary>
/// <param name="Duration">How long bidding goes on; null takes the soft close's time.</param>
/// <param name="Reason">Why, up to 500 characters.</param>
/// <param name="Expected">The auction's sequence as the auctioneer saw it: if something else has happened since, nothing is done. Null does it whatever happened.</param>
public sealed record ReopenRequest(TimeSpan? Duration = null, string? Reason = null, long? Expected = null);
