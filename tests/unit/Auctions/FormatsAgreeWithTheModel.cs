using CsCheck;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.Grains.Auctions;
using Sothebais.Grains.EventLog;
using Sothebais.Tests.Unit.Auctions.Model;

namespace Sothebais.Tests.Unit.Auctions;

/// <summary>Thousands of random Dutch and sealed auctions, decided by the rules and by models of them that share no code.</summary>
public sealed class FormatsAgreeWithTheModel
{
    private const int Auctions = 10_000;

    [Theory, InlineData(AuctionFormat.Dutch), InlineData(AuctionFormat.SealedFirstPrice), InlineData(AuctionFormat.SealedSecondPrice)]
    public void Every_answer_and_every_state_is_what_the_model_says_also_after_a_snapshot(AuctionFormat format) => Any(format).Hold(
        scenario =>
        {
            PlainWalk walk = null!;
            walk = new PlainWalk(scenario)
            {
                Decided = (verdict, expected) => Assert.Equal(expected, verdict.Event is null ? verdict.Refusal.ToString() : null),
                Stepped = () => Assert.Equal(walk.Model.Told(walk.Now), Told(walk.Auction, walk.Now)),
            };
            walk.Play(); // compares every decision of the restored one on the way
            if (walk.Restored is not null) Assert.Equal(StateText.Of(walk.Auction), StateText.Of(walk.Restored));
        },
        Auctions, s => s.ToString());

    [Theory, InlineData(AuctionFormat.Dutch), InlineData(AuctionFormat.SealedFirstPrice), InlineData(AuctionFormat.SealedSecondPrice)]
    public void The_log_rebuilds_the_auction_from_its_JSON(AuctionFormat format) => Any(format).Hold(
        scenario =>
        {
            Auction? replayed = null;
            var walk = new PlainWalk(scenario)
            {
                Happened = (_, happened, _) => replayed = Auction.Apply(replayed, Room.Id, AuctionEventJson.Read(AuctionEventJson.Write(happened))),
            };
            walk.Play();
            Assert.Equal(StateText.Of(walk.Auction), StateText.Of(replayed!));
        },
        Auctions / 10, s => s.ToString());

    [Fact]
    public void A_take_pays_what_the_clock_shows_never_below_the_reserve_and_never_more_than_there_are() => Any(AuctionFormat.Dutch).Hold(
        scenario => new PlainWalk(scenario)
        {
            Happened = (before, happened, after) =>
            {
                var settings = after.Settings;
                Assert.InRange(after.Takes.Quantity, 0, settings.Quantity);
                if (happened is AuctionSold { Awards: { } awards }) Assert.InRange(awards.Sum(a => a.Quantity), 1, settings.Quantity);
                if (happened is AuctionSold sold) Assert.False(sold.Amount < settings.Reserve);
                if (happened is not BidPlaced placed) return;
                Assert.Equal(AuctionStatus.Open, before!.Status);
                Assert.False(placed.At >= before.Deadline);
                Assert.False(placed.Amount < settings.Reserve || placed.Amount < settings.Dutch!.FloorPrice || placed.Amount > settings.Dutch.StartPrice);
                Assert.Equal(before.View().PriceAt(placed.At), placed.Amount);
            },
        }.Play(),
        Auctions / 5, s => s.ToString());

    [Theory, InlineData(AuctionFormat.SealedFirstPrice), InlineData(AuctionFormat.SealedSecondPrice)]
    public void The_highest_bid_wins_the_earlier_of_two_and_pays_by_the_rule(AuctionFormat format) => Any(format).Hold(
        scenario => new PlainWalk(scenario)
        {
            Happened = (before, happened, after) =>
            {
                if (happened is BidPlaced placed) Assert.True(before!.Status == AuctionStatus.Open && !(placed.At >= before.ClosesAt) && placed.Sealed == true);
                if (happened is not AuctionSold sold) return;
                var bids = after.Sealed.NewestFirst().ToArray();
                var won = Assert.Single(bids, b => b.Bidder == sold.Winner);
                Assert.All(bids, b => Assert.True(b == won || b.Amount < won.Amount || (b.Amount == won.Amount && b.Sequence > won.Sequence)));
                Assert.True(sold.Amount >= after.Settings.OpeningBid && sold.Amount <= won.Amount && !(sold.Amount < after.Settings.Reserve));
                if (format == AuctionFormat.SealedFirstPrice) Assert.Equal(won.Amount, sold.Amount);
                else Assert.All(bids, b => Assert.True(b == won || b.Amount <= sold.Amount));
                Assert.Equal(bids.Select(b => b.Bidder.Id).Distinct().Count(), bids.Length);
            },
        }.Play(),
        Auctions / 5, s => s.ToString());

    // Else the properties above would say less than they seem to.
    [Theory]
    [InlineData(AuctionFormat.Dutch, "QuantityNotLeft OverLimit Outage Awards Sold-out-reopened Withdrawn")]
    [InlineData(AuctionFormat.SealedFirstPrice, "Tie Replaced Outage ReserveNotMet")]
    [InlineData(AuctionFormat.SealedSecondPrice, "Tie Replaced Outage ReserveNotMet At-the-reserve At-the-second")]
    public void The_random_auctions_see_everything_many_times(AuctionFormat format, string also)
    {
        var seen = new Dictionary<string, int>();
        void See(string what) => seen[what] = seen.GetValueOrDefault(what) + 1;
        Any(format).Hold(
            scenario => new PlainWalk(scenario)
            {
                Decided = (verdict, _) =>
                {
                    See(verdict.Event is null ? $"{verdict.Refusal}" : "Taken");
                    if (verdict.Event is AuctionReopened && verdict.Events.Length == 2) See("Sold-out-reopened");
                },
                Happened = (before, happened, after) =>
                {
                    See(happened.GetType().Name);
                    if (happened is AuctionExtended { Reason: ExtensionReason.Outage }) See("Outage");
                    if (happened is AuctionUnsold unsold) See(format == AuctionFormat.Dutch && unsold.Reason == UnsoldReason.ReserveNotMet ? "Withdrawn" : $"{unsold.Reason}");
                    if (happened is BidPlaced { Sealed: true } bid && before!.Sealed.Of(bid.Bidder.Id) is not null) See("Replaced");
                    if (happened is not AuctionSold sold) return;
                    if (sold.Awards is { Length: > 1 }) See("Awards");
                    var (highest, second) = after.Sealed.Best();
                    if (highest is not null && highest.Amount == second?.Amount) See("Tie");
                    if (sold.Amount == after.Settings.Reserve && highest?.Amount > sold.Amount) See("At-the-reserve");
                    if (sold.Amount == second?.Amount && highest!.Amount > sold.Amount) See("At-the-second");
                },
            }.Play(),
            Auctions / 10);
        string[] expected =
        [
            "Taken", "AuctionOpened", "BidPlaced", "AuctionPaused", "AuctionResumed", "BidRetracted", "AuctionSold", "AuctionUnsold", "AuctionCancelled", "AuctionReopened", "AuctionSettled",
            "NoBids", "Passed", nameof(Refusal.NotOffered), nameof(Refusal.BidTooLow), nameof(Refusal.InvalidAmount), nameof(Refusal.AuctionNotOpen), nameof(Refusal.BidNotFound),
            nameof(Refusal.BidRetracted), nameof(Refusal.NothingToUndo), nameof(Refusal.NotPossible), nameof(Refusal.WrongStatus), .. also.Split(' '),
        ];
        Assert.All(expected, what => Assert.True(seen.GetValueOrDefault(what) >= 10, $"{what}: {seen.GetValueOrDefault(what)}"));
    }

    internal static Gen<PlainScenario> Any(AuctionFormat format) => format switch
    {
        AuctionFormat.Dutch => PlainScenario.Dutch,
        AuctionFormat.SealedFirstPrice => PlainScenario.SealedFirstPrice,
        _ => PlainScenario.SealedSecondPrice,
    };

    private static string Told(Auction auction, DateTimeOffset now)
    {
        var view = auction.View();
        var awards = view.Result?.Awards is { } a ? string.Join(", ", a.Select(w => $"{w.Bid} {w.Bidder.Id} {w.Quantity} at {w.Amount}")) : "";
        return string.Join('\n',
            $"{view.Status} at {view.Sequence}", $"price {view.PriceAt(now)} by {view.Leader?.Id}, {view.BidCount} bids, {view.QuantityLeft} left, reserve met {view.ReserveMet}",
            view.Status == AuctionStatus.Open ? $"minimum {view.MinimumBidAt(now)}" : "", $"opens {view.OpensAt:O} closes {view.ClosesAt:O} remaining {view.Remaining}",
            $"result {(view.Result is { } r ? $"{r.Winner.Id} {r.Amount} {r.ClosedAt:O} {awards}" : "")}");
    }
}
