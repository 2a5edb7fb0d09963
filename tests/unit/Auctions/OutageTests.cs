using Sothebais.GrainInterfaces.Auctions;
using Sothebais.Grains.Auctions;

namespace Sothebais.Tests.Unit.Auctions;

/// <summary>The outage clause: the room gets a full closing window back. Open from 0 to 300 seconds, closing window 60, moment 3.</summary>
public sealed class OutageTests
{
    [Theory]
    [InlineData(250, 260, 260, 320)] // within the window
    [InlineData(299, 310, 310, 370)] // across the close
    [InlineData(200, 250, 250, 310)] // into the window
    [InlineData(100, 400, 400, 460)] // all of it, and the close came meanwhile
    public void An_outage_in_the_closing_window_gives_the_room_a_full_window_from_now(int from, int to, int now, int closes)
    {
        var room = Room.Opened().At(now);
        var moved = room.MakeGood(Second(from), Second(to));
        Assert.NotNull(moved);
        Assert.Equal((Second(closes), ExtensionReason.Outage, new Outage(Second(from), Second(to)), 0), (moved.ClosesAt!.Value, moved.Reason, moved.Outage!, moved.Extensions));
        Assert.Null(moved.Origin);
        Assert.Equal(AuctionStatus.Open, room.Wait().Auction.Status);
        room.Bid(Room.Alice, "100").Yes();
    }

    [Theory]
    [InlineData(10, 100, 100)] // long before
    [InlineData(200, 240, 240)] // over when the window begins
    [InlineData(300, 400, 400)] // began at the close
    [InlineData(310, 400, 400)]
    [InlineData(250, 253, 260)] // not longer than a moment
    public void An_outage_that_took_nothing_from_the_closing_window_changes_nothing(int from, int to, int now)
    {
        var room = Room.Opened().At(now);
        Assert.Null(room.MakeGood(Second(from), Second(to)));
        Assert.Equal(Second(300), room.Auction.ClosesAt);
    }

    [Fact]
    public void A_moment_is_what_the_house_says_and_an_instant_more_is_an_outage()
    {
        var room = Room.Opened().At(260);
        room.House.OutageMoment = TimeSpan.FromSeconds(5);
        Assert.Null(room.MakeGood(Second(250), Second(255)));
        Assert.NotNull(room.MakeGood(Second(250), Second(255) + Room.Tick));
    }

    [Fact]
    public void The_window_is_that_of_the_soft_close_where_there_is_one()
    {
        var room = Room.WithSoftClose(windowSeconds: 20, bySeconds: 90);
        Assert.Null(room.At(280).MakeGood(Second(260), Second(280)));
        Assert.Equal(Second(301), room.At(281).MakeGood(Second(260), Second(281))!.ClosesAt);
    }

    [Fact]
    public void A_close_that_is_a_full_window_away_already_stays()
    {
        var room = Room.Opened().At(260);
        room.Extend(60).Yes();
        Assert.Null(room.At(300).MakeGood(Second(296), Second(300)));
        Assert.Equal(Second(360), room.Auction.ClosesAt);
    }

    [Fact]
    public void The_same_outage_is_made_good_once()
    {
        var room = Room.Opened().At(260);
        Assert.NotNull(room.MakeGood(Second(250), Second(260)));
        Assert.Null(room.At(270).MakeGood(Second(250), Second(260)));
        Assert.Null(room.At(270).MakeGood(Second(250), Second(270))); // reported again, with a later end
        Assert.Equal(Second(320), room.Auction.ClosesAt);
    }

    [Fact]
    public void A_newer_outage_is_made_good_too()
    {
        var room = Room.Opened().At(260);
        Assert.NotNull(room.MakeGood(Second(250), Second(260)));
        Assert.Equal(Second(370), room.At(310).MakeGood(Second(300), Second(310))!.ClosesAt);
    }

    [Theory]
    [InlineData(AuctionStatus.Draft)]
    [InlineData(AuctionStatus.Scheduled)]
    [InlineData(AuctionStatus.Paused)]
    [InlineData(AuctionStatus.Sold)]
    [InlineData(AuctionStatus.Unsold)]
    [InlineData(AuctionStatus.Settled)]
    [InlineData(AuctionStatus.Cancelled)]
    public void Only_an_open_auction_has_a_closing_window(AuctionStatus status) =>
        Assert.Null(AuctionRules.MakeGood(LifeTests.In(status).Auction, new Outage(Room.Noon.AddHours(-1), Room.Noon.AddHours(1)), Room.Noon.AddHours(1), new HouseRules()));

    [Fact]
    public void Where_the_auctioneer_closes_there_is_no_closing_window()
    {
        var room = Room.Opened(t => t with { Duration = null }).At(100);
        Assert.Null(room.MakeGood(Second(10), Second(100)));
    }

    [Fact]
    public void The_closing_window_of_an_auction_is_that_of_its_soft_close_or_of_the_house()
    {
        var house = new HouseRules { ClosingWindow = TimeSpan.FromSeconds(33) };
        Assert.Equal(TimeSpan.FromSeconds(33), house.WindowOf(Room.Terms));
        Assert.Equal(TimeSpan.FromSeconds(12), house.WindowOf(Room.Terms with { Extension = new SoftClose(TimeSpan.FromSeconds(12), TimeSpan.FromSeconds(90), null) }));
    }

    private static DateTimeOffset Second(int seconds) => Room.Noon.AddSeconds(seconds);
}
