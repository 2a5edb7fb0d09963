using Sothebais.GrainInterfaces.Auctions;
using static Sothebais.Tests.Cluster.Grains.TestHouse;

namespace Sothebais.Tests.Cluster.Grains;

/// <summary>The house's promises, through grains.</summary>
public sealed class PromiseTests
{
    [Fact]
    public async Task Of_many_equal_bids_at_once_exactly_one_is_taken()
    {
        await using var house = await Start(silos: 2);
        var auction = await house.Open("equal");
        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(n => auction.Execute(Bid($"bidder-{n}", 50))));
        Assert.Single(answers.OfType<AuctionAnswer.BidTaken>());
        Assert.All(answers.OfType<AuctionAnswer.Refused>(), no => Assert.Equal(Refusal.BidTooLow, no.Reason));
        Assert.Single((await house.Events("equal")).OfType<BidPlaced>());
    }

    [Fact]
    public async Task Many_retries_of_one_key_are_one_bid_with_one_answer()
    {
        await using var house = await Start(silos: 2);
        var auction = await house.Open("retries");
        var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ => auction.Execute(Bid("alice", 50, key: "once", body: "50"))));
        Assert.Single(answers.Cast<AuctionAnswer.BidTaken>().Select(a => a.Receipt).Distinct());
        Assert.Single((await house.Events("retries")).OfType<BidPlaced>());
    }

    [Fact]
    public async Task A_key_is_known_after_the_auction_came_back_from_its_log()
    {
        await using var house = await Start();
        var auction = await house.Open("memory");
        var first = await auction.Execute(Bid("alice", 50, key: "once", body: "50"));
        await auction.Execute(Bid("bob", 60));
        await Deactivate(house);

        Assert.Equal(first, await auction.Execute(Bid("alice", 50, key: "once", body: "50")));
        var reused = Assert.IsType<AuctionAnswer.Refused>(await auction.Execute(Bid("alice", 70, key: "once", body: "70")));
        Assert.Equal(Refusal.KeyReused, reused.Reason);
        Assert.Equal(2, (await house.Events("memory")).OfType<BidPlaced>().Count());
    }

    [Fact]
    public async Task A_key_is_known_after_a_snapshot_took_the_place_of_thousands_of_events()
    {
        await using var house = await Start();
        var auction = await house.Open("long");
        var first = await auction.Execute(Bid("alice", 10, key: "early", body: "10"));
        for (var n = 0; n < 10; n++)
        {
            house.Clock.Advance(TimeSpan.FromSeconds(2)); // snapshots are a second apart at least
            await auction.PlaceBids([.. Enumerable.Range(0, 400).Select(i => Next(i % 2 == 0 ? "bob" : "carol"))]);
        }
        await Deactivate(house);

        var view = await auction.View();
        Assert.Equal((4_001, new Sothebais.GrainInterfaces.Money.Amount(4_010_00)), (view!.BidCount, view.Price!.Value));
        Assert.Equal(first, await auction.Execute(Bid("alice", 10, key: "early", body: "10")));
        Assert.Equal(4_001, (await auction.View())!.BidCount);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task A_bid_whose_commit_is_in_doubt_counts_once_whether_it_was_written_or_not(bool written)
    {
        await using var house = await Start();
        var auction = await house.Open("doubt");
        if (written) house.Log.LoseConfirmationOfNext();
        else house.Log.LoseNext();
        await Assert.ThrowsAsync<OutcomeUnknownException>(() => auction.Execute(Bid("alice", 50, key: "once", body: "50")));

        Assert.IsType<AuctionAnswer.BidTaken>(await Again(() => auction.Execute(Bid("alice", 50, key: "once", body: "50"))));
        var bid = Assert.Single((await house.Events("doubt")).OfType<BidPlaced>());
        Assert.Equal("alice", bid.Bidder.Id);
    }

    [Fact]
    public async Task A_refusal_that_rests_on_a_bid_that_was_never_written_is_not_given()
    {
        await using var house = await Start();
        var auction = await house.Open("rest");
        var reached = house.Log.HoldNext();
        var high = auction.Execute(Bid("alice", 50));
        await reached;
        var decided = house.Calls.Next();
        var low = auction.Execute(Bid("bob", 20, key: "bob-20")); // too low, if Alice's bid were there
        await decided;
        house.Log.FailHeld();
        await Assert.ThrowsAsync<OutcomeUnknownException>(() => high);
        await Assert.ThrowsAsync<OutcomeUnknownException>(() => low);
        Assert.IsType<AuctionAnswer.BidTaken>(await Again(() => auction.Execute(Bid("bob", 20, key: "bob-20"))));
        Assert.Equal("bob", (await auction.View())!.Leader!.Id);
    }

    [Fact]
    public async Task What_is_not_durable_is_shown_to_nobody()
    {
        await using var house = await Start();
        var auction = await house.Open("shown");
        house.Log.LoseNext();
        await Assert.ThrowsAsync<OutcomeUnknownException>(() => auction.Execute(Bid("alice", 50)));
        Assert.Null((await Again(auction.View))!.Leader);
    }

    [Fact]
    public async Task An_auction_that_cannot_come_back_yet_asks_to_try_again_and_then_is_as_it_was()
    {
        await using var house = await Start();
        var auction = await house.Open("away");
        var first = await auction.Execute(Bid("alice", 50, key: "once", body: "50"));
        await Deactivate(house);

        house.Log.RefuseNextReads(1);
        await Assert.ThrowsAsync<OutcomeUnknownException>(auction.View);
        Assert.Equal(first, await Again(() => auction.Execute(Bid("alice", 50, key: "once", body: "50"))));
    }

    [Fact]
    public async Task A_second_writer_is_fenced_and_comes_back_with_the_truth()
    {
        await using var house = await Start();
        var auction = await house.Open("fenced");
        var events = await house.Events("fenced");
        // Somebody else appends behind the activation's back, as a silo that was thought dead would.
        var stranger = new BidPlaced(new Bidder("stranger", null, null), new(99_00), new(99_00), new(100_00), 1, null, null) { Sequence = events.Length + 1, At = Noon };
        var log = (await house.Log.Read("auction:fenced", 0, 100))[^1];
        var json = Sothebais.Grains.EventLog.AuctionEventJson.Write(stranger);
        await house.Log.Commit(new("auction:fenced", "USD/2", stranger.Sequence, [json], Sothebais.GrainInterfaces.Proof.HashChain.After(log.Hash, json), null));

        await Assert.ThrowsAsync<OutcomeUnknownException>(() => auction.Execute(Bid("alice", 50, key: "alice-50")));
        var answer = Assert.IsType<AuctionAnswer.Refused>(await Again(() => auction.Execute(Bid("alice", 50, key: "alice-50"))));
        Assert.Equal(Refusal.BidTooLow, answer.Reason);
        Assert.Equal("stranger", (await auction.View())!.Leader!.Id);
    }

    [Fact]
    public async Task Bids_that_arrive_together_share_commits()
    {
        await using var house = await Start();
        var auction = await house.Open("group");
        var (before, held, bids) = (house.Log.Commits, house.Log.HoldNext(), new List<Task>());
        for (var n = 0; n < 400; n++)
        {
            var decided = house.Calls.Next();
            bids.Add(auction.Execute(Next($"bidder-{n}")));
            await decided;
            if (n == 0) await held; // the first is on its way: what arrives from now on is the next commit
        }
        house.Log.ReleaseHeld();
        await Task.WhenAll(bids);
        Assert.Equal(400, (await auction.View())!.BidCount);
        Assert.InRange(house.Log.Commits - before, 2, 100); // two, and a few for those whose terms had still to be asked for
    }

    internal static async Task Deactivate(TestHouse house)
    {
        var management = house.Grains.GetGrain<IManagementGrain>(0);
        await management.ForceActivationCollection(TimeSpan.Zero);
    }

    /// <summary>As a gateway does: again, until the auction has come back.</summary>
    internal static async Task<T> Again<T>(Func<Task<T>> call)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                return await call();
            }
            catch (OutcomeUnknownException) when (tries < 50)
            {
                await Task.Yield();
            }
        }
    }
}
