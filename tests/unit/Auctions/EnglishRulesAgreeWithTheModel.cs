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
        Auctions / 4, s => s.ToString());

    [Fact]
    public void An_auction_restored_from_a_snapshot_goes_on_as_if_nothing_had_been() => Scenario.Any.Hold(
        scenario =>
        {
            var walk = new Walk(scenario);
            walk.Play(); // compares every decision of the two on the way
            if (walk.Restored is not null) Assert.Equal(StateText.Of(walk.Auction), StateText.Of(walk.Restored));
        },
        Auctions / 4, s => s.ToString());

    [Fact]
    public void Every_bid_that_is_taken_was_received_before_the_close_and_raises_the_price() => Scenario.Any.Hold(
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
                Assert.True(placed.Amount >= before.MinimumBid);
                Assert.True(before.ClosesAt is null || after.ClosesAt >= before.ClosesAt);
                Assert.Equal(before.BidCount + 1, after.BidCount);
            },
        }.Play(),
        Auctions / 4, s => s.ToString());

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
            Auctions / 4);
        string[] expected =
        [
            "AuctionCreated", "AuctionRevised", "AuctionScheduled", "AuctionOpened", "BidPlaced", "FairWarning", "AuctionPaused", "AuctionResumed", "BidRetracted", "AuctionSold",
            "AuctionCancelled", "AuctionReopened", "AuctionSettled", "Extended SoftClose", "Extended Auctioneer", "Extended Outage", "Unsold NoBids", "Unsold ReserveNotMet", "Unsold Passed", "Bid by grace", "Hammer undone", "Bid undone", "Late", nameof(Refusal.NothingToUndo),
            nameof(Refusal.WrongStatus), nameof(Refusal.AuctionNotOpen), nameof(Refusal.InvalidAmount), nameof(Refusal.AlreadyLeading), nameof(Refusal.BidTooLow),
            nameof(Refusal.OverLimit), nameof(Refusal.BidNotFound), nameof(Refusal.BidRetracted), nameof(Refusal.Conflict), nameof(Refusal.NotPossible), nameof(Refusal.PriceCeiling),
            .. Enum.GetNames<AuctionStatus>(),
        ];
        Assert.All(expected, what => Assert.True(seen.GetValueOrDefault(what) >= 10, $"{what}: {seen.GetValueOrDefault(what)}"));
    }

    private static string Expected(ModelAuction m) => string.Join('\n',
        $"{m.Status} at {m.Sequence}", $"price {m.Price} by {m.Leader}, minimum {m.Minimum}, {m.BidCount} bids, reserve met {m.ReserveMet}",
        $"opens {m.OpensAt:O} closes {m.ClosesAt:O} remaining {m.Remaining} extensions {m.Extensions} warnings {m.Warnings}",
        $"result {m.Result?.Winner} {m.Result?.Amount} {m.Result?.ClosedAt:O}");

    private static string Actual(Auction a) => string.Join('\n',
        $"{a.Status} at {a.Sequence}", $"price {a.Price} by {a.Leader?.Id}, minimum {a.MinimumBid}, {a.BidCount} bids, reserve met {a.ReserveMet}",
        $"opens {a.OpensAt:O} closes {a.ClosesAt:O} remaining {a.Remaining} extensions {a.Extensions} warnings {a.Warnings}",
        $"result {a.Result?.Winner.Id} {a.Result?.Amount} {a.Result?.ClosedAt:O}");
}
