using Microsoft.Extensions.Logging.Abstractions;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Channels;
using Sothebais.Grains.Auctions;
using Sothebais.Grains.Outages;
using Sothebais.Tests.Harness;
using static Sothebais.Tests.Cluster.Grains.TestHouse;

namespace Sothebais.Tests.Cluster.Grains;

/// <summary>Openings and closings by the clock, and what an outage near the close does.</summary>
public sealed class ClockTests
{
    private static readonly TimeSpan Patience = Wait.Patience;
    private static readonly TimeSpan Grace = new HouseRules().Grace;

    [Fact]
    public async Task An_auction_closes_by_itself_at_its_time()
    {
        await using var house = await Start();
        var auction = await house.Open("timed", TimeSpan.FromMinutes(5));
        await auction.Execute(Bid("alice", 50));
        house.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(AuctionStatus.Open, (await auction.View())!.Status); // the hammer waits for what is on its way
        house.Clock.Advance(Grace);
        await Wait.Until("the log holds the hammer", Patience, async () => (await house.Events("timed"))[^1] is AuctionSold);
        var sold = (AuctionSold)(await house.Events("timed"))[^1];
        Assert.Equal((Noon.AddMinutes(5), Noon.AddMinutes(5) + Grace), (sold.ClosedAt, sold.At));
        Assert.Equal("alice", sold.Winner.Id);
    }

    [Fact]
    public async Task An_auction_that_goes_on_after_a_pause_has_its_alarm_again()
    {
        await using var house = await Start();
        var auction = await house.Open("goes-on", TimeSpan.FromMinutes(5));
        var alarm = new Alarm(AlarmOf.Auction, "goes-on");
        await TestHouse.Done(auction, new PauseAuction(null) { Origin = By("admin") });
        await Wait.Until("its alarm is gone", Patience, async () => !(await house.Alarms.Overdue(DateTimeOffset.MaxValue, 9)).Contains(alarm));
        house.Clock.Advance(TimeSpan.FromMinutes(1));
        await TestHouse.Done(auction, new ResumeAuction { Origin = By("admin") });
        await Wait.Until("its alarm is set", Patience, async () => (await house.Alarms.Overdue(Noon.AddMinutes(6) + Grace, 9)).Contains(alarm));
        Assert.Empty(await house.Alarms.Overdue(Noon.AddMinutes(6) - TimeSpan.FromTicks(1), 9));
    }

    [Fact]
    public async Task A_bid_that_a_gateway_had_before_the_close_counts_and_says_how_late_it_reached_the_auction()
    {
        await using var house = await Start();
        var auction = await house.Open("grace", TimeSpan.FromMinutes(5));
        house.Clock.Advance(TimeSpan.FromMinutes(5) + TimeSpan.FromMilliseconds(37));
        var late = Assert.IsType<AuctionAnswer.Refused>(await auction.Execute(Bid("bob", 50) with { ReceivedAt = Noon.AddMinutes(5) }));
        Assert.Equal((Refusal.AuctionNotOpen, TimeSpan.FromMilliseconds(37)), (late.Reason, late.LateBy));
        var bid = Bid("alice", 50, key: "alice-50") with { ReceivedAt = Noon.AddMinutes(5).AddTicks(-1) };
        var taken = Assert.IsType<AuctionAnswer.BidTaken>(await auction.Execute(bid));
        Assert.Equal(TimeSpan.FromMilliseconds(37), taken.Receipt.Grace);
        house.Clock.Advance(Grace);
        await Wait.Until("it has closed", Patience, async () => (await house.Events("grace"))[^1] is AuctionSold);
        Assert.Equal("alice", (await auction.View())!.Result!.Winner.Id);
        // Repeated long after the hammer, and of another activation, it hears the same.
        await PromiseTests.Deactivate(house);
        Assert.Equal(taken.Receipt, Assert.IsType<AuctionAnswer.BidTaken>(await auction.Execute(bid)).Receipt);
    }

    [Fact]
    public async Task Nothing_is_taken_at_or_after_the_close_whoever_comes_first_the_bid_or_the_timer()
    {
        await using var house = await Start();
        var auction = await house.Open("stroke", TimeSpan.FromMinutes(5));
        await auction.Execute(Bid("alice", 50));
        house.Clock.Advance(TimeSpan.FromMinutes(5) + Grace);
        var late = Assert.IsType<AuctionAnswer.Refused>(await auction.Execute(Bid("bob", 60)));
        Assert.Equal(Refusal.AuctionNotOpen, late.Reason);
        Assert.Equal("alice", (await auction.View())!.Result!.Winner.Id);
    }

    [Fact]
    public async Task A_scheduled_auction_opens_by_itself_and_closes_after_its_duration()
    {
        await using var house = await Start();
        var auction = house.Auction("scheduled");
        await Done(auction, new CreateAuction(Settings(TimeSpan.FromMinutes(10)) with { OpensAt = Noon.AddHours(1) }) { Origin = By("admin") });
        await Done(auction, new ScheduleAuction(null) { Origin = By("admin") });
        house.Clock.Advance(TimeSpan.FromHours(1));
        await Wait.Until("it is open", Patience, async () => (await house.Events("scheduled"))[^1] is AuctionOpened);
        Assert.Equal(Noon.AddMinutes(70), (await auction.View())!.ClosesAt);
        house.Clock.Advance(TimeSpan.FromMinutes(10) + Grace);
        await Wait.Until("it has closed", Patience, async () => (await house.Events("scheduled"))[^1] is AuctionUnsold);
    }

    [Fact]
    public async Task An_auction_whose_timer_is_gone_is_woken_by_its_alarm_and_one_that_cannot_come_back_does_not_stand_before_it()
    {
        await using var house = await Start();
        await house.Alarms.Set(new Alarm(AlarmOf.Auction, "Not an auction's id"), Noon);
        await house.Alarms.Set(new Alarm(AlarmOf.Auction, "unknown"), Noon);
        await house.Open("left-alone", TimeSpan.FromMinutes(5), new SoftClose(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1), null));
        await Wait.Until("its alarm is set", Patience, async () => (await house.Alarms.Overdue(DateTimeOffset.MaxValue, 9)).Contains(new Alarm(AlarmOf.Auction, "left-alone")));
        await PromiseTests.Deactivate(house);
        using var alarms = new AlarmService(house.Alarms, house.Grains, house.Clock, NullLogger<AlarmService>.Instance);
        await alarms.StartAsync(CancellationToken.None);
        house.Clock.Advance(TimeSpan.FromMinutes(5) + Grace);
        await Wait.Until("the log holds the hammer", Patience, async () =>
        {
            house.Clock.Advance(TimeSpan.FromMilliseconds(100));
            return (await house.Events("left-alone"))[^1] is AuctionUnsold;
        });
        Assert.Equal(Noon.AddMinutes(5), ((AuctionUnsold)(await house.Events("left-alone"))[^1]).ClosedAt);
        await Wait.Until("nothing is due any more", Patience, async () => !(await house.Alarms.Overdue(DateTimeOffset.MaxValue, 9)).Contains(new Alarm(AlarmOf.Auction, "left-alone")));
        await alarms.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task A_late_bid_moves_the_close_and_the_timer_follows()
    {
        await using var house = await Start();
        var auction = await house.Open("soft", TimeSpan.FromMinutes(5), new SoftClose(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1), null));
        house.Clock.Advance(TimeSpan.FromSeconds(290));
        var taken = Assert.IsType<AuctionAnswer.BidTaken>(await auction.Execute(Bid("alice", 50)));
        Assert.Equal(Noon.AddSeconds(350), taken.Receipt.ClosesAt);
        house.Clock.Advance(TimeSpan.FromSeconds(10)); // the first close: nothing falls
        Assert.Equal(AuctionStatus.Open, (await auction.View())!.Status);
        house.Clock.Advance(TimeSpan.FromSeconds(50) + Grace);
        await Wait.Until("it has closed", Patience, async () => (await house.Events("soft"))[^1] is AuctionSold);
    }

    [Fact]
    public async Task An_auction_whose_moment_passed_while_nobody_ran_it_closes_as_of_its_closing_time()
    {
        await using var house = await Start();
        var auction = await house.Open("quiet", TimeSpan.FromMinutes(5));
        await auction.Execute(Bid("alice", 50));
        await PromiseTests.Deactivate(house);
        await house.Live(TimeSpan.FromMinutes(20)); // the house itself was there all the time
        var view = await auction.View();
        Assert.Equal(AuctionStatus.Sold, view!.Status);
        Assert.Equal(Noon.AddMinutes(5), view.Result!.ClosedAt);
    }

    [Fact]
    public async Task A_house_that_was_away_near_the_close_gives_the_room_a_full_window_back()
    {
        await using var house = await Start();
        var auction = await house.Open("outage", TimeSpan.FromMinutes(5), new SoftClose(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1), null));
        await auction.Execute(Bid("alice", 50));
        await house.Live(TimeSpan.FromSeconds(270));
        await PromiseTests.Deactivate(house);
        house.Clock.Advance(TimeSpan.FromMinutes(3)); // silence, over the close
        var view = await auction.View();
        Assert.Equal(AuctionStatus.Open, view!.Status);
        Assert.Equal(Noon.AddSeconds(450 + 60), view.ClosesAt);
        var moved = Assert.Single((await house.Events("outage")).OfType<AuctionExtended>());
        Assert.Equal(ExtensionReason.Outage, moved.Reason);
        Assert.Equal(new Outage(Noon.AddSeconds(270), Noon.AddSeconds(450)), moved.Outage);
        // Made good once, and not again at the next look.
        await auction.Recover();
        Assert.Equal(view.ClosesAt, (await auction.View())!.ClosesAt);
    }

    [Fact]
    public async Task A_silo_that_was_frozen_near_the_close_makes_it_good_when_it_thaws()
    {
        await using var house = await Start();
        var auction = await house.Open("frozen", TimeSpan.FromMinutes(5));
        await house.Live(TimeSpan.FromSeconds(280));
        house.Clock.Advance(TimeSpan.FromSeconds(10)); // no signs of life in the closing minute
        await auction.Recover();
        Assert.Equal(Noon.AddSeconds(290 + 60), (await auction.View())!.ClosesAt);
    }

    [Fact]
    public async Task A_close_that_falls_due_while_the_log_hangs_is_not_decided_before_the_log_goes_on_and_the_room_gets_its_time_back()
    {
        await using var house = await Start();
        var auction = await house.Open("hanging", TimeSpan.FromMinutes(5));
        await house.Live(TimeSpan.FromSeconds(299));
        var asked = house.Pulse.Hold();
        house.Clock.Advance(TimeSpan.FromSeconds(1) + Grace);
        await asked.WaitAsync(Patience); // by the auction's own timer
        var bid = auction.Execute(Bid("alice", 50));
        house.Clock.Advance(TimeSpan.FromSeconds(8));
        Assert.False(bid.IsCompleted);
        house.Pulse.Release();
        Assert.IsType<AuctionAnswer.BidTaken>(await bid); // nobody could bid in the last second: the room is open again
        var moved = Assert.Single((await house.Events("hanging")).OfType<AuctionExtended>());
        Assert.Equal((ExtensionReason.Outage, new Outage(Noon.AddSeconds(299), Noon.AddSeconds(308) + Grace)), (moved.Reason, moved.Outage));
        await house.Live(TimeSpan.FromSeconds(60) + Grace);
        await Wait.Until("the log holds the hammer", Patience, async () => (await house.Events("hanging"))[^1] is AuctionSold);
        Assert.Equal(moved.ClosesAt, ((AuctionSold)(await house.Events("hanging"))[^1]).ClosedAt);
    }

    [Fact]
    public async Task An_auction_survives_the_death_of_the_silo_that_ran_it()
    {
        await using var house = await Start(silos: 2);
        var auctions = await Task.WhenAll(Enumerable.Range(0, 10).Select(n => house.Open($"moved-{n}")));
        await Task.WhenAll(auctions.Select(a => a.Execute(Bid("alice", 50))));
        await house.Cluster.KillSiloAsync(house.Cluster.Silos[1]);
        foreach (var auction in auctions)
        {
            AuctionAnswer? answer = null;
            await Wait.Until("a bid is taken", Wait.Patience, async () => (answer = await auction.Execute(Bid("bob", 60, key: "bob-60"))) is not null);
            Assert.IsType<AuctionAnswer.BidTaken>(answer);
            Assert.Equal(2, (await auction.View())!.BidCount);
        }
    }

    [Fact]
    public async Task Watchers_are_pushed_every_event_in_order_and_told_the_newest_sequence()
    {
        await using var house = await Start(silos: 2);
        var auction = await house.Open("watched");
        var seen = new Observer();
        var reference = house.Cluster.Client.CreateObjectReference<IAuctionObserver>(seen);
        Assert.Equal(2, await house.Grains.GetGrain<IAuctionChannelGrain>("watched").Watch(reference));
        await auction.PlaceBids([.. Enumerable.Range(0, 20).Select(n => Next($"bidder-{n % 3}"))]);
        await Wait.Until("all were pushed", Patience, () => seen.Sequences.Count == 20);
        Assert.Equal(Enumerable.Range(3, 20).Select(n => (long)n), seen.Sequences.Order());
        Assert.Equal(22, await house.Grains.GetGrain<IAuctionChannelGrain>("watched").Watch(reference));
        GC.KeepAlive(seen);
    }

    private sealed class Observer : IAuctionObserver
    {
        private readonly Lock _lock = new();
        private readonly List<long> _sequences = [];

        public List<long> Sequences
        {
            get
            {
                lock (_lock) return [.. _sequences];
            }
        }

        public Task Published(EventBatch batch)
        {
            lock (_lock) _sequences.AddRange(batch.Events.Select(e => e.Sequence));
            return Task.CompletedTask;
        }
    }
}
