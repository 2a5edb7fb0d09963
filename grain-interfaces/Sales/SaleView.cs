namespace Sothebais.GrainInterfaces.Sales;

/// <summary>A sale as it stands. Rests on committed events only. Its settings hold what is for the house's eyes: a gateway leaves that out.</summary>
[GenerateSerializer, Immutable, Alias("sothebais.sale-view")]
public sealed record SaleView
{
    /// <summary>The sale's id.</summary>
    [Id(0)] public required string Id { get; init; }

    /// <summary>Where it is in its life.</summary>
    [Id(1)] public required SaleStatus Status { get; init; }

    /// <summary>The newest event this view rests on.</summary>
    [Id(2)] public required long Sequence { get; init; }

    /// <summary>How it runs.</summary>
    [Id(3)] public required SaleSettings Settings { get; init; }

    /// <summary>How many lots it has.</summary>
    [Id(4)] public required int LotCount { get; init; }

    /// <summary>The lots, in their order; empty in a summary.</summary>
    [Id(5)] public SaleLotView[] Lots { get; init; } = [];

    /// <summary>The lot that is open or paused; where there are more the newest, and of a timed sale the first in order. Null is none.</summary>
    [Id(6)] public string? Current { get; init; }

    /// <summary>The lot whose turn comes next; null is none.</summary>
    [Id(7)] public string? Next { get; init; }

    /// <summary>UTC instant at which the next lot opens by itself; null where that is not known, or a person decides.</summary>
    [Id(8)] public DateTimeOffset? NextOpensAt { get; init; }

    /// <summary>The window that is, and the next ones, five at most.</summary>
    [Id(9)] public WindowView[] Windows { get; init; } = [];

    /// <summary>UTC instant it opened; null before.</summary>
    [Id(10)] public DateTimeOffset? OpenedAt { get; init; }

    /// <summary>UTC instant it ended; null before.</summary>
    [Id(11)] public DateTimeOffset? EndedAt { get; init; }

    /// <summary>How many lots an import is about to add; 0 where none is at work.</summary>
    [Id(12)] public int Importing { get; init; }

    /// <summary>The lot whose hammer or pass would be taken back; null is none.</summary>
    [Id(13)] public string? Undoable { get; init; }
}

/// <summary>A lot of a sale.</summary>
/// <param name="Number">Its lot number, from 1.</param>
/// <param name="AuctionId">Its auction.</param>
/// <param name="Title">Its title when it was added or, later, when it opened.</param>
/// <param name="Status">Where it is.</param>
/// <param name="OpenedAt">UTC instant at which it opened; null before.</param>
/// <param name="ClosedAt">UTC instant as of which it closed; null while it has not.</param>
[GenerateSerializer, Immutable, Alias("sothebais.sale-lot-view")]
public sealed record SaleLotView(
    [property: Id(0)] int Number, [property: Id(1)] string AuctionId, [property: Id(2)] string Title, [property: Id(3)] LotStatus Status,
    [property: Id(4)] DateTimeOffset? OpenedAt, [property: Id(5)] DateTimeOffset? ClosedAt);

/// <summary>A time in which lots may open.</summary>
/// <param name="Start">UTC instant of its beginning.</param>
/// <param name="End">UTC instant of its end, which no longer belongs to it.</param>
[GenerateSerializer, Immutable, Alias("sothebais.window-view")]
public sealed record WindowView([property: Id(0)] DateTimeOffset Start, [property: Id(1)] DateTimeOffset End);

/// <summary>A paddle that was given out.</summary>
/// <param name="Paddle">Its number.</param>
/// <param name="BidderId">Whose it is.</param>
[GenerateSerializer, Immutable, Alias("sothebais.paddle-view")]
public sealed record PaddleView([property: Id(0)] int Paddle, [property: Id(1)] string BidderId);
