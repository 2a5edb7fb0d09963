using System.Text.Json.Serialization;
using Sothebais.GrainInterfaces.Activity;
using Sothebais.GrainInterfaces.Auctions;

namespace Sothebais.GrainInterfaces.Sales;

/// <summary>A fact in a sale's log. Committed before anyone is told, never edited afterwards. The JSON form is what stands in the log.</summary>
[GenerateSerializer, Immutable, Alias("sothebais.sale-event")]
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(SaleCreated), "saleCreated")]
[JsonDerivedType(typeof(SaleRevised), "saleRevised")]
[JsonDerivedType(typeof(LotsAdded), "lotsAdded")]
[JsonDerivedType(typeof(LotsReordered), "lotsReordered")]
[JsonDerivedType(typeof(ImportAccepted), "importAccepted")]
[JsonDerivedType(typeof(ImportedIdTaken), "importedIdTaken")]
[JsonDerivedType(typeof(ImportCompleted), "importCompleted")]
[JsonDerivedType(typeof(SaleOpened), "saleOpened")]
[JsonDerivedType(typeof(SalePaused), "salePaused")]
[JsonDerivedType(typeof(SaleResumed), "saleResumed")]
[JsonDerivedType(typeof(SaleEnded), "saleEnded")]
[JsonDerivedType(typeof(LotDirected), "lotDirected")]
[JsonDerivedType(typeof(DirectionFollowed), "directionFollowed")]
[JsonDerivedType(typeof(DirectionRefused), "directionRefused")]
[JsonDerivedType(typeof(LotOpened), "lotOpened")]
[JsonDerivedType(typeof(LotPaused), "lotPaused")]
[JsonDerivedType(typeof(LotResumed), "lotResumed")]
[JsonDerivedType(typeof(LotClosed), "lotClosed")]
[JsonDerivedType(typeof(LotReopened), "lotReopened")]
[JsonDerivedType(typeof(LotSkipped), "lotSkipped")]
[JsonDerivedType(typeof(LotRestored), "lotRestored")]
[JsonDerivedType(typeof(PaddleGiven), "paddleGiven")]
public abstract record SaleEvent : IAttributed
{
    /// <summary>Place in the sale's log: from 1, without gaps.</summary>
    [Id(0)] public long Sequence { get; init; }

    /// <summary>UTC instant at which the house decided it.</summary>
    [Id(1)] public DateTimeOffset At { get; init; }

    /// <summary>Who asked for it and under which key; null where time or a lot did. Private.</summary>
    [Id(2)] public Origin? Origin { get; init; }

    /// <summary>The version of the JSON form: 1. A reader refuses a larger one than it knows.</summary>
    [Id(3), JsonPropertyName("v")] public int Version { get; init; } = 1;
}

/// <summary>A sale exists, as a draft without lots.</summary>
/// <param name="Settings">How it is to run.</param>
[GenerateSerializer, Immutable, Alias("sothebais.sale-created")]
public sealed record SaleCreated([property: Id(0)] SaleSettings Settings) : SaleEvent;

/// <summary>Its settings were changed before it opened.</summary>
/// <param name="Settings">The settings from now on, whole.</param>
[GenerateSerializer, Immutable, Alias("sothebais.sale-revised")]
public sealed record SaleRevised([property: Id(0)] SaleSettings Settings) : SaleEvent;

/// <summary>Lots were added at the end.</summary>
/// <param name="Lots">The lots, in their order.</param>
[GenerateSerializer, Immutable, Alias("sothebais.lots-added")]
public sealed record LotsAdded([property: Id(0)] LotEntry[] Lots) : SaleEvent;

/// <summary>A lot as it is added.</summary>
/// <param name="AuctionId">The auction.</param>
/// <param name="Title">Its title then.</param>
[GenerateSerializer, Immutable, Alias("sothebais.lot-entry")]
public sealed record LotEntry([property: Id(0)] string AuctionId, [property: Id(1)] string Title);

/// <summary>The lots have another order.</summary>
/// <param name="AuctionIds">All lots, in their order from now on.</param>
[GenerateSerializer, Immutable, Alias("sothebais.lots-reordered")]
public sealed record LotsReordered([property: Id(0)] string[] AuctionIds) : SaleEvent;

/// <summary>Lots will be made and added: the whole of an import, before the first auction is made.</summary>
/// <param name="Lots">The lots, in their order.</param>
[GenerateSerializer, Immutable, Alias("sothebais.import-accepted")]
public sealed record ImportAccepted([property: Id(0)] ImportedLot[] Lots) : SaleEvent;

/// <summary>A lot to be made.</summary>
/// <param name="AuctionId">The id of its auction.</param>
/// <param name="Settings">How the auction is to run; its sale is this one.</param>
[GenerateSerializer, Immutable, Alias("sothebais.imported-lot")]
public sealed record ImportedLot([property: Id(0)] string AuctionId, [property: Id(1)] AuctionSettings Settings);

/// <summary>Somebody else made an auction of that id after the import was accepted: the lot gets another one.</summary>
/// <param name="AuctionId">The id that is taken.</param>
/// <param name="Instead">The id in its place.</param>
[GenerateSerializer, Immutable, Alias("sothebais.imported-id-taken")]
public sealed record ImportedIdTaken([property: Id(0)] string AuctionId, [property: Id(1)] string Instead) : SaleEvent;

/// <summary>Every auction of the import is there: its lots are in the sale.</summary>
[GenerateSerializer, Immutable, Alias("sothebais.import-completed")]
public sealed record ImportCompleted : SaleEvent;

/// <summary>The sale is under way.</summary>
[GenerateSerializer, Immutable, Alias("sothebais.sale-opened")]
public sealed record SaleOpened : SaleEvent;

/// <summary>The sale stands still: its open lots are paused, and none opens.</summary>
/// <param name="Reason">What the room was told; null is nothing.</param>
[GenerateSerializer, Immutable, Alias("sothebais.sale-paused")]
public sealed record SalePaused([property: Id(0)] string? Reason) : SaleEvent;

/// <summary>The sale goes on from where it stood.</summary>
[GenerateSerializer, Immutable, Alias("sothebais.sale-resumed")]
public sealed record SaleResumed : SaleEvent;

/// <summary>The sale is over. Lots whose turn did not come stay drafts.</summary>
[GenerateSerializer, Immutable, Alias("sothebais.sale-ended")]
public sealed record SaleEnded : SaleEvent;

/// <summary>The sale decided what is to happen to a lot, before it asks the lot's auction.</summary>
/// <param name="AuctionId">The lot.</param>
/// <param name="Direction">What is to happen.</param>
/// <param name="ClosesAt">For an opening: UTC instant at which the lot closes; null where its own terms decide.</param>
/// <param name="Window">For an opening in a window of a timed sale: the window's number, from 0.</param>
/// <param name="Duration">For a reopening: how long bidding goes on; null is the lot's own.</param>
/// <param name="Reason">Why, in the words of who asked; null is nothing.</param>
[GenerateSerializer, Immutable, Alias("sothebais.lot-directed")]
public sealed record LotDirected(
    [property: Id(0)] string AuctionId, [property: Id(1)] Direction Direction, [property: Id(2)] DateTimeOffset? ClosesAt = null, [property: Id(3)] int? Window = null,
    [property: Id(4)] TimeSpan? Duration = null, [property: Id(5)] string? Reason = null) : SaleEvent;

/// <summary>What a sale asks of a lot.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Direction>))]
public enum Direction
{
    /// <summary>Take bids.</summary>
    [JsonStringEnumMemberName("open")] Open = 1,

    /// <summary>Give fair warning.</summary>
    [JsonStringEnumMemberName("warn")] Warn = 2,

    /// <summary>Let the hammer fall.</summary>
    [JsonStringEnumMemberName("hammer")] Hammer = 3,

    /// <summary>Close unsold.</summary>
    [JsonStringEnumMemberName("pass")] Pass = 4,

    /// <summary>Stop for now.</summary>
    [JsonStringEnumMemberName("pause")] Pause = 5,

    /// <summary>Go on.</summary>
    [JsonStringEnumMemberName("resume")] Resume = 6,

    /// <summary>Take the hammer back.</summary>
    [JsonStringEnumMemberName("reopen")] Reopen = 7,
}

/// <summary>The lot did what it was directed to.</summary>
/// <param name="AuctionId">The lot.</param>
[GenerateSerializer, Immutable, Alias("sothebais.direction-followed")]
public sealed record DirectionFollowed([property: Id(0)] string AuctionId) : SaleEvent;

/// <summary>The lot could not do what it was directed to.</summary>
/// <param name="AuctionId">The lot.</param>
/// <param name="Reason">Why.</param>
/// <param name="Detail">What more helps; null is nothing.</param>
/// <param name="Status">The auction's status; null where there is none.</param>
[GenerateSerializer, Immutable, Alias("sothebais.direction-refused")]
public sealed record DirectionRefused(
    [property: Id(0)] string AuctionId, [property: Id(1)] Refusal Reason, [property: Id(2)] string? Detail, [property: Id(3)] AuctionStatus? Status) : SaleEvent;

/// <summary>A lot takes bids.</summary>
/// <param name="AuctionId">The lot.</param>
/// <param name="Title">Its title: fixed from now on.</param>
/// <param name="Known">The newest event of its auction that the sale knows of.</param>
[GenerateSerializer, Immutable, Alias("sothebais.lot-opened")]
public sealed record LotOpened([property: Id(0)] string AuctionId, [property: Id(1)] string Title, [property: Id(2)] long Known) : SaleEvent;

/// <summary>A lot stands still.</summary>
/// <param name="AuctionId">The lot.</param>
/// <param name="Known">The newest event of its auction that the sale knows of.</param>
[GenerateSerializer, Immutable, Alias("sothebais.lot-paused")]
public sealed record LotPaused([property: Id(0)] string AuctionId, [property: Id(1)] long Known) : SaleEvent;

/// <summary>A lot goes on.</summary>
/// <param name="AuctionId">The lot.</param>
/// <param name="Known">The newest event of its auction that the sale knows of.</param>
[GenerateSerializer, Immutable, Alias("sothebais.lot-resumed")]
public sealed record LotResumed([property: Id(0)] string AuctionId, [property: Id(1)] long Known) : SaleEvent;

/// <summary>A lot has closed.</summary>
/// <param name="AuctionId">The lot.</param>
/// <param name="Outcome">Sold, unsold or cancelled.</param>
/// <param name="ClosedAt">UTC instant as of which it did.</param>
/// <param name="Known">The newest event of its auction that the sale knows of.</param>
[GenerateSerializer, Immutable, Alias("sothebais.lot-closed")]
public sealed record LotClosed(
    [property: Id(0)] string AuctionId, [property: Id(1)] LotStatus Outcome, [property: Id(2)] DateTimeOffset ClosedAt, [property: Id(3)] long Known) : SaleEvent;

/// <summary>A closed lot takes bids again.</summary>
/// <param name="AuctionId">The lot.</param>
/// <param name="Known">The newest event of its auction that the sale knows of.</param>
[GenerateSerializer, Immutable, Alias("sothebais.lot-reopened")]
public sealed record LotReopened([property: Id(0)] string AuctionId, [property: Id(1)] long Known) : SaleEvent;

/// <summary>A lot was passed over without having been opened.</summary>
/// <param name="AuctionId">The lot.</param>
[GenerateSerializer, Immutable, Alias("sothebais.lot-skipped")]
public sealed record LotSkipped([property: Id(0)] string AuctionId) : SaleEvent;

/// <summary>A lot that was passed over waits for its turn again.</summary>
/// <param name="AuctionId">The lot.</param>
[GenerateSerializer, Immutable, Alias("sothebais.lot-restored")]
public sealed record LotRestored([property: Id(0)] string AuctionId) : SaleEvent;

/// <summary>A bidder has a paddle in this sale.</summary>
/// <param name="BidderId">Who.</param>
/// <param name="Paddle">Their number: nobody else's, and theirs for good.</param>
[GenerateSerializer, Immutable, Alias("sothebais.paddle-given")]
public sealed record PaddleGiven([property: Id(0)] string BidderId, [property: Id(1)] int Paddle) : SaleEvent;
