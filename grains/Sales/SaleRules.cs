using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Sales;

namespace Sothebais.Grains.Sales;

/// <summary>
/// The rules of a sale: which lot's turn it is, and who says so. Pure and total: state, command and instant in, verdict out; the first reason that
/// holds is the one given. What time does: SaleRules.Time.cs. What lots tell: SaleRules.Lots.cs.
/// </summary>
internal static partial class SaleRules
{
    private const int HighestPaddle = 99_999;

    /// <summary>Answers a command.</summary>
    /// <param name="sale">The sale, with everything that was due applied and no direction outstanding; null is none.</param>
    /// <param name="command">What is asked.</param>
    /// <param name="now">UTC instant the sale took it up.</param>
    /// <param name="auctions">For lots to be added: the auctions, null for those that do not exist.</param>
    public static SaleVerdict Decide(Sale? sale, SaleCommand command, DateTimeOffset now, IReadOnlyDictionary<string, AuctionView?>? auctions = null)
    {
        if (command is CreateSale create) return sale is null ? SaleVerdict.Yes(new SaleCreated(create.Settings)) : SaleVerdict.No(SaleRefusal.SaleExists);
        if (sale is null) return SaleVerdict.No(SaleRefusal.SaleNotFound);
        var (status, settings) = (sale.Status, sale.Settings);
        return command switch
        {
            ReviseSale when status != SaleStatus.Draft => SaleVerdict.No(SaleRefusal.WrongStatus),
            ReviseSale c when c.Expected != sale.Sequence => SaleVerdict.No(SaleRefusal.Conflict),
            ReviseSale c when c.Settings.Currency != settings.Currency && (sale.Order.Length > 0 || sale.Import is not null) =>
                SaleVerdict.No(SaleRefusal.NotPossible, detail: $"It has lots in {settings.Currency.Code}."),
            ReviseSale c => SaleVerdict.Yes(new SaleRevised(c.Settings)),
            AddLots c => Add(sale, c, auctions!),
            ImportLots c => Import(sale, c),
            ReorderLots c => Reorder(sale, c),
            OpenSale => Open(sale, now),
            EndSale when status == SaleStatus.Ended => SaleVerdict.No(SaleRefusal.WrongStatus),
            EndSale when sale.Import is not null => SaleVerdict.No(SaleRefusal.ImportUnderWay),
            EndSale when sale.Current is { } lot => SaleVerdict.No(SaleRefusal.LotOpen, lot.AuctionId),
            EndSale => SaleVerdict.Yes(new SaleEnded()),
            ResumeSale when status != SaleStatus.Paused => SaleVerdict.No(SaleRefusal.WrongStatus),
            ResumeSale => SaleVerdict.Yes(new SaleResumed()),
            GivePaddle c => Paddle(sale, c),
            _ when status != SaleStatus.Open => SaleVerdict.No(SaleRefusal.WrongStatus),
            PauseSale c => SaleVerdict.Yes(new SalePaused(c.Reason)),
            _ when settings.Mode == SaleMode.Timed => SaleVerdict.No(SaleRefusal.WrongMode),
            CallNextLot => CallNext(sale, now),
            WarnOnLot => Direct(sale, Direction.Warn),
            HammerLot => Direct(sale, Direction.Hammer),
            PassOnLot when sale.Current is not null => Direct(sale, Direction.Pass),
            PassOnLot => sale.Next is { } next ? SaleVerdict.Yes(new LotSkipped(next.AuctionId)) : SaleVerdict.No(SaleRefusal.NoLotLeft),
            UndoLot c => Undo(sale, c),
            _ => throw new InvalidOperationException($"No rule for {command.GetType().Name}."),
        };
    }

    private static SaleVerdict Open(Sale sale, DateTimeOffset now)
    {
        if (sale.Status != SaleStatus.Draft) return SaleVerdict.No(SaleRefusal.WrongStatus);
        if (sale.Import is not null) return SaleVerdict.No(SaleRefusal.ImportUnderWay);
        if (sale.Order.Length == 0) return SaleVerdict.No(SaleRefusal.NotPossible, detail: "It has no lots.");
        if (sale.Calendar is { } calendar)
        {
            var left = calendar.From(now).Count();
            if (left == 0) return SaleVerdict.No(SaleRefusal.NotPossible, detail: "Its last window has passed.");
            if (sale.Settings.Mode == SaleMode.Timed && sale.Order.Length > left)
                return SaleVerdict.No(SaleRefusal.NotPossible, detail: $"It has {sale.Order.Length} lots, one for each window, and {left} windows.");
        }
        return SaleVerdict.Yes(new SaleOpened());
    }

    private static SaleVerdict CallNext(Sale sale, DateTimeOffset now)
    {
        if (sale.Current is { } current) return SaleVerdict.No(SaleRefusal.LotOpen, current.AuctionId);
        if (sale.Next is not { } next) return SaleVerdict.No(SaleRefusal.NoLotLeft);
        return sale.Calendar is { } calendar && calendar.At(now) is null
            ? SaleVerdict.No(SaleRefusal.NotPossible, next.AuctionId, "Lots open within the sale's windows only.")
            : SaleVerdict.Yes(new LotDirected(next.AuctionId, Direction.Open));
    }

    private static SaleVerdict Direct(Sale sale, Direction direction) =>
        sale.Current is { } lot ? SaleVerdict.Yes(new LotDirected(lot.AuctionId, direction)) : SaleVerdict.No(SaleRefusal.NoLotOpen);

    private static SaleVerdict Undo(Sale sale, UndoLot command)
    {
        if (sale.Current is null && sale.Undoable is [.., var last])
            return SaleVerdict.Yes(sale.Lots[last].Status == LotStatus.Skipped ? new LotRestored(last) : new LotDirected(last, Direction.Reopen, Duration: command.Duration, Reason: command.Reason));
        return sale.InOrder.Any(l => l.Status is LotStatus.Sold or LotStatus.Unsold or LotStatus.Skipped)
            ? SaleVerdict.No(SaleRefusal.NextLotOpened, sale.InOrder.MaxBy(l => l.Turn)!.AuctionId)
            : SaleVerdict.No(SaleRefusal.NothingToUndo);
    }

    private static SaleVerdict? NoMoreLots(Sale sale, int more) =>
        // The closings of a timed sale without windows are set when it opens.
        sale.Status == SaleStatus.Ended || (sale.Status != SaleStatus.Draft && sale.Settings is { Mode: SaleMode.Timed, Windows: null }) ? SaleVerdict.No(SaleRefusal.WrongStatus)
        : sale.Import is not null ? SaleVerdict.No(SaleRefusal.ImportUnderWay)
        : sale.Order.Length + more > Sale.MostLots ? SaleVerdict.No(SaleRefusal.TooManyLots, detail: $"It has {sale.Order.Length}, and {more} more were asked for.")
        : null;

    private static SaleVerdict Add(Sale sale, AddLots command, IReadOnlyDictionary<string, AuctionView?> auctions)
    {
        if (NoMoreLots(sale, command.AuctionIds.Length) is { } no) return no;
        var seen = new HashSet<string>();
        foreach (var id in command.AuctionIds)
        {
            if (sale.Lots.ContainsKey(id) || !seen.Add(id)) return SaleVerdict.No(SaleRefusal.LotAlreadyThere, id);
            if (auctions[id] is not { } auction) return SaleVerdict.No(SaleRefusal.LotNotFound, id);
            if (auction.Status != AuctionStatus.Draft) return SaleVerdict.No(SaleRefusal.LotNotDraft, id);
            if (auction.Settings.Currency != sale.Settings.Currency) return SaleVerdict.No(SaleRefusal.LotCurrency, id);
            if (auction.Settings.SaleId is { } other && other != sale.Id) return SaleVerdict.No(SaleRefusal.LotOfAnotherSale, id);
        }
        return SaleVerdict.Yes(new LotsAdded([.. command.AuctionIds.Select(id => new LotEntry(id, auctions[id]!.Settings.Title))]));
    }

    private static SaleVerdict Import(Sale sale, ImportLots command)
    {
        if (NoMoreLots(sale, command.Lots.Length) is { } no) return no;
        var seen = new HashSet<string>();
        foreach (var lot in command.Lots)
        {
            if (sale.Lots.ContainsKey(lot.AuctionId) || !seen.Add(lot.AuctionId)) return SaleVerdict.No(SaleRefusal.LotAlreadyThere, lot.AuctionId);
            if (lot.Settings.Currency != sale.Settings.Currency) return SaleVerdict.No(SaleRefusal.LotCurrency, lot.AuctionId);
        }
        return SaleVerdict.Yes(new ImportAccepted([.. command.Lots.Select(l => l with { Settings = l.Settings with { SaleId = sale.Id } })]));
    }

    private static SaleVerdict Reorder(Sale sale, ReorderLots command)
    {
        if (sale.Status == SaleStatus.Ended || (sale.Status != SaleStatus.Draft && sale.Settings is { Mode: SaleMode.Timed, Windows: null })) return SaleVerdict.No(SaleRefusal.WrongStatus);
        if (command.Was is { } was && !was.AsSpan().SequenceEqual(sale.Order.AsSpan())) return SaleVerdict.No(SaleRefusal.Conflict);
        if (command.AuctionIds.Length != sale.Order.Length || command.AuctionIds.Distinct().Count() != sale.Order.Length)
            return SaleVerdict.No(SaleRefusal.WrongOrder, detail: $"Name each of its {sale.Order.Length} lots once.");
        for (var i = 0; i < sale.Order.Length; i++)
        {
            var id = command.AuctionIds[i];
            if (!sale.Lots.ContainsKey(id)) return SaleVerdict.No(SaleRefusal.WrongOrder, id, $"{id} is not one of its lots.");
            // What the room has seen keeps its number.
            if (id != sale.Order[i] && sale.Lots[sale.Order[i]].Status != LotStatus.Waiting) return SaleVerdict.No(SaleRefusal.WrongOrder, sale.Order[i], $"Lot {i + 1} has had its turn and keeps its place.");
        }
        return SaleVerdict.Yes(new LotsReordered(command.AuctionIds));
    }

    private static SaleVerdict Paddle(Sale sale, GivePaddle command)
    {
        if (sale.Paddles.TryGetValue(command.BidderId, out var held))
            return command.Wanted is { } other && other != held ? SaleVerdict.No(SaleRefusal.PaddleHeld, detail: $"It is {held}.") : SaleVerdict.Yes();
        if (sale.Status == SaleStatus.Ended) return SaleVerdict.No(SaleRefusal.WrongStatus);
        if (sale.Paddles.Count >= Sale.MostPaddles) return SaleVerdict.No(SaleRefusal.NoPaddleLeft);
        ArgumentOutOfRangeException.ThrowIfNotEqual(command.Wanted ?? 1, Math.Clamp(command.Wanted ?? 1, 1, HighestPaddle));
        return command.Wanted is { } wanted && sale.Bidders.ContainsKey(wanted)
            ? SaleVerdict.No(SaleRefusal.PaddleTaken)
            : SaleVerdict.Yes(new PaddleGiven(command.BidderId, command.Wanted ?? sale.FreePaddle));
    }
}
