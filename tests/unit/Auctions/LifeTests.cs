using Sothebais.GrainInterfaces.Auctions;
using Sothebais.Grains.Auctions;

namespace Sothebais.Tests.Unit.Auctions;

/// <summary>Which command is taken in which state.</summary>
public sealed class LifeTests
{
    private static readonly Dictionary<string, (Func<Room, Said> Do, AuctionStatus[] In)> Commands = new()
    {
        ["revise"] = (r => r.Revise(t => t with { Title = "Genesis No. 1" }), [AuctionStatus.Draft, AuctionStatus.Scheduled]),
        ["schedule"] = (r => r.Schedule(Room.Noon.AddDays(1)), [AuctionStatus.Draft]),
        ["open"] = (r => r.Open(), [AuctionStatus.Draft, AuctionStatus.Scheduled]),
        ["pause"] = (r => r.Pause(), [AuctionStatus.Open]),
        ["resume"] = (r => r.Resume(), [AuctionStatus.Paused]),
        ["extend"] = (r => r.Extend(30), [AuctionStatus.Open, AuctionStatus.Paused]),
        ["warn"] = (r => r.Warn(), [AuctionStatus.Open]),
        ["hammer"] = (r => r.Hammer(), [AuctionStatus.Open]),
        ["cancel"] = (r => r.Cancel(), [AuctionStatus.Draft, AuctionStatus.Scheduled, AuctionStatus.Open, AuctionStatus.Paused]),
        ["settle"] = (r => r.Settle(), [AuctionStatus.Sold, AuctionStatus.Unsold]),
        ["reopen"] = (r => r.Reopen(), [AuctionStatus.Sold, AuctionStatus.Unsold]),
    };

    public static TheoryData<string, AuctionStatus> EveryCommandInEveryState()
    {
        var all = new TheoryData<string, AuctionStatus>();
        foreach (var command in Commands.Keys)
            foreach (var status in Enum.GetValues<AuctionStatus>()) all.Add(command, status);
        return all;
    }

    [Theory, MemberData(nameof(EveryCommandInEveryState))]
    public void A_command_is_taken_only_in_its_states(string command, AuctionStatus status)
    {
        var room = In(status);
        var sequence = room.Auction.Sequence;
        var said = Commands[command].Do(room);
        if (Commands[command].In.Contains(status)) said.Yes();
        else
        {
            said.No(Refusal.WrongStatus);
            Assert.Equal((status, sequence), (room.Auction.Status, room.Auction.Sequence));
        }
    }

    [Theory]
    [InlineData(AuctionStatus.Draft)]
    [InlineData(AuctionStatus.Scheduled)]
    [InlineData(AuctionStatus.Paused)]
    [InlineData(AuctionStatus.Sold)]
    [InlineData(AuctionStatus.Unsold)]
    [InlineData(AuctionStatus.Settled)]
    [InlineData(AuctionStatus.Cancelled)]
    public void Bids_are_taken_only_while_open(AuctionStatus status)
    {
        In(status).Bid(Room.Bob, "1000").No(Refusal.AuctionNotOpen);
        In(status).Next(Room.Bob).No(Refusal.AuctionNotOpen);
    }

    [Fact]
    public void Nothing_can_be_done_with_what_does_not_exist()
    {
        var house = new HouseRules();
        AuctionCommand[] commands =
        [
            new PlaceBid(Room.Alice, Room.Stated("100"), null) { Origin = Room.Someone }, new OpenAuction { Origin = Room.Someone },
            new ScheduleAuction(Room.Noon) { Origin = Room.Someone }, new CancelAuction("x") { Origin = Room.Someone },
            new ReviseAuction(Room.Terms, 0) { Origin = Room.Someone }, new RetractBid(1, "x") { Origin = Room.Someone },
        ];
        Assert.All(commands, c => Assert.Equal(Refusal.AuctionNotFound, AuctionRules.Decide(null, c, Room.Noon, house).Refusal));
        Assert.Equal(Refusal.AuctionNotFound, AuctionRules.Decide(null, (PlaceBid)commands[0], Room.Noon).Refusal);
        Assert.Null(AuctionRules.Due(null, Room.Noon, house));
    }

    [Fact]
    public void A_new_auction_is_a_draft_with_the_opening_bid_as_its_minimum()
    {
        var room = Room.Draft(t => t with { Reserve = Room.Dollars("500") });
        var created = Assert.IsType<AuctionCreated>(room.Last);
        Assert.Equal((1L, Room.Noon, Room.Someone), (created.Sequence, created.At, created.Origin!));
        Assert.Equal(AuctionStatus.Draft, room.Auction.Status);
        Assert.Equal(Room.Dollars("100"), room.Auction.MinimumBid);
        Assert.False(room.Auction.ReserveMet);
        Assert.Null(Room.Draft().Auction.ReserveMet);
        Assert.Null(room.Auction.Price);
    }

    [Fact]
    public void An_id_is_given_once() => Room.Draft().Ask(new CreateAuction(Room.Terms) { Origin = Room.Someone }).No(Refusal.AuctionExists);

    [Fact]
    public void Every_event_says_who_asked_for_it_when_and_where_it_stands_in_the_log()
    {
        var room = Room.Opened().At(10);
        var bob = new Origin("bob", "=42", "f");
        room.Ask(new PauseAuction(null) { Origin = bob });
        Assert.Equal((3L, Room.Noon.AddSeconds(10), bob), (room.Last.Sequence, room.Last.At, room.Last.Origin!));
        room.Resume();
        room.Ask(new DropHammer { Origin = bob });
        Assert.Equal((5L, bob), (room.Last.Sequence, room.Last.Origin!));
    }

    [Fact]
    public void What_time_itself_brings_about_has_no_origin()
    {
        var room = Room.Opened().At(300).Wait();
        Assert.Null(Assert.IsType<AuctionUnsold>(room.Last).Origin);
    }

    [Fact]
    public void An_event_that_does_not_follow_is_a_broken_log_and_stops_the_auction()
    {
        var auction = Room.Opened().Auction;
        Assert.Throws<InvalidOperationException>(() => Auction.Apply(auction, Room.Id, new FairWarning(1) { Sequence = auction.Sequence + 2 }));
        Assert.Throws<InvalidOperationException>(() => Auction.Apply(auction, Room.Id, new FairWarning(1) { Sequence = auction.Sequence }));
        Assert.Throws<InvalidOperationException>(() => Auction.Apply(null, Room.Id, new FairWarning(1) { Sequence = 1 }));
    }

    internal static Room In(AuctionStatus status)
    {
        var room = Room.Draft(t => status == AuctionStatus.Scheduled ? t with { OpensAt = Room.Noon.AddHours(1) } : t);
        switch (status)
        {
            case AuctionStatus.Draft:
                break;
            case AuctionStatus.Scheduled:
                room.Schedule().Yes();
                break;
            case AuctionStatus.Cancelled:
                room.Cancel().Yes();
                break;
            default:
                room.Open().Yes();
                if (status is AuctionStatus.Sold or AuctionStatus.Settled) room.Bid(Room.Alice, "100").Yes();
                if (status is AuctionStatus.Sold or AuctionStatus.Settled or AuctionStatus.Unsold) room.Hammer().Yes();
                if (status == AuctionStatus.Settled) room.Settle().Yes();
                if (status == AuctionStatus.Paused) room.Pause().Yes();
                break;
        }
        Assert.Equal(status, room.Auction.Status);
        return room;
    }
}
