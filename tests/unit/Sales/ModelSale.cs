using Sothebais.GrainInterfaces.Sales;

namespace Sothebais.Tests.Unit.Sales;

/// <summary>A sale as one would explain it: lists, numbers and seconds since noon. It shares no code with the rules, and takes its time.</summary>
internal sealed class ModelSale(SaleMode mode, int gap, int stagger, int duration, (int Start, int End)[]? windows, int lots, int? lotDuration)
{
    internal sealed class Lot
    {
        public LotStatus Status = LotStatus.Waiting;
        public int? Closes, Left;
        public bool Bid, Held;
        public int Turn;
    }

    public SaleStatus Status { get; private set; } = SaleStatus.Draft;
    public Lot[] Lots { get; } = [.. Enumerable.Range(0, lots).Select(_ => new Lot())];
    public List<int> Undoable { get; } = [];
    public int Now { get; private set; }

    private int _turns, _lastWindow = -1, _openedAt;
    private int? _nextAt, _nextIn;

    private static bool Runs(Lot lot) => lot.Status is LotStatus.Open or LotStatus.Paused;

    public int? Current => Enumerable.Range(0, lots).Where(i => Runs(Lots[i])).OrderByDescending(i => mode == SaleMode.Timed ? -i : Lots[i].Turn).Select(i => (int?)i).FirstOrDefault();

    public int? Next => Enumerable.Range(0, lots).Where(i => Lots[i].Status == LotStatus.Waiting).Select(i => (int?)i).FirstOrDefault();

    private bool InWindow(int at) => windows is null || windows.Any(w => w.Start <= at && at < w.End);

    public SaleRefusal? Ask(string verb)
    {
        var refused = Decide(verb);
        Settle();
        return refused;
    }

    private SaleRefusal? Decide(string verb)
    {
        if (verb == "open")
        {
            if (Status != SaleStatus.Draft) return SaleRefusal.WrongStatus;
            if (lots == 0) return SaleRefusal.NotPossible;
            var left = windows?.Count(w => w.End > Now) ?? int.MaxValue;
            if (left == 0 || (mode == SaleMode.Timed && lots > left)) return SaleRefusal.NotPossible;
            (Status, _openedAt, _nextAt) = (SaleStatus.Open, Now, Now);
            return null;
        }
        if (verb == "close")
        {
            if (Status == SaleStatus.Ended) return SaleRefusal.WrongStatus;
            if (Current is not null) return SaleRefusal.LotOpen;
            Status = SaleStatus.Ended;
            return null;
        }
        if (verb == "resume")
        {
            if (Status != SaleStatus.Paused) return SaleRefusal.WrongStatus;
            (Status, _nextAt) = (SaleStatus.Open, Now + _nextIn);
            foreach (var lot in Lots.Where(l => l.Status == LotStatus.Paused && l.Held)) Resume(lot);
            return null;
        }
        if (Status != SaleStatus.Open) return SaleRefusal.WrongStatus;
        if (verb == "pause")
        {
            (Status, _nextIn) = (SaleStatus.Paused, _nextAt > Now ? _nextAt - Now : 0);
            foreach (var lot in Lots.Where(l => l.Status == LotStatus.Open))
            {
                Pause(lot);
                lot.Held = true;
            }
            return null;
        }
        if (mode == SaleMode.Timed) return SaleRefusal.WrongMode;
        switch (verb)
        {
            case "next":
                if (Current is not null) return SaleRefusal.LotOpen;
                if (Next is not { } next) return SaleRefusal.NoLotLeft;
                if (!InWindow(Now)) return SaleRefusal.NotPossible;
                Open(next, Now + lotDuration);
                return null;
            case "warn":
                return Current is not { } warned ? SaleRefusal.NoLotOpen : Lots[warned].Status == LotStatus.Open ? null : SaleRefusal.LotRefused;
            case "hammer":
                if (Current is not { } hammered) return SaleRefusal.NoLotOpen;
                if (Lots[hammered].Status != LotStatus.Open) return SaleRefusal.LotRefused;
                Close(hammered, Lots[hammered].Bid ? LotStatus.Sold : LotStatus.Unsold, Now);
                return null;
            case "pass":
                if (Current is { } passed) Close(passed, LotStatus.Unsold, Now);
                else if (Next is { } skipped)
                {
                    Lots[skipped].Status = LotStatus.Skipped;
                    Undoable.Add(skipped);
                }
                else return SaleRefusal.NoLotLeft;
                return null;
            case "undo":
                if (Current is null && Undoable.Count > 0)
                {
                    var last = Undoable[^1];
                    if (Lots[last].Status == LotStatus.Skipped)
                    {
                        Lots[last].Status = LotStatus.Waiting;
                        Undoable.Remove(last);
                        _nextAt = Now + gap;
                    }
                    else Reopen(last);
                    return null;
                }
                return Lots.Any(l => l.Status is LotStatus.Sold or LotStatus.Unsold or LotStatus.Skipped) ? SaleRefusal.NextLotOpened : SaleRefusal.NothingToUndo;
            default:
                throw new ArgumentException(verb);
        }
    }

    /// <summary>Somebody drives a lot by itself; whether it could be.</summary>
    public bool Drive(string verb, int lot)
    {
        var at = Lots[lot];
        var done = true;
        switch (verb)
        {
            case "bid" when at.Status == LotStatus.Open:
                at.Bid = true;
                break;
            case "open" when at.Status is LotStatus.Waiting or LotStatus.Skipped:
                Open(lot, Now + lotDuration);
                break;
            case "hammer" when at.Status == LotStatus.Open:
                Close(lot, at.Bid ? LotStatus.Sold : LotStatus.Unsold, Now);
                break;
            case "pause" when at.Status == LotStatus.Open:
                Pause(at);
                break;
            case "resume" when at.Status == LotStatus.Paused:
                Resume(at);
                break;
            case "reopen" when at.Status is LotStatus.Sold or LotStatus.Unsold:
                Reopen(lot);
                break;
            case "cancel" when at.Status is LotStatus.Waiting or LotStatus.Skipped:
                at.Status = LotStatus.Cancelled;
                Undoable.Remove(lot);
                break;
            case "cancel" when Runs(at):
                Close(lot, LotStatus.Cancelled, Now);
                break;
            default:
                done = false;
                break;
        }
        Settle();
        return done;
    }

    public void Wait(int seconds)
    {
        for (var until = Now + seconds; Now < until;)
        {
            Now++;
            for (var i = 0; i < lots; i++)
                if (Lots[i].Status == LotStatus.Open && Lots[i].Closes <= Now) Close(i, Lots[i].Bid ? LotStatus.Sold : LotStatus.Unsold, Now);
            Settle();
        }
    }

    // Lets happen what is due now, until nothing is.
    private void Settle()
    {
        for (var again = true; again;)
        {
            again = false;
            if (Status != SaleStatus.Open || mode == SaleMode.Auctioneer) return;
            var runs = Lots.Any(Runs);
            if (mode == SaleMode.Automatic)
            {
                if (runs || Now < _nextAt) return;
                var windowLeft = windows is null || windows.Any(w => w.End > Now);
                if (Next is null || !windowLeft) Status = SaleStatus.Ended;
                else if (InWindow(Now))
                {
                    Open(Next.Value, Now + lotDuration);
                    again = true;
                }
            }
            else if (windows is null)
            {
                for (var i = 0; i < lots; i++)
                    if (Lots[i].Status == LotStatus.Waiting) Open(i, _openedAt + duration + i * stagger);
                if (!Lots.Any(Runs)) Status = SaleStatus.Ended;
            }
            else
            {
                var usable = Array.FindIndex(windows, w => w.Start <= Now && 2 * (w.End - Now) > w.End - w.Start && Now < w.End);
                if (Next is { } next && usable > _lastWindow)
                {
                    _lastWindow = usable;
                    Open(next, windows[usable].End);
                    again = true;
                }
                else if (!runs && (Next is null || !windows.Any(w => w.Start > Now))) Status = SaleStatus.Ended;
            }
        }
    }

    private void Open(int lot, int? closes)
    {
        (Lots[lot].Status, Lots[lot].Closes, Lots[lot].Turn) = (LotStatus.Open, closes, ++_turns);
        Undoable.Clear();
    }

    private void Close(int lot, LotStatus outcome, int at)
    {
        (Lots[lot].Status, Lots[lot].Held, Lots[lot].Left) = (outcome, false, null);
        if (outcome != LotStatus.Cancelled)
        {
            Undoable.Remove(lot);
            Undoable.Add(lot);
        }
        if (Status == SaleStatus.Paused) _nextIn = gap;
        else _nextAt = at + gap;
    }

    private void Reopen(int lot)
    {
        (Lots[lot].Status, Lots[lot].Closes) = (LotStatus.Open, Now + 60); // the house's closing window
        Undoable.Remove(lot);
    }

    private void Pause(Lot lot) => (lot.Status, lot.Left, lot.Closes) = (LotStatus.Paused, lot.Closes - Now, null);

    private void Resume(Lot lot) => (lot.Status, lot.Closes, lot.Left, lot.Held) = (LotStatus.Open, Now + lot.Left, null, false);
}
