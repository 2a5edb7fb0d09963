using System.Numerics;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Money;
using Sothebais.Grains.Auctions;

namespace Sothebais.Tests.Unit.Auctions.Model;

/// <summary>
/// Plays a scenario to the house's rules and to the model at the same time. The model's state decides what a step means in numbers, so that most
/// steps are near something interesting.
/// </summary>
internal sealed class Walk
{
    private readonly Scenario _scenario;
    private readonly HouseRules _house = new();
    private (DateTimeOffset From, DateTimeOffset To)? _lastOutage;
    private int _asked;

    public Walk(Scenario scenario)
    {
        _scenario = scenario;
        Model = new ModelAuction(scenario.Terms);
    }

    public ModelAuction Model { get; }
    public Auction Auction { get; private set; } = null!;
    public DateTimeOffset Now { get; private set; } = Room.Noon;

    /// <summary>The same auction, restored from a snapshot on the way; null before.</summary>
    public Auction? Restored { get; private set; }

    /// <summary>Told of every event: the auction before (null at its creation), the event, the auction after.</summary>
    public Action<Auction?, AuctionEvent, Auction>? Happened { get; init; }

    /// <summary>Told of every command: what the rules said, and what the model said.</summary>
    public Action<Verdict, string?>? Decided { get; init; }

    /// <summary>Told of every command before it is decided, with when and with what the model says; no command is a look at the clock.</summary>
    public Action<DateTimeOffset, AuctionCommand?, string?>? Asked { get; init; }

    /// <summary>Whether the house looks at the clock whenever something is due, as its timers do; else only when somebody asks.</summary>
    public bool OnTime { get; init; }

    /// <summary>Told after every step.</summary>
    public Action? Stepped { get; init; }

    public void Play()
    {
        Ask(new CreateAuction(_scenario.Terms.ToSettings()) { Origin = Room.Someone }, null);
        Stepped?.Invoke();
        for (var i = 0; i < _scenario.Steps.Length; i++)
        {
            if (i == _scenario.SnapshotAfter) Restored = AuctionSnapshot.Of(Auction, "").Restore();
            Play(_scenario.Steps[i]);
            Stepped?.Invoke();
        }
    }

    /// <summary>Lets everything happen, at its time, that is due until an instant.</summary>
    public void Pass(DateTimeOffset to)
    {
        while (Model.NextChange is { } due && due <= to && due > Now)
        {
            Now = due;
            Model.Pass(Now);
            Wait();
            Asked?.Invoke(Now, null, null);
        }
    }

    private void Play(Step step)
    {
        LetPass(step);
        if (step.Act == Act.Outage) Break(step);
        Model.Pass(Now);
        Wait();
        var bidder = "abcd"[step.Who].ToString();
        var by = TimeSpan.FromSeconds(1 + step.A);
        switch (step.Act)
        {
            case Act.Bid:
                Bid(bidder, Amount(step));
                break;
            case Act.Duel: // the same amount by two people in the same instant
                var amount = Amount(step);
                var first = Bid(bidder, amount);
                var second = Bid(bidder + "'", amount);
                Assert.False(first && second, "Two bids at the same amount were taken.");
                break;
            case Act.Next:
                var limit = step.B % 2 == 0 ? (StatedAmount?)null : Amount(step);
                Ask(new PlaceBid(new Bidder(bidder, null, step.Who), null, limit) { Origin = Origin() }, Model.Next(bidder, limit is { } l ? (l.Digits, l.Scale) : null, Now));
                break;
            case Act.Open:
                Ask(new OpenAuction { Origin = Origin() }, Model.Open(Now));
                break;
            case Act.Schedule:
                var opensAt = step.B % 3 == 0 ? (DateTimeOffset?)null : Room.Noon.AddSeconds(Math.Ceiling((Now - Room.Noon).TotalSeconds) + step.A);
                Ask(new ScheduleAuction(opensAt) { Origin = Origin() }, Model.Schedule(opensAt));
                break;
            case Act.Revise:
                Revise(step);
                break;
            case Act.Pause:
                Ask(new PauseAuction("A word.") { Origin = Origin() }, Model.Pause(Now));
                break;
            case Act.Resume:
                Ask(new ResumeAuction { Origin = Origin() }, Model.Resume(Now));
                break;
            case Act.Extend:
                Ask(new ExtendAuction(by) { Origin = Origin() }, Model.Extend(by));
                break;
            case Act.Warn:
                Ask(new WarnRoom { Origin = Origin() }, Model.Warn());
                break;
            case Act.Hammer:
                Ask(new DropHammer { Origin = Origin() }, Model.Hammer(Now));
                break;
            case Act.Cancel:
                Ask(new CancelAuction("Withdrawn.") { Origin = Origin() }, Model.Cancel());
                break;
            case Act.Settle:
                Ask(new SettleAuction("invoice 1") { Origin = Origin() }, Model.Settle());
                break;
            case Act.Reopen:
                var time = step.B % 2 == 0 ? (TimeSpan?)null : by;
                Ask(new ReopenAuction(time, null) { Origin = Origin() }, Model.Reopen(time, Now));
                break;
            case Act.Retract:
                var bid = step.B < 4 || Model.Bids.Count == 0 ? step.A : Model.Bids[^(1 + step.A % Math.Min(4, Model.Bids.Count))].Sequence;
                Ask(new RetractBid(bid, "A slip.") { Origin = Origin() }, Model.Retract(bid));
                break;
        }
    }

    private bool Bid(string bidder, StatedAmount amount) =>
        Ask(new PlaceBid(new Bidder(bidder, bidder.ToUpperInvariant(), null), amount, null) { Origin = Origin() }, Model.Bid(bidder, amount.Digits, amount.Scale, Now));

    private void Revise(Step step)
    {
        var terms = Model.Terms with
        {
            Opening = step.B % 2 == 0 ? Model.Terms.Opening : Model.Terms.Opening / 2 + 1,
            Reserve = step.A % 3 == 0 ? null : Model.Terms.Reserve,
            OpensAfter = step.A == 1 ? null : Model.OpensAt is { } at ? (int)(at - Room.Noon).TotalSeconds : null,
        };
        var expected = step.B % 5 == 0 ? Model.Sequence - 1 : Model.Sequence;
        Ask(new ReviseAuction(terms.ToSettings(), expected) { Origin = Origin() }, Model.Revise(terms, expected));
    }

    // An outage that ended just now; sometimes the one before, reported again with a later end.
    private void Break(Step step)
    {
        var from = step.B % 4 == 0 && _lastOutage is { } before ? before.From : Now.AddSeconds(-step.A);
        _lastOutage = (from, Now);
        Model.Outage(from, Now, Now);
        var outage = new Outage(from, Now);
        var moved = AuctionRules.MakeGood(Auction, outage, Now, _house);
        if (Restored is not null) Assert.Equal(moved, AuctionRules.MakeGood(Restored, outage, Now, _house));
        if (moved is not null) Happen(moved);
    }

    private void LetPass(Step step)
    {
        var deadline = Model.NextChange;
        var window = deadline - Model.ClosingWindow;
        var to = step.Pace switch
        {
            Pace.None => Now,
            Pace.Instant => Now + Room.Tick,
            Pace.ToDeadline => deadline,
            Pace.JustBeforeDeadline => deadline - Room.Tick,
            Pace.JustAfterDeadline => deadline + Room.Tick,
            Pace.ToWindow => window,
            Pace.JustBeforeWindow => window - Room.Tick,
            Pace.LateForDeadline => deadline?.AddSeconds(2 + step.B / 10),
            _ => null,
        } ?? Now.AddSeconds(step.A);
        if (OnTime) Pass(to);
        if (to > Now) Now = to;
    }

    private StatedAmount Amount(Step step)
    {
        var minimum = Model.Minimum ?? 1;
        var units = step.Sum switch
        {
            Sum.Minimum => minimum,
            Sum.OverMinimum => minimum + step.A,
            Sum.UnderMinimum => minimum - 1,
            Sum.Price => Model.Price ?? 0,
            Sum.Doubled => minimum * 2,
            Sum.Largest => (BigInteger)UInt128.MaxValue,
            _ => 0,
        };
        if (step.Sum == Sum.TooFine) return new StatedAmount((UInt128)(1 + step.A), (byte)(Model.Terms.Decimals + 1));
        if (step.Sum == Sum.TooLarge) return Model.Terms.Decimals == 0 ? default : new StatedAmount(UInt128.MaxValue / 10 + 1, (byte)(Model.Terms.Decimals - 1));
        var scale = Model.Terms.Decimals;
        var digits = (UInt128)BigInteger.Min(units, UInt128.MaxValue);
        while (step.B % 2 == 0 && scale > 0 && digits % 10 == 0) (digits, scale) = (digits / 10, (byte)(scale - 1)); // 1.5 for 1.50
        return new StatedAmount(digits, scale);
    }

    private Origin Origin() => new("someone", $"={++_asked}", "body");

    private void Wait()
    {
        while (AuctionRules.Due(Auction, Now, _house) is { } due)
        {
            if (Restored is not null) Assert.Equal(due, AuctionRules.Due(Restored, Now, _house));
            Happen(due);
        }
    }

    private bool Ask(AuctionCommand command, string? expected)
    {
        Asked?.Invoke(Now, command, expected);
        var verdict = AuctionRules.Decide(Auction, command, Now, _house);
        if (Restored is not null) Assert.Equal(verdict, AuctionRules.Decide(Restored, command, Now, _house));
        if (command is PlaceBid bid) Assert.Equal(verdict, AuctionRules.Decide(Auction, bid, Now));
        Decided?.Invoke(verdict, expected);
        foreach (var happened in verdict.Events) Happen(happened);
        return verdict.Event is not null;
    }

    private void Happen(AuctionEvent happened)
    {
        var before = Auction;
        Auction = Auction.Apply(before, Room.Id, happened);
        if (Restored is not null) Restored = Auction.Apply(Restored, Room.Id, happened);
        Happened?.Invoke(before, happened, Auction);
    }
}
