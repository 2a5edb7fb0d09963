using Orleans.Concurrency;

namespace Sothebais.GrainInterfaces.Sales;

/// <summary>What viewers see of a sale: the lot in the room and those that come next.</summary>
/// <param name="SaleId">The sale.</param>
/// <param name="Sequence">The newest event this rests on.</param>
/// <param name="Title">The sale's title.</param>
/// <param name="Status">Where the sale is in its life.</param>
/// <param name="Lot">The lot to show: the one that runs; where none does, the one that closed last; before the first, the one that comes next. Null is none.</param>
/// <param name="Next">The lots whose turn is yet to come, in order; <see cref="MostNext"/> at most.</param>
/// <param name="LotCount">How many lots the sale has.</param>
/// <param name="NextOpensAt">UTC instant at which the next lot opens by itself; null where that is not known, or a person decides.</param>
[GenerateSerializer, Immutable, Alias("sothebais.sale-show")]
public sealed record SaleShow(
    [property: Id(0)] string SaleId, [property: Id(1)] long Sequence, [property: Id(2)] string Title, [property: Id(3)] SaleStatus Status, [property: Id(4)] SaleLotView? Lot,
    [property: Id(5)] SaleLotView[] Next, [property: Id(6)] int LotCount, [property: Id(7)] DateTimeOffset? NextOpensAt)
{
    /// <summary>How many of the next lots are told of.</summary>
    public const int MostNext = 10;
}

/// <summary>A gateway that shows a sale to viewers.</summary>
[Alias("sothebais.ISaleObserver")]
public interface ISaleObserver : IGrainObserver
{
    /// <summary>The sale has moved on. Nobody waits for it, and it may be lost.</summary>
    [OneWay, Alias("Moved")]
    Task Moved(SaleShow show);
}
