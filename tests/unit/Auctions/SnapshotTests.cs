using Sothebais.GrainInterfaces.Auctions;
using Sothebais.Grains.Auctions;
using Sothebais.Tests.Unit.Auctions.Model;

namespace Sothebais.Tests.Unit.Auctions;

public sealed class SnapshotTests
{
    [Fact]
    public void A_snapshot_of_another_shape_is_passed_over()
    {
        var snapshot = AuctionSnapshot.Of(Room.Opened().Auction, "abc");
        Assert.Equal((AuctionSnapshot.CurrentShape, 2L, "abc"), (snapshot.Shape, snapshot.Sequence, snapshot.Chain));
        Assert.NotNull(snapshot.Restore());
        snapshot.Shape = AuctionSnapshot.CurrentShape + 1;
        Assert.Null(snapshot.Restore());
        Assert.Null(new AuctionSnapshot().Restore());
    }

    [Fact]
    public void An_auction_of_very_many_bids_is_restored_with_the_bids_it_keeps()
    {
        var room = Room.Opened(t => t with { Increments = new Increments.FixedStep(Room.Dollars("1")) });
        for (var i = 0; i < 2_000; i++) room.Next(i % 2 == 0 ? Room.Alice : Room.Bob).Yes();
        room.Retract(room.Auction.Sequence - 10).Yes();
        var snapshot = AuctionSnapshot.Of(room.Auction, "");
        Assert.InRange(snapshot.Standing.Length, 255, 512);
        var restored = snapshot.Restore()!;
        Assert.Equal(StateText.Of(room.Auction), StateText.Of(restored));
        Assert.True(restored.Standing.Truncated);
    }
}
