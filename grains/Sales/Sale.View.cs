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
        Lots = withLots ? [.. InOrder.Select(Shown)] : [],
        Current = Current?.AuctionId,
        Next = Next?.AuctionId,
        NextOpensAt = Status == SaleStatus.Draft ? Settings.StartsAt : SaleRules.Opening(this, now),
        Windows = Status == SaleStatus.Ended || Calendar is null ? [] : [.. Calendar.From(now).Take(WindowsShown).Select(w => new WindowView(w.Start, w.End))],
        OpenedAt = OpenedAt,
        EndedAt = EndedAt,
        Importing = Import?.Length ?? 0,
        Undoable = Status == SaleStatus.Open && Settings.Mode != SaleMode.Timed && Current is null && Undoable is [.., var last] ? last : null,
    };

    /// <summary>What viewers see at an instant.</summary>
    public SaleShow Show(DateTimeOffset now)
    {
        var lots = InOrder.Select(Shown).ToArray();
        var next = lots.Where(l => l.Status == LotStatus.Waiting).Take(SaleShow.MostNext).ToArray();
        // The hammer's word stands until the next lot is called; a lot that was passed over was never in the room.
        var last = InOrder.Where(l => l.ClosedAt is not null && l.Turn > 0).MaxBy(l => (l.ClosedAt, l.Turn));
        var shown = (Current ?? last)?.AuctionId ?? next.FirstOrDefault()?.AuctionId;
        return new SaleShow(
            Id, Sequence, Settings.Title, Status, lots.FirstOrDefault(l => l.AuctionId == shown), next, lots.Length,
            Status == SaleStatus.Draft ? Settings.StartsAt : SaleRules.Opening(this, now));
    }

    private static SaleLotView Shown(SaleLot lot, int place) => new(place + 1, lot.AuctionId, lot.Title, lot.Status, lot.OpenedAt, lot.ClosedAt);
}
