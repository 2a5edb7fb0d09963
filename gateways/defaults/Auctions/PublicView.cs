using System.Text.Json.Serialization;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Money;

namespace Sothebais.Gateways.Defaults.Auctions;

/// <summary>An auction as the public sees it. Amounts are decimal strings in its currency.</summary>
public sealed record PublicView
{
    /// <summary>The auction's id.</summary>
    public required string Id { get; init; }

    /// <summary>Where it is in its life.</summary>
    public required AuctionStatus Status { get; init; }

    /// <summary>The newest event this view rests on.</summary>
    public required long Sequence { get; init; }

    /// <summary>The price: what the leader would pay now; null where nobody has bid. In a Dutch auction what its clock shows; in a sealed one null until it is sold.</summary>
    public required string? Price { get; init; }

    /// <summary>Who leads; null is nobody, and in a Dutch or sealed auction until it is sold.</summary>
    public required PublicBidder? Leader { get; init; }

    /// <summary>The least next bid; null where no larger amount can be written.</summary>
    public required string? MinimumBid { get; init; }

    /// <summary>How many bids stand.</summary>
    public required int BidCount { get; init; }

    /// <summary>Whether the price has reached the reserve; null where there is none, and where the format does not tell: a Dutch or sealed auction says only, at its close, that it was not.</summary>
    public required bool? ReserveMet { get; init; }

    /// <summary>When it opened or will open; null where that is not known.</summary>
    public required DateTimeOffset? OpensAt { get; init; }

    /// <summary>When the hammer falls, or fell; null where the clock stands or the auctioneer closes.</summary>
    public required DateTimeOffset? ClosesAt { get; init; }

    /// <summary>While paused: what the clock shows.</summary>
    public required TimeSpan? Remaining { get; init; }

    /// <summary>How often a soft close has moved the hammer.</summary>
    public required int Extensions { get; init; }

    /// <summary>The house's clock.</summary>
    public required DateTimeOffset ServerTime { get; init; }

    /// <summary>The format: english, dutch, sealed-first-price, sealed-second-price.</summary>
    public required string Format { get; init; }

    /// <summary>What the public reads.</summary>
    public required string Title { get; init; }

    /// <summary>What is sold.</summary>
    public required PublicLot Lot { get; init; }

    /// <summary>The currency's code.</summary>
    public required string Currency { get; init; }

    /// <summary>The sale, once sold; null before, and where it was not.</summary>
    public required PublicResult? Result { get; init; }

    /// <summary>The least first bid.</summary>
    public required string OpeningBid { get; init; }

    /// <summary>How far a bid must go over the price; null outside an English auction.</summary>
    public required PublicIncrements? Increments { get; init; }

    /// <summary>How long it runs from its opening or first bid; null where a closing time or the auctioneer decides.</summary>
    public required TimeSpan? Duration { get; init; }

    /// <summary>Whether the clock starts with the first bid.</summary>
    public required bool StartsOnFirstBid { get; init; }

    /// <summary>The soft close; null is sudden death.</summary>
    public required PublicExtension? Extension { get; init; }

    /// <summary>Who may bid: anyone or approved.</summary>
    public required string Bidders { get; init; }

    /// <summary>The price at which the lot can be bought at once; null where it cannot, or no longer.</summary>
    public required string? BuyNow { get; init; }

    /// <summary>How many of an edition are sold.</summary>
    public required int Quantity { get; init; }

    /// <summary>How many of the edition are left.</summary>
    public required int QuantityLeft { get; init; }

    /// <summary>The falling clock of a Dutch auction; null elsewhere.</summary>
    public required PublicDutch? Dutch { get; init; }

    /// <summary>In a Dutch auction that runs: the instant from which its clock is counted; null elsewhere.</summary>
    public required DateTimeOffset? FallingSince { get; init; }

    /// <summary>The sale this lot belongs to; null is none.</summary>
    public required string? SaleId { get; init; }

    /// <summary>The reserve: given to admins only, absent for everybody else.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Reserve { get; init; }

    /// <summary>Makes the view.</summary>
    /// <param name="view">The auction.</param>
    /// <param name="serverTime">The house's clock.</param>
    /// <param name="withReserve">Whether the reader is an admin.</param>
    public static PublicView Of(AuctionView view, DateTimeOffset serverTime, bool withReserve = false)
    {
        var (settings, currency) = (view.Settings, view.Settings.Currency);
        return new PublicView
        {
            Id = view.Id,
            Status = view.Status,
            Sequence = view.Sequence,
            Price = currency.FormatOrNull(view.PriceAt(serverTime)),
            Leader = PublicBidder.Of(view.Leader),
            MinimumBid = currency.FormatOrNull(view.MinimumBidAt(serverTime)),
            BidCount = view.BidCount,
            ReserveMet = view.ReserveMet,
            OpensAt = view.OpensAt,
            ClosesAt = view.ClosesAt,
            Remaining = view.Remaining,
            Extensions = view.Extensions,
            ServerTime = serverTime,
            Format = PublicFormat.Of(settings.Format),
            Title = settings.Title,
            Lot = PublicLot.Of(settings.Lot),
            Currency = currency.Code,
            Result = view.Result is { } r ? new PublicResult(r.Winner.Id, r.Winner.Name, r.Winner.Paddle, currency.Format(r.Amount), r.ClosedAt, r.Awards is { } a ? PublicAward.Of(view.Id, currency, a) : null) : null,
            OpeningBid = currency.Format(settings.OpeningBid),
            Increments = PublicIncrements.Of(settings),
            Duration = settings.Duration,
            StartsOnFirstBid = settings.StartsOnFirstBid,
            Extension = settings.Extension is { } e ? new PublicExtension(e.Window, e.By, e.Maximum) : null,
            Bidders = settings.Admission == Admission.Approved ? "approved" : "anyone",
            BuyNow = currency.FormatOrNull(view.Status is AuctionStatus.Draft or AuctionStatus.Scheduled ? settings.BuyNow : view.BuyNow),
            Quantity = settings.Quantity,
            QuantityLeft = view.QuantityLeft,
            Dutch = PublicDutch.Of(settings),
            FallingSince = view.FallingSince,
            SaleId = settings.SaleId,
            Reserve = withReserve ? currency.FormatOrNull(settings.Reserve) : null,
        };
    }
}

/// <summary>A bidder as the public sees them.</summary>
/// <param name="BidderId">Their id.</param>
/// <param name="Name">The name to show; null is none.</param>
/// <param name="Paddle">The paddle number; null is none.</param>
public sealed record PublicBidder(string BidderId, string? Name, int? Paddle)
{
    /// <summary>Makes it; null for nobody.</summary>
    public static PublicBidder? Of(Bidder? bidder) => bidder is null ? null : new PublicBidder(bidder.Id, bidder.Name, bidder.Paddle);
}

/// <summary>What the hammer fell for.</summary>
/// <param name="Winner">The winner's id.</param>
/// <param name="Name">The winner's name; null is none.</param>
/// <param name="Paddle">The winner's paddle; null is none.</param>
/// <param name="Amount">The hammer price.</param>
/// <param name="ClosedAt">As of when it closed.</param>
/// <param name="Awards">Of an edition: who gets how many at which price, in the order in which they took; absent where there is but one. The winner is the first of them.</param>
public sealed record PublicResult(
    string Winner, string? Name, int? Paddle, string Amount, DateTimeOffset ClosedAt, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] PublicAward[]? Awards = null);

/// <summary>What one taker of an edition gets.</summary>
/// <param name="BidId">Their bid.</param>
/// <param name="BidderId">Who.</param>
/// <param name="Name">The name to show; null is none.</param>
/// <param name="Paddle">The paddle number; null is none.</param>
/// <param name="Amount">The price of each.</param>
/// <param name="Quantity">How many.</param>
public sealed record PublicAward(string BidId, string BidderId, string? Name, int? Paddle, string Amount, int Quantity)
{
    /// <summary>Makes them.</summary>
    public static PublicAward[] Of(string auctionId, Currency currency, Award[] awards) =>
        Array.ConvertAll(awards, a => new PublicAward(AuctionEventId.Of(auctionId, a.Bid), a.Bidder.Id, a.Bidder.Name, a.Bidder.Paddle, currency.Format(a.Amount), a.Quantity));
}

/// <summary>What is sold, in the names of ERC-721 metadata.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it is.</param>
/// <param name="Image">Its picture.</param>
/// <param name="Token">The token on its chain.</param>
/// <param name="Attributes">Its traits.</param>
public sealed record PublicLot(string Name, string? Description = null, string? Image = null, PublicToken? Token = null, PublicAttribute[]? Attributes = null)
{
    /// <summary>Makes it.</summary>
    public static PublicLot Of(Lot lot) => new(
        lot.Name, lot.Description, lot.Image, lot.Token is { } t ? new PublicToken(t.ChainId, t.Contract, t.TokenId) : null,
        [.. lot.Attributes.Select(a => new PublicAttribute(a.TraitType, a.Value))]);
}

/// <summary>Where a token lives.</summary>
/// <param name="ChainId">The chain's EIP-155 id.</param>
/// <param name="Contract">The contract's address.</param>
/// <param name="TokenId">The token's id, in decimal digits.</param>
public sealed record PublicToken(long ChainId, string Contract, string TokenId);

/// <summary>A trait.</summary>
/// <param name="TraitType">What it is about.</param>
/// <param name="Value">Its value.</param>
public sealed record PublicAttribute([property: JsonPropertyName("trait_type")] string TraitType, string Value);

/// <summary>How far a bid must go over the price: exactly one of the four. A view gives what a preset stands for beside its name.</summary>
/// <param name="BasisPoints">Hundredths of a percent of the price.</param>
/// <param name="Fixed">The same step at every price.</param>
/// <param name="Table">A step that depends on the price.</param>
/// <param name="Preset">Steps known by name: online, room, nft.</param>
public sealed record PublicIncrements(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? BasisPoints = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Fixed = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] PublicStep[]? Table = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Preset = null)
{
    /// <summary>Makes it; null outside an English auction, which alone has steps.</summary>
    public static PublicIncrements? Of(AuctionSettings settings) => settings.Format == AuctionFormat.English ? Of(settings.Increments, settings.Currency) : null;

    /// <summary>Makes it of steps.</summary>
    public static PublicIncrements Of(Increments increments, Currency currency) => increments switch
    {
        Increments.BasisPoints b => new(BasisPoints: b.Points, Preset: b.Preset),
        Increments.FixedStep f => new(Fixed: currency.Format(f.Step)),
        Increments.StepTable t => new(Table: [.. t.Rows.Select(r => new PublicStep(currency.Format(r.From), currency.Format(r.Step)))], Preset: t.Preset),
        _ => throw new InvalidOperationException($"No words for {increments.GetType().Name}."),
    };
}

/// <summary>A row of a table of steps.</summary>
/// <param name="From">The price from which it holds.</param>
/// <param name="Step">The step.</param>
public sealed record PublicStep(string From, string Step);

/// <summary>The soft close.</summary>
/// <param name="Window">How near the close a bid must come to move it.</param>
/// <param name="By">The least time that then remains.</param>
/// <param name="Maximum">How often it may move; null is without limit.</param>
public sealed record PublicExtension(TimeSpan Window, TimeSpan By, int? Maximum = null);

/// <summary>Writes amounts that may be absent.</summary>
public static class AmountFormatting
{
    /// <summary>The amount in decimal notation; null where there is none.</summary>
    public static string? FormatOrNull(this Currency currency, Amount? amount) => amount is { } given ? currency.Format(given) : null;
}
