using Sothebais.GrainInterfaces.Sales;

namespace Sothebais.Grains.Sales;

/// <summary>A sale as it is shown.</summary>
internal sealed partial record Sale
{
    private const int WindowsShown = 5;

    /// <summary>The sale at an instant.</summary>
    public SaleView View(DateTimeOffset now, bool withLots = true) => new()
    {
        Id = Id,
        Status = Status,
        Sequence = Sequence,
        Settings = Settings,
        LotCount = Order.Length,
        Lots = withLots ? [.. InOrder.Select((l, n) => new SaleLotView(n + 1, l.AuctionId, l.Title, l.Status, l.OpenedAt, l.ClosedAt))] : [],
        Current = Current?.AuctionId,
        Next = Next?.AuctionId,
        NextOpensAt = Status == SaleStatus.Draft ? Settings.StartsAt : SaleRules.Opening(this, now),
        Windows = Status == SaleStatus.Ended || Calendar is null ? [] : [.. Calendar.From(now).Take(WindowsShown).Select(w => new WindowView(w.Start, w.End))],
        OpenedAt = OpenedAt,
        EndedAt = EndedAt,
        Importing = Import?.Length ?? 0,
        Undoable = Status == SaleStatus.Open && Settings.Mode != SaleMode.Timed && Current is null && Undoable is [.., var last] ? last : null,
    };
}
