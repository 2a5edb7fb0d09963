using System.Numerics;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Money;
using Sothebais.Grains.Auctions;

namespace Sothebais.Tests.Unit.Auctions.Model;

/// <summary>Plays a scenario to the house's rules and to the plain model at the same time, and to the same auction restored from a snapshot on the way.</summary>
internal sealed class PlainWalk
{
    private readonly PlainScenario _scenario;
    private readonly HouseRules _house = new() { Grace = TimeSpan.Zero }; // what grace does is the same for all formats
    private (DateTimeOffset From, DateTimeOffset To)? _lastOutage;

    public PlainWalk(PlainScenario scenario)
    {
        _scenario = scenario;
        Model = scenario.Terms.Format == AuctionFormat.Dutch ? new PlainDutch(scenario.Terms) : new PlainSealed(scenario.Terms);
    }

    public PlainAuction Model { get; }
    public Auction Auction { get; private set; } = null!;
    public Auction? Restored { get; private set; }
    public DateTimeOffset Now { get; private set; } = Room.Noon;

    /// <summary>Told of every event: the auction before (null at its creation), the event, the auction after.</summary>
    public Action<Auction?, AuctionEvent, Auction>? Happened { get; init; }

    /// <summary>Told of every command: what the rules said, and what the model said.</summary>
    public Action<Verdict, string?>? Decided { get; init; }

    /// <summary>Told after every step.</summary>
    public Action? Stepped { get; init; }

    public void Play()
    {
        Ask(new CreateAuction(_scenario.Terms.ToSettings()) { Origin = Room.Someone }, null);
        for (var i = 0; i < _scenario.Steps.Length; i++)
        {
            if (i == _scenario.SnapshotAfter) Restored = AuctionSnapshot.Of(Auction, "").Restore();
            Play(_scenario.Steps[i]);
            Stepped?.Invoke();
        }
    }

    private void Play(PlainStep step)
    {
        LetPass(step);
        if (step.Act == PlainAct.Outage) Break(step);
        Model.Pass(Now);
        while (AuctionRules.Due(Auction, Now, _house) is { } due)
        {
            if (Restored is not null) Assert.Equal(due, AuctionRules.Due(Restored, Now, _house));
            Happen(due);
        }
        var by = TimeSpan.FromSeconds(1 + step.A);
        var time = step.B % 2 == 0 ? (TimeSpan?)null : by;
        switch (step.Act)
        {
            case PlainAct.Bid:
                Bid(new PlainBid(Who(step), Amount(step), null, false, false, Quantity(step)));
                break;
            case PlainAct.Next:
                Bid(new PlainBid(Who(step), null, step.B % 2 == 0 ? null : Amount(step), false, false, Quantity(step)));
                break;
            case PlainAct.NotOffered:
                Bid(new PlainBid(Who(step), step.B % 2 == 0 ? Amount(step) : null, null, step.B % 2 == 0, step.B % 2 == 1, Quantity(step)));
                break;
            case PlainAct.Open:
                Ask(new OpenAuction { Origin = Room.Someone }, Model.Open(Now));
                break;
            case PlainAct.Schedule:
                var opensAt = step.B % 3 == 0 ? (DateTimeOffset?)null : Now.AddSeconds(step.A);
                Ask(new ScheduleAuction(opensAt) { Origin = Room.Someone }, Model.Schedule(opensAt));
                break;
            case PlainAct.Pause:
                Ask(new PauseAuction("A word.") { Origin = Room.Someone }, Model.Pause(Now));
                break;
            case PlainAct.Resume:
                Ask(new ResumeAuction { Origin = Room.Someone }, Model.Resume(Now));
                break;
            case PlainAct.Extend:
                Ask(new ExtendAuction(by) { Origin = Room.Someone }, Model.Extend(by, Now));
                break;
            case PlainAct.Warn:
                Ask(new WarnRoom { Origin = Room.Someone }, Model.Warn(Now));
                break;
            case PlainAct.Hammer:
                Ask(new DropHammer { Origin = Room.Someone }, Model.Hammer(Now));
                break;
            case PlainAct.PassLot:
                Ask(new PassLot(null) { Origin = Room.Someone }, Model.PassLot(Now));
                break;
            case PlainAct.Cancel:
                Ask(new CancelAuction("Withdrawn.") { Origin = Room.Someone }, Model.Cancel(Now));
                break;
            case PlainAct.Settle:
                Ask(new SettleAuction("invoice 1") { Origin = Room.Someone }, Model.Settle(Now));
                break;
            case PlainAct.Reopen:
                Ask(new ReopenAuction(time, null) { Origin = Room.Someone }, Model.Reopen(time, Now));
                break;
            case PlainAct.Undo:
                Ask(new UndoLast(null) { Origin = Room.Someone }, Model.Undo(Now));
                break;
            case PlainAct.Retract:
                var bid = step.B < 4 || Model.Bids.Count == 0 ? step.A : Model.Bids[^(1 + step.A % Math.Min(4, Model.Bids.Count))].Sequence;
                Ask(new RetractBid(bid, "A slip.") { Origin = Room.Someone }, Model.Retract(bid, Now));
                break;
        }
    }

    private static string Who(PlainStep step) => "abcd"[step.Who].ToString();

    private int Quantity(PlainStep step) => _scenario.Terms.Quantity == 1 ? (step.A == 40 ? 2 : 1) : 1 + step.B % 3;

    private (BigInteger, int) Amount(PlainStep step)
    {
        var edge = Model.Edge(Who(step), Now);
        var units = step.Sum switch
        {
            < 4 => edge,
            4 or 5 => edge + step.A,
            6 => edge - 1,
            7 => edge + 1,
            8 => (BigInteger)_scenario.Terms.Least + step.A,
            9 => (BigInteger)_scenario.Terms.Least - 1,
            10 => _scenario.Terms.Reserve ?? edge,
            _ => 0,
        };
        if (step.Sum == 11) return (step.A, step.B % 2 == 0 ? 3 : 2); // too fine, or nothing
        units = BigInteger.Max(0, BigInteger.Min(units, (BigInteger)UInt128.MaxValue));
        return units % 100 == 0 && step.B % 2 == 0 ? (units / 100, 0) : (units, 2);
    }

    private void Bid(PlainBid bid)
    {
        static StatedAmount? Stated((BigInteger Digits, int Scale)? amount) => amount is { } a ? new StatedAmount((UInt128)a.Digits, (byte)a.Scale) : null;
        Ask(new PlaceBid(new Bidder(bid.Bidder, null, null), bid.Maximum ? null : Stated(bid.Amount), Stated(bid.Limit), bid.Maximum ? Stated(bid.Amount) : null, bid.BuyNow, bid.Quantity) { Origin = Room.Someone },
            Model.Bid(bid, Now));
    }

    // An outage that ended just now; sometimes the one before, reported again with a later end.
    private void Break(PlainStep step)
    {
        var from = step.B % 4 == 0 && _lastOutage is { } before ? before.From : Now.AddSeconds(-step.A);
        _lastOutage = (from, Now);
        Model.Outage(from, Now, Now);
        var moved = AuctionRules.MakeGood(Auction, new Outage(from, Now), Now, _house);
        if (Restored is not null) Assert.Equal(moved, AuctionRules.MakeGood(Restored, new Outage(from, Now), Now, _house));
        if (moved is not null) Happen(moved);
    }

    private void LetPass(PlainStep step)
    {
        var (deadline, edge) = (Model.NextChange, Model.NextEdge(Now));
        var to = step.Pace switch
        {
            PlainPace.None => Now,
            PlainPace.Instant => Now + Room.Tick,
            PlainPace.ToDeadline => deadline,
            PlainPace.JustBeforeDeadline => deadline - Room.Tick,
            PlainPace.LateForDeadline => deadline?.AddSeconds(2 + step.B / 10),
            PlainPace.ToEdge => edge,
            PlainPace.JustBeforeEdge => edge - Room.Tick,
            _ => null,
        } ?? Now.AddSeconds(step.A);
        if (to > Now) Now = to;
    }

    private void Ask(AuctionCommand command, string? expected)
    {
        var verdict = AuctionRules.Decide(Auction, command, Now, _house);
        if (Restored is not null) Assert.Equal(verdict, AuctionRules.Decide(Restored, command, Now, _house));
        if (command is PlaceBid bid) Assert.Equal(verdict, AuctionRules.Decide(Auction, bid, Now));
        Decided?.Invoke(verdict, expected);
        foreach (var happened in verdict.Events) Happen(happened);
    }

    private void Happen(AuctionEvent happened)
    {
        var before = Auction;
        Auction = Auction.Apply(before, Room.Id, happened);
        if (Restored is not null) Restored = Auction.Apply(Restored, Room.Id, happened);
        Happened?.Invoke(before, happened, Auction);
    }
}
