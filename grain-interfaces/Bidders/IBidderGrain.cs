using Orleans.Concurrency;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Money;

namespace Sothebais.GrainInterfaces.Bidders;

/// <summary>A bidder's account; its key is the bidder's id: a token's subject, or what an auctioneer or event source calls them.</summary>
[Alias("sothebais.IBidderGrain")]
public interface IBidderGrain : IGrainWithStringKey
{
    /// <summary>Carries out a command, or says why not. Done means: durable, and in force in every auction that runs.</summary>
    /// <exception cref="OutcomeUnknownException">It may or may not have happened: ask again with the same key.</exception>
    [Alias("Execute")]
    Task<BidderAnswer> Execute(BidderCommand command);

    /// <summary>The account as it stands, with what counts against the limits; null where the house does not know them.</summary>
    [Alias("View")]
    Task<BidderView?> View();

    /// <summary>On which terms they bid in an auction, which is told of every change from then on.</summary>
    /// <param name="auctionId">The auction, open.</param>
    /// <param name="saleId">Its sale; null is none.</param>
    /// <param name="currency">Its currency.</param>
    [Alias("Admit")]
    Task<BidderTerms> Admit(string auctionId, string? saleId, Currency currency);

    /// <summary>Holds an amount for an auction, durably, if the limit allows it.</summary>
    [Alias("Hold")]
    Task<HoldAnswer> Hold(HoldRequest request);

    /// <summary>What a hold would be answered now; holds nothing.</summary>
    [Alias("Available")]
    Task<HoldAnswer> Available(HoldRequest request);

    /// <summary>What they may have to pay in an auction now. Nobody waits for it, and it may be lost.</summary>
    [OneWay, Alias("Report")]
    Task Report(ExposureReport report);

    /// <summary>Whether a handle is theirs or is just becoming so.</summary>
    [AlwaysInterleave, Alias("Claims")]
    Task<bool> Claims(Handle handle);
}

/// <summary>Whose handle it is; its key is the platform, a slash and the name.</summary>
[Alias("sothebais.IHandleGrain")]
public interface IHandleGrain : IGrainWithStringKey
{
    /// <summary>Gives the handle to a bidder, if it is nobody else's.</summary>
    /// <returns>Whether it is theirs now.</returns>
    [Alias("Claim")]
    Task<bool> Claim(string bidderId);

    /// <summary>Takes it from a bidder who no longer has it.</summary>
    [Alias("Release")]
    Task Release(string bidderId);

    /// <summary>Whose it is; null is nobody's.</summary>
    [Alias("Owner")]
    Task<string?> Owner();
}

/// <summary>Lists bidders, and what each has bid and won. One key: 0.</summary>
[Alias("sothebais.IBidderDirectoryGrain")]
public interface IBidderDirectoryGrain : IGrainWithIntegerKey
{
    /// <summary>A page of the bidders that the house knows, in the order of their ids.</summary>
    /// <param name="after">The id after which to go on; null is the start.</param>
    /// <param name="limit">How many at most, 1 to 500.</param>
    [Alias("List")]
    Task<BidderPage> List(string? after, int limit);

    /// <summary>A page of somebody's bids, newest first, each in its newest state.</summary>
    /// <param name="bidderId">Who bid; the house need not know them.</param>
    /// <param name="after">The place after which to go on; null is the newest.</param>
    /// <param name="limit">How many at most, 1 to 500.</param>
    [Alias("Bids")]
    Task<OwnBidPage> Bids(string bidderId, string? after, int limit);

    /// <summary>A page of the lots that the hammer fell for somebody, newest first.</summary>
    /// <param name="bidderId">Who won; the house need not know them.</param>
    /// <param name="after">The place after which to go on; null is the newest.</param>
    /// <param name="limit">How many at most, 1 to 500.</param>
    [Alias("Won")]
    Task<WonPage> Won(string bidderId, string? after, int limit);
}

/// <summary>A page of bidders.</summary>
/// <param name="Bidders">The bidders, in the order of their ids.</param>
/// <param name="Next">The id after which to go on; null at the end.</param>
[GenerateSerializer, Immutable, Alias("sothebais.bidder-page")]
public sealed record BidderPage([property: Id(0)] BidderView[] Bidders, [property: Id(1)] string? Next);

/// <summary>A page of one bidder's bids.</summary>
/// <param name="Bids">The bids, newest first.</param>
/// <param name="Next">The place after which to go on; null at the end.</param>
[GenerateSerializer, Immutable, Alias("sothebais.own-bid-page")]
public sealed record OwnBidPage([property: Id(0)] OwnBid[] Bids, [property: Id(1)] string? Next);

/// <summary>A bid in a bidder's own history.</summary>
/// <param name="AuctionId">Where it was placed.</param>
/// <param name="Currency">The currency of its amounts.</param>
/// <param name="Bid">The bid.</param>
[GenerateSerializer, Immutable, Alias("sothebais.own-bid")]
public sealed record OwnBid([property: Id(0)] string AuctionId, [property: Id(1)] Currency Currency, [property: Id(2)] HistoricBid Bid)
{
    /// <summary>Whether nobody but the bidder may know the amount yet.</summary>
    [Id(3)] public bool Hidden { get; init; }
}

/// <summary>A page of the lots that one bidder won.</summary>
/// <param name="Auctions">The auctions, newest first, sold or settled.</param>
/// <param name="Next">The place after which to go on; null at the end.</param>
[GenerateSerializer, Immutable, Alias("sothebais.won-page")]
public sealed record WonPage([property: Id(0)] AuctionView[] Auctions, [property: Id(1)] string? Next);
