using System.Text.Json.Serialization;
using Sothebais.GrainInterfaces.Sales;

namespace Sothebais.Gateways.Defaults.Bidders;

/// <summary>A request to make a bidder known to the house.</summary>
public sealed record RegisterBidderRequest
{
    /// <summary>Their id: a token's subject, 1 to 128 printable characters; null takes <c>platform:handle</c> of the first handle.</summary>
    public string? Id { get; init; }

    /// <summary>The name to show, 1 to 80 characters; null is none.</summary>
    public string? Name { get; init; }

    /// <summary>Their Ethereum address; null is none.</summary>
    public string? Wallet { get; init; }

    /// <summary>Their names on platforms, 20 at most; null is none.</summary>
    public PublicHandle[]? Handles { get; init; }
}

/// <summary>What an admin may change of a bidder.</summary>
public sealed record ChangeBidderRequest
{
    /// <summary>The name to show, 1 to 80 characters; null is none.</summary>
    public string? Name { get; init; }

    /// <summary>Their Ethereum address; null is none.</summary>
    public string? Wallet { get; init; }

    /// <summary>Their names on platforms, all of them, 20 at most; null is none.</summary>
    public PublicHandle[]? Handles { get; init; }
}

/// <summary>A request to make oneself known to the house.</summary>
/// <param name="Name">The name to show, 1 to 80 characters; null takes the token's.</param>
/// <param name="Wallet">An Ethereum address; null is none.</param>
public sealed record RegisterMyselfRequest(string? Name = null, string? Wallet = null);

/// <summary>A name on a platform.</summary>
/// <param name="Platform">The platform: twitch, kick, x.</param>
/// <param name="Handle">The name there.</param>
public sealed record PublicHandle(string Platform, string Handle);

/// <summary>A request to block.</summary>
/// <param name="Reason">Why, 1 to 500 characters: for the house, never shown to the bidder or the public.</param>
public sealed record BlockRequest(string Reason);

/// <summary>A bidder's account.</summary>
public sealed record PublicAccount
{
    /// <summary>Their id.</summary>
    public required string Id { get; init; }

    /// <summary>The name to show; null is none.</summary>
    public string? Name { get; init; }

    /// <summary>Their Ethereum address with its checksum; null is none.</summary>
    public string? Wallet { get; init; }

    /// <summary>Their names on platforms.</summary>
    public required PublicHandle[] Handles { get; init; }

    /// <summary>Whether they may bid where only approved bidders may.</summary>
    public bool Approved { get; init; }

    /// <summary>Whether they may bid nowhere.</summary>
    public bool Blocked { get; init; }

    /// <summary>Why they are blocked; for admins only.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? BlockReason { get; init; }

    /// <summary>What they may spend, by currency; a currency that is not here has no limit.</summary>
    public required IReadOnlyDictionary<string, string> Limits { get; init; }

    /// <summary>What counts against each limit now; only where the account is read.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string>? Exposure { get; init; }

    /// <summary>When the house came to know them.</summary>
    public DateTimeOffset RegisteredAt { get; init; }

    /// <summary>When the account last changed.</summary>
    public DateTimeOffset ChangedAt { get; init; }
}

/// <summary>A page of bidders.</summary>
/// <param name="Items">The bidders.</param>
/// <param name="NextCursor">Where to go on; null at the end.</param>
public sealed record BidderList(PublicAccount[] Items, string? NextCursor);

/// <summary>A page of one bidder's bids, newest first.</summary>
/// <param name="Items">The bids.</param>
/// <param name="NextCursor">Where to go on; null at the end.</param>
public sealed record OwnBidList(PublicOwnBid[] Items, string? NextCursor);

/// <summary>A bid in its bidder's own history.</summary>
/// <param name="AuctionId">Where it was placed.</param>
/// <param name="BidId">Its id.</param>
/// <param name="Sequence">Its place in the auction's log.</param>
/// <param name="Amount">What was bid; null to the house in a sealed auction that has not closed.</param>
/// <param name="Maximum">Up to what the house bids; null where it does not.</param>
/// <param name="Currency">The currency.</param>
/// <param name="At">When it was decided.</param>
/// <param name="Status">placed or retracted.</param>
/// <param name="Reason">Why it was retracted; null where it stands.</param>
public sealed record PublicOwnBid(
    string AuctionId, string BidId, long Sequence, string? Amount, string? Maximum, string Currency, DateTimeOffset At, string Status, string? Reason);

/// <summary>A page of the lots that one bidder won, newest first.</summary>
/// <param name="Items">The lots.</param>
/// <param name="NextCursor">Where to go on; null at the end.</param>
public sealed record WonList(PublicWonLot[] Items, string? NextCursor);

/// <summary>A lot that the hammer fell for somebody.</summary>
/// <param name="AuctionId">Where.</param>
/// <param name="Title">The auction's title.</param>
/// <param name="SaleId">Its sale; null is none.</param>
/// <param name="Amount">The hammer price of each.</param>
/// <param name="Quantity">How many they won.</param>
/// <param name="Currency">The currency.</param>
/// <param name="ClosedAt">When the hammer fell.</param>
/// <param name="Status">sold or settled.</param>
public sealed record PublicWonLot(string AuctionId, string Title, string? SaleId, string Amount, int Quantity, string Currency, DateTimeOffset ClosedAt, string Status);

/// <summary>A page of one bidder's paddles: a request looks at so many sales.</summary>
/// <param name="Items">The paddles, in the order of the sales' ids.</param>
/// <param name="NextCursor">Where to look on; null at the end.</param>
public sealed record SalePaddleList(PublicSalePaddle[] Items, string? NextCursor);

/// <summary>A bidder's paddle in a sale.</summary>
/// <param name="SaleId">The sale.</param>
/// <param name="Title">Its title.</param>
/// <param name="Status">Where it is in its life.</param>
/// <param name="Paddle">The number.</param>
public sealed record PublicSalePaddle(string SaleId, string Title, SaleStatus Status, int Paddle);
