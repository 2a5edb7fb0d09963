using Sothebais.GrainInterfaces.Auctions;

namespace Sothebais.Tests.Unit.Auctions;

public sealed class ExtendTests
{
    [Fact]
    public void The_auctioneer_moves_the_close_from_where_it_is()
    {
        var room = Room.Opened().At(100);
        var extended = room.Extend(30).Yes<AuctionExtended>();
        Assert.Equal((Room.Noon.AddSeconds(330), 0, ExtensionReason.Auctioneer), (extended.ClosesAt!.Value, extended.Extensions, extended.Reason));
        room.At(329).Bid(Room.Alice, "100").Yes();
        Assert.Equal(AuctionStatus.Sold, room.At(330).Wait().Auction.Status);
    }

    [Fact]
    public void While_paused_the_standing_clock_is_moved()
    {
        var room = Room.Opened().At(200);
        room.Pause().Yes();
        var extended = room.At(250).Extend(30).Yes<AuctionExtended>();
        Assert.Equal((null, TimeSpan.FromSeconds(130)), (extended.ClosesAt, extended.Remaining!.Value));
        Assert.Equal(TimeSpan.FromSeconds(130), room.Auction.Remaining);
        Assert.Equal(AuctionStatus.Paused, room.Auction.Status);
        Assert.Equal(Room.Noon.AddSeconds(430), room.At(300).Resume().Yes<AuctionResumed>().ClosesAt);
    }

    [Fact]
    public void Without_a_clock_there_is_no_close_to_move()
    {
        var room = Room.Opened(t => t with { Duration = null });
        room.Extend(30).No(Refusal.NotPossible);
        room.Pause().Yes();
        room.Extend(30).No(Refusal.NotPossible);
        Room.Opened(t => t with { StartsOnFirstBid = true }).Extend(30).No(Refusal.NotPossible);
    }
}
