using Sothebais.GrainInterfaces.Auctions;

namespace Sothebais.GrainInterfaces.Sales;

/// <summary>Something asked of a sale. Repeating it under the same key has the effect of one.</summary>
[GenerateSerializer, Immutable, Alias("sothebais.sale-command")]
public abstract record SaleCommand
{
    /// <summary>Who asks, under which key, and the fingerprint of what they ask.</summary>
    [Id(0)] public required Origin Origin { get; init; }
}

/// <summary>Bring a sale into being.</summary>
/// <param name="Settings">How it is to run; validated by the gateway.</param>
[GenerateSerializer, Immutable, Alias("sothebais.create-sale")]
public sealed record CreateSale([property: Id(0)] SaleSettings Settings) : SaleCommand;

/// <summary>Change a draft.</summary>
/// <param name="Settings">The settings from now on, whole.</param>
/// <param name="Expected">The sequence the caller read before changing; another one refuses with <see cref="SaleRefusal.Conflict"/>.</param>
[GenerateSerializer, Immutable, Alias("sothebais.revise-sale")]
public sealed record ReviseSale([property: Id(0)] SaleSettings Settings, [property: Id(1)] long Expected) : SaleCommand;

/// <summary>Add draft auctions to the end of the sale.</summary>
/// <param name="AuctionIds">The auctions, 1 to 100.</param>
[GenerateSerializer, Immutable, Alias("sothebais.add-lots")]
public sealed record AddLots([property: Id(0)] string[] AuctionIds) : SaleCommand;

/// <summary>Put the lots into another order. Lots whose turn has come stay where they are.</summary>
/// <param name="AuctionIds">All lots of the sale, in their new order.</param>
/// <param name="Was">The order the caller saw; another one refuses with <see cref="SaleRefusal.Conflict"/>. Null is any.</param>
[GenerateSerializer, Immutable, Alias("sothebais.reorder-lots")]
public sealed record ReorderLots([property: Id(0)] string[] AuctionIds, [property: Id(1)] string[]? Was = null) : SaleCommand;

/// <summary>Make auctions and add them to the end of the sale, all or none.</summary>
/// <param name="Lots">The lots, 1 to 1,000.</param>
[GenerateSerializer, Immutable, Alias("sothebais.import-lots")]
public sealed record ImportLots([property: Id(0)] ImportedLot[] Lots) : SaleCommand;

/// <summary>Open the sale.</summary>
[GenerateSerializer, Immutable, Alias("sothebais.open-sale")]
public sealed record OpenSale : SaleCommand;

/// <summary>Open the next lot.</summary>
[GenerateSerializer, Immutable, Alias("sothebais.call-next-lot")]
public sealed record CallNextLot : SaleCommand;

/// <summary>Say that the hammer is about to fall for the current lot.</summary>
[GenerateSerializer, Immutable, Alias("sothebais.warn-on-lot")]
public sealed record WarnOnLot : SaleCommand;

/// <summary>Let the hammer fall for the current lot.</summary>
[GenerateSerializer, Immutable, Alias("sothebais.hammer-lot")]
public sealed record HammerLot : SaleCommand;

/// <summary>Close the current lot unsold whatever was bid; where none is open, skip the next one.</summary>
[GenerateSerializer, Immutable, Alias("sothebais.pass-on-lot")]
public sealed record PassOnLot : SaleCommand;

/// <summary>Stop the whole sale: every open lot, and whatever would open.</summary>
/// <param name="Reason">What to tell the room; null is nothing.</param>
[GenerateSerializer, Immutable, Alias("sothebais.pause-sale")]
public sealed record PauseSale([property: Id(0)] string? Reason) : SaleCommand;

/// <summary>Go on: the lots that the pause stopped, and the clocks from where they stood.</summary>
[GenerateSerializer, Immutable, Alias("sothebais.resume-sale")]
public sealed record ResumeSale : SaleCommand;

/// <summary>End the sale.</summary>
[GenerateSerializer, Immutable, Alias("sothebais.end-sale")]
public sealed record EndSale : SaleCommand;

/// <summary>Take the last hammer or pass back.</summary>
/// <param name="Duration">How long bidding goes on; null is the soft close's time, else the house's closing window.</param>
/// <param name="Reason">Why; null is nothing.</param>
[GenerateSerializer, Immutable, Alias("sothebais.undo-lot")]
public sealed record UndoLot([property: Id(0)] TimeSpan? Duration, [property: Id(1)] string? Reason) : SaleCommand;

/// <summary>Give a bidder a paddle.</summary>
/// <param name="BidderId">Who.</param>
/// <param name="Wanted">The number they would like, 1 to 99,999; null is the lowest free one.</param>
[GenerateSerializer, Immutable, Alias("sothebais.give-paddle")]
public sealed record GivePaddle([property: Id(0)] string BidderId, [property: Id(1)] int? Wanted) : SaleCommand;
