using Sothebais.GrainInterfaces.Auctions;

namespace Sothebais.Tests.Unit.Auctions;

public sealed class SoftCloseTests
{
    [Theory] // of 300 seconds; the soft close is the last 60
    [InlineData(239, 0)]
    [InlineData(240, 0)] // at the edge: within the window, but a full minute is left
    [InlineData(241, 1)]
    [InlineData(270, 30)]
    [InlineData(299, 59)]
    public void A_bid_inside_the_soft_close_moves_the_hammer(int secondsIn, int movedBySeconds)
    {
        var room = Room.WithSoftClose().At(secondsIn);
        room.Bid(Room.Alice, "100").Yes();
        Assert.Equal(Room.Noon.AddSeconds(300 + movedBySeconds), room.Auction.ClosesAt);
        Assert.Equal(movedBySeconds > 0 ? 1 : 0, room.Auction.Extensions);
    }

    [Fact]
    public void The_edge_of_the_window_is_within_it_and_an_instant_before_is_not()
    {
        var edge = TimeSpan.FromSeconds(290);
        var inside = Room.WithSoftClose(windowSeconds: 10, bySeconds: 30).At(edge);
        inside.Bid(Room.Alice, "100").Yes();
        Assert.Equal(Room.Noon.AddSeconds(320), inside.Auction.ClosesAt);

        var outside = Room.WithSoftClose(windowSeconds: 10, bySeconds: 30).At(edge - Room.Tick);
        outside.Bid(Room.Alice, "100").Yes();
        Assert.Equal(Room.Noon.AddSeconds(300), outside.Auction.ClosesAt);
    }

    [Theory] // window 60, by 20: what is left is topped up to 20 and never shortened
    [InlineData(250, 300)]
    [InlineData(280, 300)]
    [InlineData(281, 301)]
    [InlineData(299, 319)]
    public void It_tops_up_and_never_adds_on_top(int secondsIn, int closesAfter)
    {
        var room = Room.WithSoftClose(windowSeconds: 60, bySeconds: 20).At(secondsIn);
        room.Bid(Room.Alice, "100").Yes();
        Assert.Equal(Room.Noon.AddSeconds(closesAfter), room.Auction.ClosesAt);
    }

    [Fact]
    public void Two_bids_in_the_same_instant_move_the_hammer_once()
    {
        var room = Room.WithSoftClose().At(290);
        room.Bid(Room.Alice, "100").Yes();
        room.Bid(Room.Bob, "110").Yes();
        Assert.Equal(Room.Noon.AddSeconds(350), room.Auction.ClosesAt);
        Assert.Equal(1, room.Auction.Extensions);
    }

    [Fact]
    public void The_extension_follows_its_bid_at_once_in_the_log()
    {
        var room = Room.WithSoftClose().At(290);
        var said = room.Bid(Room.Alice, "100");
        var placed = said.Yes<BidPlaced>();
        var extended = Assert.IsType<AuctionExtended>(said.Following<AuctionEvent>());
        Assert.Equal(Room.Noon.AddSeconds(300), placed.ClosesAt); // as it was
        Assert.Equal((placed.Sequence + 1, placed.At, placed.Origin, ExtensionReason.SoftClose, 1),
            (extended.Sequence, extended.At, extended.Origin, extended.Reason, extended.Extensions));
        Assert.Null(extended.Outage);
    }

    [Fact]
    public void A_leader_who_raises_changes_the_price_and_so_moves_the_hammer()
    {
        var room = Room.WithSoftClose().At(10);
        room.Bid(Room.Alice, "100").Yes();
        room.At(290).Bid(Room.Alice, "110").Yes();
        Assert.Equal(Room.Noon.AddSeconds(350), room.Auction.ClosesAt);
    }

    [Fact]
    public void A_refused_bid_never_moves_the_hammer()
    {
        var room = Room.WithSoftClose().At(290);
        room.Bid(Room.Alice, "100").Yes();
        var closesAt = room.Auction.ClosesAt;
        room.At(340);
        room.Bid(Room.Bob, "100").No(Refusal.BidTooLow);
        room.Next(Room.Alice).No(Refusal.AlreadyLeading);
        room.Next(Room.Bob, limit: "1").No(Refusal.OverLimit);
        room.Bid(Room.Bob, "0.001").No(Refusal.InvalidAmount);
        Assert.Equal(closesAt, room.Auction.ClosesAt);
        Assert.Equal(1, room.Auction.Extensions);
    }

    [Fact]
    public void A_retraction_does_not_move_the_hammer()
    {
        var room = Room.WithSoftClose().At(200);
        var bid = room.Bid(Room.Alice, "100").Yes<BidPlaced>();
        room.At(290).Retract(bid.Sequence).Yes();
        Assert.Equal(Room.Noon.AddSeconds(300), room.Auction.ClosesAt);
    }

    [Fact]
    public void A_maximum_ends_the_game()
    {
        var room = Room.WithSoftClose(maximum: 2);
        room.At(290).Next(Room.Alice).Yes(); // to 350
        room.At(340).Next(Room.Bob).Yes(); // to 400
        room.At(399).Next(Room.Alice).Yes(); // stays
        Assert.Equal((Room.Noon.AddSeconds(400), 2), (room.Auction.ClosesAt!.Value, room.Auction.Extensions));
        room.At(400).Next(Room.Bob).No(Refusal.AuctionNotOpen);
    }

    [Fact]
    public void What_the_auctioneer_and_an_outage_give_does_not_count_towards_the_maximum()
    {
        var room = Room.WithSoftClose(maximum: 1);
        room.Extend(60).Yes();
        room.At(350);
        Assert.NotNull(room.MakeGood(room.Now.AddSeconds(-10), room.Now));
        Assert.Equal(0, room.Auction.Extensions);
        room.At(400).Next(Room.Alice).Yes();
        Assert.Equal((Room.Noon.AddSeconds(460), 1), (room.Auction.ClosesAt!.Value, room.Auction.Extensions));
    }

    [Fact]
    public void Sudden_death_is_sudden()
    {
        var room = Room.Opened().At(TimeSpan.FromSeconds(300) - Room.Tick);
        room.Bid(Room.Alice, "100").Yes();
        Assert.Equal(Room.Noon.AddSeconds(300), room.Auction.ClosesAt);
        Assert.Equal(AuctionStatus.Sold, room.At(300).Wait().Auction.Status);
    }

    [Fact]
    public void Where_the_auctioneer_closes_there_is_nothing_to_move()
    {
        var room = Room.Opened(t => t with { Duration = null, Extension = new SoftClose(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1), null) });
        var said = room.Bid(Room.Alice, "100");
        said.Yes();
        Assert.Equal(1, said.Verdict.Events.Length);
        Assert.Null(room.Auction.ClosesAt);
    }

    [Fact]
    public void The_first_bid_of_a_short_clock_that_it_starts_is_within_the_window_already()
    {
        var room = Room.Opened(t => t with
        {
            StartsOnFirstBid = true,
            Duration = TimeSpan.FromSeconds(30),
            Extension = new SoftClose(TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(60), null),
        });
        room.At(1_000).Bid(Room.Alice, "100").Yes();
        Assert.Equal((Room.Noon.AddSeconds(1_060), 1), (room.Auction.ClosesAt!.Value, room.Auction.Extensions));
    }
}
