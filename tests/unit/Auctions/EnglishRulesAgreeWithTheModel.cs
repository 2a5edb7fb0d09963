using Sothebais.GrainInterfaces.Auctions;
using Sothebais.Grains.Auctions;
using Sothebais.Grains.EventLog;
using Sothebais.Tests.Unit.Auctions.Model;

namespace Sothebais.Tests.Unit.Auctions;

/// <summary>Thousands of random auctions, decided by the rules and by a model of them that shares no code.</summary>
public sealed class EnglishRulesAgreeWithTheModel
{
    private const int Auctions = 10_000;

    [Fact]
    public void Every_answer_and_every_state_is_what_the_model_says() => Scenario.Any.Hold(
        scenario =>
        {
            Walk walk = null!;
            walk = new Walk(scenario)
            {
                Decided = (verdict, expected) => Assert.Equal(expected, verdict.Event is null ? verdict.Refusal.ToString() : null),
                Stepped = () => Assert.Equal(Expected(walk.Model), Actual(walk.Auction)),
            };
            walk.Play();
        },
        Auctions, s => s.ToString());

    [Fact]
    public void The_log_has_no_gaps_and_rebuilds_the_auction_from_its_JSON() => Scenario.Any.Hold(
        scenario =>
        {
            Auction? replayed = null;
            var walk = new Walk(scenario)
            {
                Happened = (before, happened, _) =>
                {
                    Assert.Equal((before?.Sequence ?? 0) + 1, happened.Sequence);
                    replayed = Auction.Apply(replayed, Room.Id, AuctionEventJson.Read(AuctionEventJson.Write(happened)));
                },
            };
            walk.Play();
            Assert.Equal(StateText.Of(walk.Auction), StateText.Of(replayed!));
        },
        Auctions / 10, s => s.ToString());

    [Fact]
    public void An_auction_restored_from_a_snapshot_goes_on_as_if_nothing_had_been() => Scenario.Any.Hold(
        scenario =>
        {
            var walk = new Walk(scenario);
            walk.Play(); // compares every decision of the two on the way
            if (walk.Restored is not null) Assert.Equal(StateText.Of(walk.Auction), StateText.Of(walk.Restored));
        },
        Auctions / 10, s => s.ToString());

    [Fact]
    public void No_bid_is_counted_that_was_not_received_before_the_close_and_every_one_that_is_raises_the_price() => Scenario.Any.Hold(
        scenario => new Walk(scenario)
        {
            Happened = (before, happened, after) =>
            {
                if (happened is not BidPlaced placed) return;
                Assert.Equal(AuctionStatus.Open, before!.Status);
                if (placed.At >= before.ClosesAt)
                {
                    Assert.True(placed.Grace < ModelAuction.Grace);
                    Assert.Equal(before.ClosesAt + placed.Grace, placed.At);
                    Assert.True(placed.ReceivedAt < before.ClosesAt);
                }
                else Assert.Equal((null, null), (placed.Grace, placed.ReceivedAt));
                Assert.True(before.Price is null || placed.Amount > before.Price);
                Assert.True(before.Price is null || placed.Price > before.Price);
                Assert.True(placed.Amount <= placed.Price);
                Assert.True(before.ClosesAt is null || after.ClosesAt >= before.ClosesAt);
                Assert.Equal(before.BidCount + 1, after.BidCount);
            },
        }.Play(),
        Auctions / 10, s => s.ToString());

    [Fact]
    public void The_price_never_falls_but_by_a_retraction() => Scenario.Any.Hold(
        scenario => new Walk(scenario)
        {
            Happened = (before, happened, after) =>
            {
                if (happened is not BidRetracted) Assert.True(before?.Price is null || after.Price >= before.Price);
                Assert.Equal(after.Leader is null, after.Price is null);
            },
        }.Play(),
        Auctions / 10, s => s.ToString());

    // What lets a bid be judged by the price and the leader alone.
    [Fact]
    public void The_leader_goes_as_far_as_the_price_or_farther_nobody_else_does_and_both_follow_from_the_bids_that_stand() => Scenario.Any.Hold(
        scenario =>
        {
            Walk walk = null!;
            walk = new Walk(scenario)
            {
                Stepped = () =>
                {
                    if (walk.Auction is not { Leader: { } leader, Price: { } price, Status: AuctionStatus.Open or AuctionStatus.Paused } auction) return;
                    Assert.Equal(leader.Id, auction.Standing.Top!.Bidder.Id);
                    Assert.True(auction.ExposureOf(leader.Id) >= price);
                    Assert.All(auction.Standing.NewestFirst().Where(b => b.Bidder.Id != leader.Id), b => Assert.True(b.Ceiling <= price && auction.ExposureOf(b.Bidder.Id) is null));
                    Assert.Equal(price, EnglishPrice.Of(auction.Settings, auction.Standing)!.Value.Price);
                },
            };
            walk.Play();
        },
        Auctions / 10, s => s.ToString());

    [Fact]
    public void The_winner_pays_at_most_what_they_offered_and_at_least_the_reserve() => Scenario.Any.Hold(
        scenario => new Walk(scenario)
        {
            Happened = (before, happened, after) =>
            {
                if (happened is not AuctionSold sold) return;
                Assert.True(sold.Amount <= before!.Standing.NewestFirst().Where(b => b.Bidder.Id == sold.Winner.Id).Max(b => b.Ceiling));
                Assert.True(sold.Amount >= before.Settings.OpeningBid && !(sold.Amount < before.Settings.Reserve));
                Assert.Equal(sold.Amount, after.ExposureOf(sold.Winner.Id));
            },
        }.Play(),
        Auctions / 10, s => s.ToString());

    [Fact]
    public void Undoing_a_bid_brings_back_what_was_before_it() => Scenario.Any.Hold(
        scenario => new Walk(scenario)
        {
            Happened = (before, happened, after) =>
            {
                if (happened is not (BidPlaced or MaximumRaised) || after.Status is not AuctionStatus.Open || happened.At >= after.ClosesAt) return; // by grace: the hammer is falling
                var undone = AuctionRules.Decide(after, new UndoLast(null) { Origin = Room.Someone }, after.At, new HouseRules()).Event;
                var taken = Assert.IsType<BidRetracted>(undone);
                Assert.Equal((happened.Sequence, before!.Leader?.Id, before.Price, before.MinimumBid, before.BidCount, before.ReserveMet, before.BuyNow, true),
                    (taken.Bid, taken.Leader?.Id, taken.Price, taken.MinimumBid, taken.BidCount, taken.ReserveMet, taken.BuyNow, taken.Undo!.Value));
            },
        }.Play(),
        Auctions / 10, s => s.ToString());

    // Else the properties above would say less than they seem to.
    [Fact]
    public void The_random_auctions_see_every_event_every_state_and_every_refusal_many_times()
    {
        var seen = new Dictionary<string, int>();
        void See(string what) => seen[what] = seen.GetValueOrDefault(what) + 1;
        Scenario.Any.Hold(
            scenario =>
            {
                Walk walk = null!;
                walk = new Walk(scenario)
                {
                    Happened = (_, happened, _) => See(happened is AuctionExtended e ? $"Extended {e.Reason}" : happened is BidPlaced { Grace: not null } ? "Bid by grace" : happened is AuctionReopened { Undo: true } ? "Hammer undone" : happened is BidRetracted { Undo: true } ? "Bid undone" : happened is AuctionUnsold u ? $"Unsold {u.Reason}" : happened.GetType().Name),
                    Decided = (verdict, _) => See(verdict.LateBy is null ? $"{verdict.Refusal}" : "Late"),
                    Stepped = () => See($"{walk.Auction.Status}"),
                };
                walk.Play();
            },
            Auctions / 10);
        string[] expected =
        [
            "AuctionCreated", "AuctionRevised", "AuctionScheduled", "AuctionOpened", "BidPlaced", "ProxyRaised", "MaximumRaised", "FairWarning", "AuctionPaused", "AuctionResumed", "BidRetracted", "AuctionSold",
            "AuctionCancelled", "AuctionReopened", "AuctionSettled", "Extended SoftClose", "Extended Auctioneer", "Extended Outage", "Unsold NoBids", "Unsold ReserveNotMet", "Unsold Passed", "Bid by grace",
            "Hammer undone", "Bid undone", "Late",
            nameof(Refusal.WrongStatus), nameof(Refusal.AuctionNotOpen), nameof(Refusal.InvalidAmount), nameof(Refusal.AlreadyLeading), nameof(Refusal.BidTooLow),
            nameof(Refusal.OverLimit), nameof(Refusal.BidNotFound), nameof(Refusal.BidRetracted), nameof(Refusal.Conflict), nameof(Refusal.NotPossible), nameof(Refusal.PriceCeiling),
            nameof(Refusal.MaximumNotRaised), nameof(Refusal.BuyNowWithdrawn), nameof(Refusal.NothingToUndo),
            .. Enum.GetNames<AuctionStatus>(),
        ];
        Assert.All(expected, what => Assert.True(seen.GetValueOrDefault(what) >= 10, $"{what}: {seen.GetValueOrDefault(what)}"));
    }

    private static string Expected(ModelAuction m) => string.Join('\n',
        $"{m.Status} at {m.Sequence}", $"price {m.Price} by {m.Leader}, minimum {m.Minimum}, {m.BidCount} bids, reserve met {m.ReserveMet}, buy now {m.BuyNow}",
        $"opens {m.OpensAt:O} closes {m.ClosesAt:O} remaining {m.Remaining} extensions {m.Extensions} warnings {m.Warnings}",
        $"result {m.Result?.Winner} {m.Result?.Amount} {m.Result?.ClosedAt:O}");

    private static string Actual(Auction a) => string.Join('\n',
        $"{a.Status} at {a.Sequence}", $"price {a.Price} by {a.Leader?.Id}, minimum {a.MinimumBid}, {a.BidCount} bids, reserve met {a.ReserveMet}, buy now {a.BuyNow}",
        $"opens {a.OpensAt:O} closes {a.ClosesAt:O} remaining {a.Remaining} extensions {a.Extensions} warnings {a.Warnings}",
        $"result {a.Result?.Winner.Id} {a.Result?.Amount} {a.Result?.ClosedAt:O}");
}
