using Sothebais.GrainInterfaces.Auctions;

namespace Sothebais.Tests.Unit.Auctions;

public sealed class RevisionTests
{
    [Fact]
    public void A_revision_replaces_the_settings_whole()
    {
        var room = Room.Draft();
        room.Revise(t => t with { OpeningBid = Room.Dollars("250"), Reserve = Room.Dollars("900"), ClosesAt = Room.Noon.AddHours(2), Duration = null }).Yes<AuctionRevised>();
        Assert.Equal(Room.Dollars("250"), room.Auction.MinimumBid);
        Assert.False(room.Auction.ReserveMet);
        Assert.Equal(Room.Noon.AddHours(2), room.Auction.ClosesAt);
        room.Revise(t => t with { Reserve = null }).Yes();
        Assert.Null(room.Auction.ReserveMet);
    }

    [Fact]
    public void A_revision_made_on_old_knowledge_conflicts()
    {
        var room = Room.Draft();
        room.Revise(t => t with { Title = "First" }).Yes();
        room.Revise(t => t with { Title = "Second" }, expected: 1).No(Refusal.Conflict);
        Assert.Equal("First", room.Auction.Settings.Title);
        room.Revise(t => t with { Title = "Second" }, expected: 2).Yes();
    }

    [Fact]
    public void A_scheduled_auction_keeps_an_opening_time()
    {
        var room = Room.Draft(t => t with { OpensAt = Room.Noon.AddHours(1) });
        room.Schedule().Yes();
        room.Revise(t => t with { OpensAt = null }).No(Refusal.NotPossible);
        room.Revise(t => t with { OpensAt = Room.Noon.AddHours(3) }).Yes();
        Assert.Equal(Room.Noon.AddHours(3), room.Auction.Deadline);
    }

    [Fact]
    public void A_draft_needs_no_opening_time()
    {
        var room = Room.Draft(t => t with { OpensAt = Room.Noon.AddHours(1) });
        room.Revise(t => t with { OpensAt = null }).Yes();
        Assert.Null(room.Auction.OpensAt);
    }

    [Theory, InlineData(null), InlineData(1)]
    public void A_new_title_leaves_the_scheduled_opening_where_it_is(int? settledHours)
    {
        var room = Room.Draft(t => t with { OpensAt = settledHours is { } hours ? Room.Noon.AddHours(hours) : null });
        room.Schedule(Room.Noon.AddHours(2)).Yes();
        room.Revise(t => t with { Title = "Genesis No. 1" }).Yes();
        Assert.Equal(Room.Noon.AddHours(2), room.Auction.OpensAt);
    }
}
