using Sothebais.GrainInterfaces.Sales;

namespace Sothebais.Grains.Sales;

/// <summary>What each event makes of a sale.</summary>
internal sealed partial record Sale
{
    private Sale After(SaleEvent next) => next switch
    {
        SaleRevised e => this with { Settings = e.Settings, Calendar = CalendarOf(e.Settings) },
        LotsAdded e => WithLots(e.Lots),
        LotsReordered e => this with { Order = [.. e.AuctionIds] },
        ImportAccepted e => this with { Import = [.. e.Lots], ImportSequence = e.Sequence },
        ImportedIdTaken e => this with { Import = [.. Import!.Value.Select(l => l.AuctionId == e.AuctionId ? l with { AuctionId = e.Instead } : l)] },
        ImportCompleted => WithLots(Import!.Value.Select(l => new LotEntry(l.AuctionId, l.Settings.Title))) with { Import = null },
        SaleOpened e => this with { Status = SaleStatus.Open, OpenedAt = e.At, NextAt = e.At },
        SalePaused e => Each(Running.Where(l => l.Status == LotStatus.Open), l => l with { Outstanding = new Outstanding(e.Sequence, Direction.Pause, Reason: e.Reason) }) with
        {
            Status = SaleStatus.Paused,
            NextIn = NextAt > e.At ? NextAt - e.At : TimeSpan.Zero,
            NextAt = null,
        },
        SaleResumed e => Each(Running.Where(l => l.HeldBySale), l => l with { Outstanding = new Outstanding(e.Sequence, Direction.Resume) }) with
        {
            Status = SaleStatus.Open,
            NextAt = e.At + (NextIn ?? TimeSpan.Zero),
            NextIn = null,
        },
        SaleEnded e => this with { Status = SaleStatus.Ended, EndedAt = e.At, NextAt = null, NextIn = null },
        LotDirected e => Lot(e.AuctionId, l => l with { Outstanding = new Outstanding(e.Sequence, e.Direction, e.ClosesAt, e.Window, e.Duration, e.Reason) }),
        DirectionFollowed e => Lot(e.AuctionId, l => l with { Outstanding = null, HeldBySale = l.Outstanding?.Direction == Direction.Pause }) with
        {
            LastWindow = Lots[e.AuctionId].Outstanding?.Window ?? LastWindow,
        },
        DirectionRefused e => Lot(e.AuctionId, l => l with { Outstanding = null }) with { Refusals = Refusals.SetItem(Lots[e.AuctionId].Outstanding!.Sequence, e) },
        LotOpened e => Lot(e.AuctionId, l => l with { Status = LotStatus.Open, Title = e.Title, Known = e.Known, Turn = Turns + 1, OpenedAt = e.At, ClosedAt = null }) with
        {
            Turns = Turns + 1,
            Undoable = [],
        },
        LotPaused e => Lot(e.AuctionId, l => l with { Status = LotStatus.Paused, Known = e.Known }),
        LotResumed e => Lot(e.AuctionId, l => l with { Status = LotStatus.Open, Known = e.Known, HeldBySale = false }),
        LotClosed e => Closed(Lots[e.AuctionId], e),
        LotReopened e => Lot(e.AuctionId, l => l with { Status = LotStatus.Open, Known = e.Known, ClosedAt = null }) with { Undoable = Undoable.Remove(e.AuctionId) },
        LotSkipped e => Lot(e.AuctionId, l => l with { Status = LotStatus.Skipped }) with { Undoable = Undoable.Add(e.AuctionId) },
        LotRestored e => Lot(e.AuctionId, l => l with { Status = LotStatus.Waiting }) with { Undoable = Undoable.Remove(e.AuctionId), NextAt = e.At + Settings.Gap },
        PaddleGiven e => WithPaddle(e),
        _ => throw new InvalidOperationException($"Sale {Id} does not know {next.GetType().Name}: the log was written by a newer house."),
    };

    private Sale Lot(string auctionId, Func<SaleLot, SaleLot> change) => this with { Lots = Lots.SetItem(auctionId, change(Lots[auctionId])) };

    private Sale Each(IEnumerable<SaleLot> lots, Func<SaleLot, SaleLot> change) => this with { Lots = Lots.SetItems(lots.Select(l => KeyValuePair.Create(l.AuctionId, change(l)))) };

    private Sale WithLots(IEnumerable<LotEntry> added) => this with
    {
        Order = Order.AddRange(added.Select(l => l.AuctionId)),
        Lots = Lots.AddRange(added.Select(l => KeyValuePair.Create(l.AuctionId, new SaleLot(l.AuctionId, l.Title)))),
    };

    private Sale Closed(SaleLot lot, LotClosed e)
    {
        var after = Lot(e.AuctionId, l => l with { Status = e.Outcome, ClosedAt = e.ClosedAt, Known = e.Known, HeldBySale = false }) with { Undoable = Undoable.Remove(e.AuctionId) };
        if (e.Outcome != LotStatus.Cancelled) after = after with { Undoable = after.Undoable.Add(e.AuctionId) }; // what is withdrawn stays withdrawn
        if (!lot.Runs) return after; // withdrawn before its turn: nobody waits for it
        return Status == SaleStatus.Paused ? after with { NextIn = Settings.Gap } : after with { NextAt = e.ClosedAt + Settings.Gap };
    }

    private Sale WithPaddle(PaddleGiven e)
    {
        var bidders = Bidders.Add(e.Paddle, e.BidderId);
        var free = FreePaddle;
        while (bidders.ContainsKey(free)) free++;
        return this with { Paddles = Paddles.Add(e.BidderId, e.Paddle), Bidders = bidders, FreePaddle = free };
    }
}
