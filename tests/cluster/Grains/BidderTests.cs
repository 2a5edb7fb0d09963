using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Bidders;
using Sothebais.GrainInterfaces.Money;
using Sothebais.Grains.EventLog;
using Sothebais.Tests.Harness;
using static Sothebais.Tests.Cluster.Grains.TestHouse;

namespace Sothebais.Tests.Cluster.Grains;

/// <summary>Terms, blocks and limits, in auctions that run.</summary>
public sealed class BidderTests
{
    private static readonly TimeSpan Patience = Wait.Patience;

    [Fact]
    public async Task Somebody_the_house_does_not_know_bids_where_anyone_may_and_not_where_only_approved_ones_may()
    {
        await using var house = await Start();
        Assert.IsType<AuctionAnswer.BidTaken>(await (await house.Open("open-to-all")).Execute(Bid("alice", 50)));
        var strict = await OpenFor(house, "strict", Admission.Approved);
        Assert.Equal(Refusal.BidderNotApproved, Refused(await strict.Execute(Bid("alice", 50))));
        await Register(house, "alice");
        Assert.Equal(Refusal.BidderNotApproved, Refused(await strict.Execute(Bid("alice", 50))));
        await Done(house, "alice", new ApproveBidder { Origin = By("admin") });
        Assert.IsType<AuctionAnswer.BidTaken>(await strict.Execute(Bid("alice", 50)));
    }

    [Fact]
    public async Task A_block_takes_effect_on_every_running_auction_before_it_is_answered()
    {
        await using var house = await Start(silos: 2);
        var auctions = await Task.WhenAll(Enumerable.Range(0, 20).Select(n => house.Open($"running-{n}")));
        await Task.WhenAll(auctions.Select(a => a.Execute(Bid("alice", 20))));
        await Task.WhenAll(auctions.Select(a => a.Execute(Bid("bob", 30))));
        await Task.WhenAll(auctions.Select(a => a.Execute(Bid("alice", 40))));
        await TestHouse.Done(auctions[0], new PauseAuction(null) { Origin = By("admin") });
        await TestHouse.Done(auctions[1], new DropHammer { Origin = By("admin") });
        await Register(house, "alice");
        await Done(house, "alice", new BlockBidder("Fraud.") { Origin = By("admin") });

        Assert.Equal("alice", (await auctions[1].View())!.Result!.Winner.Id); // what was won stands
        foreach (var auction in auctions.Where(a => a != auctions[1]))
        {
            var view = (await auction.View())!;
            Assert.Equal(("bob", new Amount(30_00), 1), (view.Leader!.Id, view.Price!.Value, view.BidCount));
        }
        var answers = await Task.WhenAll(auctions.Skip(2).Select(a => a.Execute(Bid("alice", 90))));
        Assert.All(answers, a => Assert.Equal(Refusal.BidderBlocked, Refused(a)));
        var log = await house.Events("running-5");
        Assert.All(log.OfType<BidRetracted>(), e => Assert.Contains("blocked", e.Reason, StringComparison.Ordinal));
        Assert.Equal(2, log.OfType<BidRetracted>().Count());

        await Done(house, "alice", new UnblockBidder { Origin = By("admin") });
        Assert.IsType<AuctionAnswer.BidTaken>(await auctions[2].Execute(Bid("alice", 90)));
    }

    [Fact]
    public async Task An_account_that_came_back_tells_a_block_to_the_auctions_that_asked_before()
    {
        await using var house = await Start();
        var auction = await house.Open("asked-before");
        Assert.IsType<AuctionAnswer.BidTaken>(await auction.Execute(Bid("alice", 20)));
        await Register(house, "alice");
        await BlockOnReturn(house, "alice");
        Assert.Null((await auction.View())!.Leader);
        Assert.Equal(Refusal.BidderBlocked, Refused(await auction.Execute(Bid("alice", 30))));
    }

    [Fact]
    public async Task A_bid_whose_auction_could_not_be_entered_as_following_is_taken_when_it_is_repeated()
    {
        await using var house = await Start();
        var auction = await house.Open("not-entered");
        house.Log.Loses = commit => commit.Entity == "bidder:alice";
        await Assert.ThrowsAsync<OutcomeUnknownException>(() => auction.Execute(Bid("alice", 20, key: "once")));
        house.Log.Loses = null;
        Assert.IsType<AuctionAnswer.BidTaken>(await PromiseTests.Again(() => auction.Execute(Bid("alice", 20, key: "once"))));
        Assert.Equal(1, (await auction.View())!.BidCount);
    }

    [Fact]
    public async Task Auctions_that_are_over_are_struck_from_those_that_follow()
    {
        await using var house = await Start();
        await Register(house, "alice");
        await Limit(house, "alice", 100_000); // an auction reports on whoever has a limit
        var over = await house.Open("over");
        await over.Execute(Bid("alice", 20));
        await over.Execute(Bid("bob", 30));
        Assert.Equal(["over"], await Followers(house, "alice"));
        await TestHouse.Done(over, new DropHammer { Origin = By("admin") });
        var n = 0;
        await Wait.Until("the auction that is over is struck out", Patience, async () =>
        {
            await (await house.Open($"next-{++n}")).Execute(Bid("alice", 20));
            return !(await Followers(house, "alice")).Contains("over");
        });
        Assert.Contains("next-1", await Followers(house, "alice"));
    }

    [Fact]
    public async Task An_auction_that_asks_again_follows_even_where_it_is_struck_out_late()
    {
        await using var house = await Start();
        var (auction, other) = (await house.Open("asks-again"), await house.Open("another"));
        await auction.Execute(Bid("alice", 20));
        await auction.Execute(Bid("bob", 30));
        await TestHouse.Done(auction, new DropHammer { Origin = By("admin") });
        await Register(house, "alice");
        await Done(house, "alice", new ApproveBidder { Origin = By("admin") }); // is told that it is over
        Commit? late = null;
        house.Log.Loses = commit => commit.Entity == "bidder:alice" && (late ??= commit) is not null;
        await Assert.ThrowsAsync<OutcomeUnknownException>(() => other.Execute(Bid("alice", 20, key: "other")));
        house.Log.Loses = null;
        await TestHouse.Done(auction, new ReopenAuction(null, null) { Origin = By("admin") });
        Assert.IsType<AuctionAnswer.BidTaken>(await PromiseTests.Again(() => auction.Execute(Bid("alice", 40, key: "again"))));
        await house.Log.Commit(late!); // it was on its way all the time
        await BlockOnReturn(house, "alice");
        Assert.Equal("bob", (await auction.View())!.Leader!.Id);
        Assert.Equal(Refusal.BidderBlocked, Refused(await auction.Execute(Bid("alice", 50))));
    }

    [Fact]
    public async Task A_bidder_whose_account_does_not_answer_holds_up_nobody_elses_bid()
    {
        await using var house = await Start();
        var auction = await house.Open("among-others");
        house.Log.Loses = commit => commit.Entity == "bidder:eve";
        var eve = Bid("eve", 20, key: "eve");
        var answers = await auction.PlaceBids([Bid("alice", 15), eve, Bid("bob", 30)]);
        Assert.Equal([typeof(AuctionAnswer.BidTaken), typeof(AuctionAnswer.Unknown), typeof(AuctionAnswer.BidTaken)], answers.Select(a => a.GetType()));
        house.Log.Loses = null;
        Assert.Equal(Refusal.BidTooLow, Refused((await PromiseTests.Again(() => auction.PlaceBids([eve])))[0]));
        Assert.Equal(2, (await auction.View())!.BidCount);
    }

    [Fact]
    public async Task A_blocked_bidder_does_not_lead_again_when_the_bids_above_theirs_go()
    {
        await using var house = await Start();
        var auction = await house.Open("closed-meanwhile");
        await auction.Execute(Bid("carol", 20));
        await auction.Execute(Bid("alice", 30));
        await auction.Execute(Bid("bob", 40));
        await TestHouse.Done(auction, new PassLot(null) { Origin = By("admin") });
        await Register(house, "alice");
        await Done(house, "alice", new BlockBidder("Fraud.") { Origin = By("admin") }); // not running: her bid is not touched
        await TestHouse.Done(auction, new ReopenAuction(null, null) { Origin = By("admin") });
        var view = await TestHouse.Done(auction, new UndoLast(null) { Origin = By("admin") });
        Assert.Equal(("carol", 1), (view.Leader!.Id, view.BidCount));
    }

    [Fact]
    public async Task In_fifty_auctions_at_one_moment_exactly_as_many_bids_are_taken_as_fit_the_limit()
    {
        await using var house = await Start(silos: 2);
        var auctions = await Task.WhenAll(Enumerable.Range(0, 50).Select(n => house.Open($"fifty-{n}")));
        await Register(house, "alice");
        await Limit(house, "alice", 70);
        var answers = await Task.WhenAll(auctions.Select(a => PromiseTests.Again(() => a.Execute(Bid("alice", 10, key: "once")))));
        Assert.Equal(7, answers.OfType<AuctionAnswer.BidTaken>().Count());
        var no = answers.OfType<AuctionAnswer.Refused>().ToArray();
        Assert.All(no, n => Assert.Equal((Refusal.LimitExceeded, new Amount(70_00), Amount.Zero), (n.Reason, n.SpendingLimit!.Value, n.Available!.Value)));
        Assert.Equal(43, no.Length);
        Assert.Equal(new Amount(70_00), await Exposure(house, "alice"));

        // Outbid in three: there is room for three more, wherever.
        var led = auctions.Where((_, i) => answers[i] is AuctionAnswer.BidTaken).Take(3).ToArray();
        await Task.WhenAll(led.Select(a => a.Execute(Bid("bob", 20))));
        var again = await Task.WhenAll(auctions.Where((_, i) => answers[i] is AuctionAnswer.Refused).Take(10).Select(a => PromiseTests.Again(() => a.Execute(Bid("alice", 10, key: "again")))));
        Assert.Equal(3, again.OfType<AuctionAnswer.BidTaken>().Count());
    }

    [Fact]
    public async Task A_repeated_bid_is_held_once_and_a_raise_counts_as_a_whole()
    {
        await using var house = await Start();
        var auction = await house.Open("raise");
        await Register(house, "alice");
        await Limit(house, "alice", 50);
        var same = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => auction.Execute(Bid("alice", 30, key: "once", body: "30"))));
        Assert.Single(same.Cast<AuctionAnswer.BidTaken>().Select(a => a.Receipt).Distinct());
        Assert.IsType<AuctionAnswer.BidTaken>(await auction.Execute(Bid("alice", 50)));
        Assert.Equal(Refusal.LimitExceeded, Refused(await auction.Execute(Bid("alice", 51))));
        Assert.Equal(Refusal.LimitExceeded, Refused(await auction.Preview(Bid("alice", 51))));
        await Wait.Until("the account counts 50", Patience, async () => await Exposure(house, "alice") == new Amount(50_00));
    }

    [Fact]
    public async Task A_limit_counts_what_the_bidder_led_with_before_they_had_one_and_a_won_lot_until_it_is_settled()
    {
        await using var house = await Start();
        var (first, second) = (await house.Open("before"), await house.Open("after"));
        await first.Execute(Bid("alice", 60));
        await Register(house, "alice");
        await Limit(house, "alice", 100);
        Assert.Equal(Refusal.LimitExceeded, Refused(await second.Execute(Bid("alice", 41))));
        await TestHouse.Done(first, new DropHammer { Origin = By("admin") });
        Assert.Equal(Refusal.LimitExceeded, Refused(await second.Execute(Bid("alice", 41))));
        await PromiseTests.Deactivate(house);
        await TestHouse.Done(first, new SettleAuction("invoice 1") { Origin = By("admin") });
        Assert.IsType<AuctionAnswer.BidTaken>(await second.Execute(Bid("alice", 100)));
    }

    [Fact]
    public async Task A_lead_that_would_come_back_beyond_the_limit_is_taken_back_too()
    {
        await using var house = await Start();
        var (first, second) = (await house.Open("regained"), await house.Open("spent"));
        await Register(house, "alice");
        await Limit(house, "alice", 100);
        await first.Execute(Bid("carol", 20));
        await first.Execute(Bid("alice", 80));
        await first.Execute(Bid("bob", 90));
        Assert.IsType<AuctionAnswer.BidTaken>(await PromiseTests.Again(() => second.Execute(Bid("alice", 50, key: "fifty"))));
        var view = await TestHouse.Done(first, new UndoLast("A slip.") { Origin = By("admin") });
        Assert.Equal(("carol", 1), (view.Leader!.Id, view.BidCount));
        Assert.Equal(new Amount(50_00), await Exposure(house, "alice"));
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Neither_a_lost_commit_nor_an_activation_that_went_holds_for_ever_or_lets_the_limit_be_exceeded(bool written)
    {
        await using var house = await Start();
        var (first, second) = (await house.Open("lost"), await house.Open("other"));
        await Register(house, "alice");
        await Limit(house, "alice", 100);
        if (written) house.Log.LoseConfirmationOfNext();
        else house.Log.LoseNext();
        await Assert.ThrowsAsync<OutcomeUnknownException>(() => first.Execute(Bid("alice", 80, key: "once", body: "80")));
        var leads = (await PromiseTests.Again(first.View))!.Leader is not null;
        Assert.Equal(written, leads);
        house.Clock.Advance(TimeSpan.FromSeconds(20)); // a ticket of a lost activation is dead
        if (written) Assert.Equal(Refusal.LimitExceeded, Refused(await PromiseTests.Again(() => second.Execute(Bid("alice", 21, key: "21")))));
        else Assert.IsType<AuctionAnswer.BidTaken>(await PromiseTests.Again(() => second.Execute(Bid("alice", 100, key: "100"))));
    }

    [Fact]
    public async Task A_handle_belongs_to_one_bidder_and_is_free_when_they_give_it_up()
    {
        await using var house = await Start();
        var handle = new Handle("twitch", "alice");
        await Register(house, "alice", handle);
        var no = Assert.IsType<BidderAnswer.Refused>(await Account(house, "bob").Execute(new RegisterBidder(new BidderProfile(null, null, [handle])) { Origin = By("admin") }));
        Assert.Equal((BidderRefusal.HandleTaken, handle), (no.Reason, no.Handle));
        var view = (await Account(house, "alice").View())!;
        await Done(house, "alice", new ChangeBidder(view.Profile with { Handles = [] }, view.Sequence) { Origin = By("admin") });
        await Register(house, "bob", handle);
        Assert.Equal("bob", await house.Grains.GetGrain<IHandleGrain>("twitch/alice").Owner());
    }

    [Fact]
    public async Task A_bidders_own_bids_and_won_lots_come_newest_first_and_page_by_page()
    {
        await using var house = await Start();
        var auctions = new List<IAuctionGrain>();
        for (var n = 0; n < 7; n++)
        {
            auctions.Add(await house.Open($"own-{n}"));
            for (var bid = 0; bid < 3; bid++)
            {
                house.Clock.Advance(TimeSpan.FromMilliseconds(1));
                await auctions[n].Execute(Bid("alice", (uint)(20 + bid)));
            }
        }
        await TestHouse.Done(auctions[3], new RetractBid(5, "A slip.") { Origin = By("admin") });
        await TestHouse.Done(auctions[4], new DropHammer { Origin = By("admin") });
        await TestHouse.Done(auctions[5], new DropHammer { Origin = By("admin") });
        await TestHouse.Done(auctions[5], new ReopenAuction(null, null) { Origin = By("admin") });
        var directory = house.Grains.GetGrain<IBidderDirectoryGrain>(0);
        var (bids, after) = (new List<OwnBid>(), (string?)null);
        do
        {
            var page = await directory.Bids("alice", after, 4);
            bids.AddRange(page.Bids);
            after = page.Next;
        }
        while (after is not null);
        var expected = Enumerable.Range(0, 7).Reverse().SelectMany(n => new[] { 5L, 4L, 3L }.Select(s => ($"own-{n}", s)));
        Assert.Equal(expected, bids.Select(b => (b.AuctionId, b.Bid.Placed.Sequence)));
        Assert.Equal([("own-3", 5L)], bids.Where(b => b.Bid.Retracted is not null).Select(b => (b.AuctionId, b.Bid.Placed.Sequence)));
        Assert.Equal(["own-4"], (await directory.Won("alice", null, 50)).Auctions.Select(a => a.Id));
        Assert.Empty((await directory.Bids("nobody", null, 50)).Bids);
    }

    /// <summary>Blocks somebody whose account has just started again from what is stored.</summary>
    private static async Task BlockOnReturn(TestHouse house, string id)
    {
        var block = new BlockBidder("Fraud.") { Origin = By("admin") };
        house.Log.Loses = commit => commit.Entity == "bidder:" + id;
        await Assert.ThrowsAsync<OutcomeUnknownException>(() => Account(house, id).Execute(block));
        house.Log.Loses = null;
        await Done(house, id, block);
    }

    private static async Task<string[]> Followers(TestHouse house, string id) => [.. (await house.Catalogue.Ids("follows:" + id, null, 100)).Select(entry => entry.Split(' ')[0])];

    private static IBidderGrain Account(TestHouse house, string id) => house.Grains.GetGrain<IBidderGrain>(id);

    private static async Task Done(TestHouse house, string id, BidderCommand command) =>
        Assert.IsType<BidderAnswer.Done>(await PromiseTests.Again(() => Account(house, id).Execute(command)));

    private static Task Register(TestHouse house, string id, params Handle[] handles) => Done(house, id, new RegisterBidder(new BidderProfile(id, null, handles)) { Origin = By("admin") });

    private static Task Limit(TestHouse house, string id, uint dollars) => Done(house, id, new SetLimits([new SpendingLimit(Usd, new Amount(dollars * 100))]) { Origin = By("admin") });

    private static async Task<Amount> Exposure(TestHouse house, string id) => (await Account(house, id).View())!.Exposure![0].Amount;

    private static Refusal Refused(AuctionAnswer answer) => Assert.IsType<AuctionAnswer.Refused>(answer).Reason;

    private static async Task<IAuctionGrain> OpenFor(TestHouse house, string id, Admission admission)
    {
        var auction = house.Auction(id);
        await TestHouse.Done(auction, new CreateAuction(Settings() with { Admission = admission }) { Origin = By("admin") });
        await TestHouse.Done(auction, new OpenAuction { Origin = By("admin") });
        return auction;
    }
}
