using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Money;
using Sothebais.Grains.EventLog;
using Sothebais.Tests.Harness;
using StackExchange.Redis;
using static Sothebais.Tests.Cluster.Grains.TestHouse;

namespace Sothebais.Tests.Cluster.Grains;

/// <summary>The record of refused bids.</summary>
public sealed class AttemptTests
{
    [Fact]
    public async Task Each_refusal_is_recorded_with_what_was_asked_when_and_which_rule_decided()
    {
        await using var house = await Start();
        var auction = await house.Open("refused", TimeSpan.FromMinutes(5));
        await auction.Execute(Bid("alice", 50));
        var low = Bid("bob", 20, key: "low", body: "20") with { ReceivedAt = Noon.AddMilliseconds(-5) };
        await auction.Execute(low);
        await auction.Execute(low); // the same request once more is the same attempt
        await auction.Execute(low with { Amount = new StatedAmount(3051, 2), Origin = By("bob", "low", "30.51") });
        await auction.Execute(Next("alice"));
        await auction.Execute(new PlaceBid(new Bidder("carol", null, null), new StatedAmount(5, 3), null) { Origin = By("carol") });
        house.Clock.Advance(TimeSpan.FromMinutes(5) + TimeSpan.FromMilliseconds(36.5));
        await auction.Execute(Next("dave"));

        var attempts = await Read(house, "refused");
        Assert.Equal(
            [("bob", "bid-too-low", "english.minimum"), ("bob", "idempotency-key-reused", "request.key"), ("alice", "already-leading", "english.already-leading"), ("carol", "invalid-amount", "request.amount"), ("dave", "auction-not-open", "life.close")],
            attempts.Select(a => ((string)a["bidderId"]!, (string)a["reason"]!, (string)a["rule"]!)));
        Assert.Equal(["20", "30.51", null, "0.005", null], attempts.Select(a => (string?)a["amount"]));
        Assert.Equal((Noon, Noon.AddMilliseconds(-5), 3L, "bob"), ((DateTimeOffset)attempts[0]["at"]!, (DateTimeOffset)attempts[0]["receivedAt"]!, (long)attempts[0]["after"]!, (string)attempts[0]["by"]!));
        Assert.Equal((true, 37L), ((bool)attempts[4]["next"]!, (long)attempts[4]["lateBy"]!));
    }

    [Fact]
    public async Task They_are_recorded_without_anybody_asking_and_only_what_was_refused_is()
    {
        await using var house = await Start();
        var auction = await house.Open("by-itself");
        await auction.Execute(Bid("alice", 50));
        await auction.Execute(Bid("bob", 20));
        var log = house.Cluster.Silos[0].ServiceProvider.GetRequiredService<IAttemptLog>();
        await Wait.Until("it is recorded", Wait.Patience, async () => (await log.Read("auction:by-itself", null, 10)).Count == 1);
    }

    [Fact]
    public async Task Too_many_at_once_are_counted_and_the_number_is_recorded()
    {
        await using var house = await Start();
        var auction = await house.Open("storm");
        await auction.Execute(Bid("alice", 50));
        await auction.PlaceBids([.. Enumerable.Range(0, 2_500).Select(n => Bid($"bidder-{n}", 20))]);
        var attempts = await Read(house, "storm");
        Assert.True(attempts.Count == 1_001, $"{attempts.Count}: {attempts[0]} {attempts[^2]} {attempts[^1]}");
        Assert.Equal(1_500, (long)attempts[^1]["notRecorded"]!);
    }

    [Fact]
    public async Task What_could_not_be_committed_was_not_refused_and_is_not_recorded()
    {
        await using var house = await Start();
        var auction = await house.Open("doubt");
        house.Log.LoseConfirmationOfNext();
        await Assert.ThrowsAsync<OutcomeUnknownException>(() => auction.PlaceBids([Bid("alice", 50), Bid("bob", 20)]));
        await PromiseTests.Again(auction.View);
        Assert.Empty(await Read(house, "doubt"));
    }

    [Fact]
    public async Task An_auction_that_is_not_there_keeps_no_record()
    {
        await using var house = await Start();
        await house.Auction("nothing").Execute(Bid("alice", 50));
        Assert.Null(await house.Grains.GetGrain<IAuctionHistoryGrain>("nothing").Attempts(null, 10));
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Only_the_newest_are_kept_and_they_are_paged_in_their_order(bool onRedis)
    {
        await using var redis = onRedis ? await RedisServer.Start() : null;
        await using var line = redis is null ? null : await ConnectionMultiplexer.ConnectAsync(redis.Connection);
        IAttemptLog log = line is null ? new MemoryAttemptLog() : new RedisAttemptLog(line);
        Assert.Empty(await log.Read("auction:a", null, 10));
        for (var batch = 0; batch < 50; batch++)
            await log.Append("auction:a", [.. Enumerable.Range(batch * 100, 100).Select(n => System.Text.Encoding.UTF8.GetBytes($"{{\"n\":{n}}}"))], keep: 1_000);
        var (read, place) = (new List<int>(), (string?)null);
        while (await log.Read("auction:a", place, 300) is { Count: > 0 } page)
        {
            read.AddRange(page.Select(a => (int)JsonNode.Parse(a.Json)!["n"]!));
            place = page[^1].Place;
        }
        Assert.InRange(read.Count, 1_000, 1_200); // Redis trims by the hundred
        Assert.Equal(Enumerable.Range(5_000 - read.Count, read.Count), read);
        Assert.Empty(await log.Read("auction:b", null, 10));
    }

    [Fact]
    public async Task Nobody_waits_for_the_record_and_a_slow_one_loses_nothing()
    {
        await using var house = await Start();
        var auction = await house.Open("slow-record");
        await auction.Execute(Bid("alice", 50));
        house.Attempts.Hold();
        for (var round = 0; round < 3; round++)
            Assert.All(await auction.PlaceBids([.. Enumerable.Range(0, 100).Select(n => Bid($"bidder-{n}", 20, key: $"{round} {n}"))]), answer => Assert.IsType<AuctionAnswer.Refused>(answer));
        await auction.Execute(Bid("bob", 60));
        Assert.Equal("bob", (await auction.View())!.Leader!.Id);
        house.Attempts.Release();
        await auction.RecordAttempts();
        Assert.Equal(300, (await Read(house, "slow-record")).Count);
    }

    private static async Task<List<JsonNode>> Read(TestHouse house, string id)
    {
        var page = await house.Grains.GetGrain<IAuctionHistoryGrain>(id).Attempts(null, 1_000);
        var more = page!.Next is null ? null : await house.Grains.GetGrain<IAuctionHistoryGrain>(id).Attempts(page.Next, 1_000);
        return [.. page.Attempts.Concat(more?.Attempts ?? []).Select(a => JsonNode.Parse(a)!)];
    }
}
