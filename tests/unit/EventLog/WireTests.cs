using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.Grains.Auctions;
using Sothebais.Tests.Unit.Auctions;
using Sothebais.Tests.Unit.Auctions.Model;

namespace Sothebais.Tests.Unit.EventLog;

/// <summary>What goes from silo to silo, and into the snapshot store, arrives whole.</summary>
public sealed class WireTests
{
    private readonly Serializer _wire = new ServiceCollection().AddSerializer().BuildServiceProvider().GetRequiredService<Serializer>();

    [Fact]
    public void Every_event_arrives_whole() => Assert.All(Facts.Logged, e => Facts.Same(e, Over(e)));

    [Fact]
    public void A_snapshot_arrives_whole() => Scenario.Any.Hold(
        scenario =>
        {
            var walk = new Walk(scenario);
            walk.Play();
            var sent = AuctionSnapshot.Of(walk.Auction, "abc");
            var arrived = Over(sent);
            Assert.Equal((sent.Shape, sent.Sequence, sent.Chain), (arrived.Shape, arrived.Sequence, arrived.Chain));
            Assert.Equal(StateText.Of(walk.Auction), StateText.Of(arrived.Restore()!));
        },
        300, s => s.ToString());

    [Fact]
    public void Every_answer_arrives_whole()
    {
        AuctionAnswer[] answers =
        [
            new AuctionAnswer.BidTaken(new BidReceipt(3, BidOutcome.Leading, Room.Usd, new(5), new(6), null, Room.Alice, true, Room.Noon)),
            new AuctionAnswer.Refused(Refusal.BidTooLow, AuctionStatus.Open, Room.Usd, new(7), "Too low."), new AuctionAnswer.Refused(Refusal.AuctionNotFound),
        ];
        Assert.All(answers, a => Assert.Equal(a, Over(a)));
    }

    [Fact]
    public void Every_command_arrives_with_its_origin()
    {
        AuctionCommand[] commands =
        [
            new PlaceBid(Room.Alice, Room.Stated("1.50"), null) { Origin = Facts.Secret }, new PlaceBid(Room.Carol, null, Room.Stated("3")) { Origin = Facts.Secret },
            new ScheduleAuction(Room.Noon) { Origin = Facts.Secret }, new OpenAuction { Origin = Facts.Secret }, new PauseAuction("x") { Origin = Facts.Secret },
            new ResumeAuction { Origin = Facts.Secret }, new ExtendAuction(TimeSpan.FromSeconds(1)) { Origin = Facts.Secret }, new WarnRoom { Origin = Facts.Secret },
            new DropHammer { Origin = Facts.Secret }, new CancelAuction("x") { Origin = Facts.Secret }, new SettleAuction("x") { Origin = Facts.Secret },
            new ReopenAuction(TimeSpan.FromSeconds(1), "x") { Origin = Facts.Secret }, new RetractBid(3, "x") { Origin = Facts.Secret },
        ];
        Assert.All(commands, c => Assert.Equal(c, Over(c)));
    }

    private T Over<T>(T value) => _wire.Deserialize<T>(_wire.SerializeToArray(value))!;
}
