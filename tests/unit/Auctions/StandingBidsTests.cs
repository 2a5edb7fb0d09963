using CsCheck;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Money;
using Sothebais.Grains.Auctions;

namespace Sothebais.Tests.Unit.Auctions;

/// <summary>Which bids an auction keeps when there are too many, and what that costs.</summary>
public sealed class StandingBidsTests
{
    private const int Bids = 900;

    private static readonly Gen<(int Bidder, int Kind, int Far)[]> Crowd = Gen.Select(Gen.Int[0, 19], Gen.Int[0, 9], Gen.Int[0, 400]).Array[Bids];
    private static readonly Gen<int[]> Taken = Gen.Int[0, 9].Array[400];

    // Against all bids that ever stood: whatever is taken back, the price is the true one, or it is said that it is not known any more.
    [Fact]
    public void What_is_kept_gives_the_price_that_all_bids_would_give() => Gen.Select(Crowd, Taken).Hold(
        sample =>
        {
            var room = Room.Opened(t => t with { Duration = null, Increments = new Increments.FixedStep(Room.Dollars("1")) });
            var all = new List<StandingBid>();
            foreach (var (bidder, kind, far) in sample.Item1)
            {
                var who = new Bidder($"bidder-{bidder}", null, null);
                var upTo = new StatedAmount(room.Auction.MinimumBid!.Value.Units + (UInt128)far * (kind == 9 ? 100u : 1u), 2);
                var said = kind < 3 ? room.Next(who) : room.Ask(new PlaceBid(who, null, null, upTo) { Origin = Room.Someone });
                if (said.Verdict.Event is BidPlaced or MaximumRaised) all.Insert(0, room.Auction.Standing.Newest!);
                if (said.Verdict.Event is MaximumRaised) // the oldest of too many raises is replaced
                    all.RemoveAll(b => b.Silent && b.Bidder == who && all.Count(o => o.Silent && o.Bidder == who && o.Sequence > b.Sequence) >= StandingBids.Raises);
            }
            Assert.True(room.Auction.Standing.Truncated);
            var taken = 0;
            foreach (var which in sample.Item2)
            {
                var bids = room.Auction.Standing.NewestFirst().ToArray();
                var bid = which < 6 ? room.Auction.Standing.Top! : bids[which % Math.Min(bids.Length, 4)];
                if (room.Retract(bid.Sequence).Verdict.Event is not BidRetracted retracted) break;
                all.RemoveAll(b => b.Sequence == bid.Sequence);
                var truth = EnglishPrice.Of(room.Auction.Settings, StandingBids.Of(all, null))!.Value;
                Assert.Equal((truth.Leader?.Id, truth.Price), (retracted.Leader?.Id, retracted.Price));
                taken++;
            }
            Assert.InRange(taken, 100, 400);
        },
        30);

    [Fact]
    public void The_one_that_goes_the_farthest_is_known_and_of_equal_ones_the_earlier()
    {
        StandingBid Bid(long sequence, uint far) => new(sequence, Room.Alice, new Amount(far), Room.Noon);
        var bids = StandingBids.None.Push(Bid(1, 5)).Push(Bid(2, 9)).Push(Bid(3, 9)).Push(Bid(4, 7));
        Assert.Equal((2, 4), (bids.Top!.Sequence, bids.Newest!.Sequence));
        Assert.Equal((3, 4), (bids.Without(2).Top!.Sequence, bids.Without(2).Newest!.Sequence));
        Assert.Same(bids, bids.Without(8));
        Assert.Null(StandingBids.None.Top);
    }
}
