using CsCheck;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Sales;

namespace Sothebais.Tests.Unit.Sales;

/// <summary>Thousands of random sales, run by the rules over real auctions and by a model that shares no code; some crash in the middle of an act.</summary>
public sealed class SaleRulesAgreeWithTheModel
{
    private const int Sales = 10_000;

    private static readonly string[] Verbs = ["open", "next", "warn", "hammer", "pass", "pause", "resume", "close", "undo"];
    private static readonly string[] ByItself = ["bid", "open", "hammer", "pause", "resume", "reopen", "cancel"];

    private sealed record History(SaleMode Mode, int Gap, int Stagger, int Lots, int? LotDuration, bool Windows, (int Act, int Lot, int Seconds)[] Steps, int Crashes)
    {
        public override string ToString() => $"{Mode}, gap {Gap}, stagger {Stagger}, {Lots} lots of {LotDuration} s, windows {Windows}, crashes {Crashes}\n{string.Join('\n', Steps)}";
    }

    private static readonly Gen<(int, int, int)> Step = Gen.Frequency(
        (3, Gen.Const(0)), (6, Gen.Const(1)), (2, Gen.Const(2)), (6, Gen.Const(3)), (4, Gen.Const(4)), (2, Gen.Const(5)), (4, Gen.Const(6)), (1, Gen.Const(7)), (5, Gen.Const(8)),
        (8, Gen.Const(9)), (1, Gen.Const(10)), (2, Gen.Const(11)), (1, Gen.Const(12)), (1, Gen.Const(13)), (2, Gen.Const(14)), (1, Gen.Const(15)), (10, Gen.Const(16)))
        .Select(Gen.Int[0, 4], Gen.Int[0, 90], (act, lot, seconds) => (act, lot, seconds));

    private static readonly Gen<History> Any = Gen.Select(
        Gen.Int[1, 3], Gen.Int[0, 20], Gen.Int[0, 30], Gen.Int[0, 5], Gen.Select(Gen.Bool, Gen.Int[5, 60], (some, s) => some ? (int?)s : null), Gen.Bool, Step.Array[1, 40], Gen.Int[0, 3],
        (mode, gap, stagger, lots, duration, windows, steps, crashes) => new History((SaleMode)mode, gap, stagger, lots, duration, windows && mode != 1, steps, crashes));

    [Fact]
    public void Every_answer_and_every_state_is_what_the_model_says() => Any.Hold(h => Play(h, null), Sales, h => h.ToString());

    // Else the property above would say less than it seems to.
    [Fact]
    public void The_random_sales_see_every_event_and_every_refusal_many_times()
    {
        var seen = new Dictionary<string, int>();
        Any.Hold(h => Play(h, what => seen[what] = seen.GetValueOrDefault(what) + 1), Sales / 5);
        string[] expected =
        [
            nameof(SaleOpened), nameof(SalePaused), nameof(SaleResumed), nameof(SaleEnded), nameof(LotDirected), nameof(DirectionFollowed), nameof(DirectionRefused), nameof(LotOpened),
            nameof(LotPaused), nameof(LotResumed), nameof(LotClosed), nameof(LotReopened), nameof(LotSkipped), nameof(LotRestored),
            nameof(SaleRefusal.WrongStatus), nameof(SaleRefusal.WrongMode), nameof(SaleRefusal.NotPossible), nameof(SaleRefusal.LotOpen), nameof(SaleRefusal.NoLotOpen),
            nameof(SaleRefusal.NoLotLeft), nameof(SaleRefusal.NothingToUndo), nameof(SaleRefusal.NextLotOpened), nameof(SaleRefusal.LotRefused),
        ];
        Assert.All(expected, what => Assert.True(seen.GetValueOrDefault(what) >= 10, $"{what}: {seen.GetValueOrDefault(what)}"));
    }

    private static void Play(History history, Action<string>? see)
    {
        // A day has few windows, and seconds are many: here it has them at noon, for two minutes, and the sale begins a minute before or within.
        (int, int)[]? windows = history.Windows ? [(60, 180)] : null;
        const int Duration = 45;
        var settings = Saleroom.Settings(history.Mode) with
        {
            Gap = TimeSpan.FromSeconds(history.Gap),
            Stagger = TimeSpan.FromSeconds(history.Stagger),
            Duration = history is { Mode: SaleMode.Timed, Windows: false } ? TimeSpan.FromSeconds(Duration) : null,
            Windows = history.Windows ? new DailyWindows(new DateOnly(2026, 11, 23), 1, new TimeOnly(12, 1), new TimeOnly(12, 3), "Etc/UTC") : null,
        };
        var (asked, bidders) = (0, 0);
        var room = new Saleroom(settings, history.Lots, history.LotDuration is { } d ? TimeSpan.FromSeconds(d) : null, () => history.Crashes > 0 && asked++ % (history.Crashes + 1) == 0);
        var model = new ModelSale(history.Mode, history.Gap, history.Stagger, Duration, windows, history.Lots, history.LotDuration);
        foreach (var (act, at, seconds) in history.Steps)
        {
            var lot = Math.Min(at, history.Lots - 1);
            if (act < Verbs.Length)
            {
                var (expected, refused) = (model.Ask(Verbs[act]), room.Ask(o => Command(Verbs[act], o)));
                Assert.Equal(expected, refused);
                if (refused is { } no) see?.Invoke(no.ToString());
            }
            else if (act == 16)
            {
                model.Wait(seconds);
                room.Wait(seconds);
            }
            else if (lot >= 0)
            {
                var verb = ByItself[act - Verbs.Length];
                if (verb == "bid" && model.Current is { } current) lot = current;
                Assert.Equal(model.Drive(verb, lot), verb == "bid" ? room.Bid($"lot-{lot + 1}", $"bidder-{bidders++}") : room.Drive($"lot-{lot + 1}", ByItselfCommand(verb, seconds)));
            }
            Assert.Equal(StateOf(model), StateOf(room));
        }
        foreach (var happened in room.Log) see?.Invoke(happened.GetType().Name);
        Assert.Equal(Enumerable.Range(1, room.Log.Count).Select(n => (long)n), room.Log.Select(e => e.Sequence));
    }

    private static SaleCommand Command(string verb, Origin origin) => verb switch
    {
        "open" => new OpenSale { Origin = origin },
        "next" => new CallNextLot { Origin = origin },
        "warn" => new WarnOnLot { Origin = origin },
        "hammer" => new HammerLot { Origin = origin },
        "pass" => new PassOnLot { Origin = origin },
        "pause" => new PauseSale(null) { Origin = origin },
        "resume" => new ResumeSale { Origin = origin },
        "close" => new EndSale { Origin = origin },
        _ => new UndoLot(null, null) { Origin = origin },
    };

    private static AuctionCommand ByItselfCommand(string verb, int n)
    {
        var origin = new Origin("auctioneer", Guid.NewGuid().ToString("n") + n, "");
        return verb switch
        {
            "open" => new OpenAuction { Origin = origin },
            "hammer" => new DropHammer { Origin = origin },
            "pause" => new PauseAuction(null) { Origin = origin },
            "resume" => new ResumeAuction { Origin = origin },
            "reopen" => new ReopenAuction(null, null) { Origin = origin },
            _ => new CancelAuction("x") { Origin = origin },
        };
    }

    private static string StateOf(ModelSale m) =>
        $"{m.Status}: {string.Join(' ', m.Lots.Select(l => $"{l.Status}{(l.Status == LotStatus.Open ? $"({l.Closes})" : "")}"))}; current {m.Current + 1}, next {m.Next + 1}, undoable {string.Join(' ', m.Undoable.Select(u => u + 1))}";

    private static string StateOf(Saleroom r) =>
        $"{r.Sale.Status}: {string.Join(' ', r.Sale.InOrder.Select((l, i) => $"{l.Status}{(l.Status == LotStatus.Open ? $"({(r.Auction(i + 1).ClosesAt - Saleroom.Noon)?.TotalSeconds})" : "")}"))}; " +
        $"current {Number(r.Sale.Current?.AuctionId)}, next {Number(r.Sale.Next?.AuctionId)}, undoable {string.Join(' ', r.Sale.Undoable.Select(Number))}";

    private static string Number(string? lot) => lot?["lot-".Length..] ?? "";
}
