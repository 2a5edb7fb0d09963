using Sothebais.GrainInterfaces.Auctions;

namespace Sothebais.Tests.Unit.Auctions;

/// <summary>The bidders of an auction in the order of their highest bids.</summary>
public sealed class LeaderboardTests
{
    private static Room Opened() => Room.Opened(t => t with { OpeningBid = Room.Dollars("1"), Increments = new Increments.FixedStep(Room.Dollars("1")) });

    private static void Ranks(Room room, params (Bidder Bidder, string Amount)[] expected) => Assert.Equal(
        expected.Select(e => (e.Bidder.Id, Room.Dollars(e.Amount))), room.Auction.Leaderboard().Select(b => (b.Bidder.Id, b.Amount)));

    [Fact]
    public void Each_bidder_stands_once_with_their_highest_bid()
    {
        var room = Opened();
        Ranks(room);
        room.Bid(Room.Alice, "20").Yes();
        room.Bid(Room.Bob, "30").Yes();
        room.Bid(Room.Alice, "40").Yes();
        Ranks(room, (Room.Alice, "40"), (Room.Bob, "30"));
    }

    [Fact]
    public void A_leader_stands_with_what_the_house_bid_for_them_and_never_with_their_maximum()
    {
        var room = Opened();
        room.Maximum(Room.Alice, "500").Yes();
        room.Bid(Room.Bob, "50").Yes();
        Assert.True(room.Auction.Price > Room.Dollars("50"));
        Ranks(room, (Room.Alice, Room.Usd.Format(room.Auction.Price!.Value)), (Room.Bob, "50"));
        Assert.All(room.Auction.Leaderboard(), b => Assert.Null(b.Maximum));
        room.Maximum(Room.Alice, "900");
        Assert.Equal(2, room.Auction.Leaderboard().Length);
    }

    [Fact]
    public void Of_two_that_bid_as_much_the_leader_stands_first()
    {
        var room = Opened();
        room.Maximum(Room.Alice, "50").Yes();
        room.Bid(Room.Bob, "50").Yes();
        Assert.Equal(Room.Alice.Id, room.Auction.Leader!.Id);
        Ranks(room, (Room.Alice, "50"), (Room.Bob, "50"));
    }

    [Fact]
    public void A_bid_taken_back_leaves_the_one_before_it()
    {
        var room = Opened();
        room.Bid(Room.Alice, "20").Yes();
        room.Bid(Room.Bob, "30").Yes();
        var slip = room.Bid(Room.Alice, "400").Yes<BidPlaced>();
        room.Retract(slip.Sequence).Yes();
        Ranks(room, (Room.Bob, "30"), (Room.Alice, "20"));
    }

    [Fact]
    public void Ten_stand_at_most()
    {
        var room = Opened();
        for (var n = 0; n < 15; n++) room.Bid(new Bidder($"b{n}", null, null), $"{20 + n * 10}").Yes();
        Assert.Equal(Enumerable.Range(5, 10).Reverse().Select(n => $"b{n}"), room.Auction.Leaderboard().Select(b => b.Bidder.Id));
    }

    [Fact]
    public void Where_bids_are_hidden_or_the_clock_names_the_price_there_is_none()
    {
        var room = Room.Sealed();
        room.Bid(Room.Alice, "500").Yes();
        Assert.Empty(room.Auction.Leaderboard());
        var dutch = Room.Dutch(quantity: 3);
        dutch.Take(Room.Alice).Yes();
        Assert.Empty(dutch.Auction.Leaderboard());
    }
}
