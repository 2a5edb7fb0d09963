using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Sothebais.Grains.Auctions.Audit;
using Sothebais.Tests.Harness;
using Sothebais.Tests.Unit.Compatibility;

namespace Sothebais.Tests.Cluster.Earlier;

/// <summary>Today's house on the Redis that an earlier one left.</summary>
public sealed class EarlierHouseTests
{
    [Theory, InlineData("2026-11-23"), InlineData("2026-11-27")]
    public async Task A_house_opens_on_what_an_earlier_one_left_and_goes_on_with_it(string day)
    {
        var estate = Estate.Of(day);
        await using var redis = await RedisServer.Start();
        await estate.MoveInto(redis);
        await using var house = await AllInOneHouse.Start(redis.Connection);
        using var client = new HouseClient(house.At);

        Assert.NotEmpty(estate.Answers);
        foreach (var before in estate.Answers)
        {
            var now = await Get(client, (int)before["port"]!, (string)before["get"]!);
            Assert.True(now.Status == 200 && JsonShape.SaysAllOf(WithoutClock(now.Body!), WithoutClock(before["says"]!)), $"{before["get"]}\nBefore: {before["says"]!.ToJsonString()}\nToday:  {now.Text}");
        }
        await ChainsHold(client, estate);
        await FeedIsWhole(client, estate.Events);

        // What was asked of the earlier house is known by its key; and the bidding goes on.
        var open = await client.View("open-1");
        var again = await Bid(client, "alice", "Alice", """{"amount":"0.5"}""", "alice-1");
        Assert.True(again is { Status: 201 } && (long)again.Body!["sequence"]! == 3, again.Text);
        Assert.Equal((long)open["sequence"]!, (long)(await client.View("open-1"))["sequence"]!);
        var bid = await Bid(client, "carol", "Carol", """{"next":true}""", "carol-1");
        Assert.True(bid is { Status: 201 } && (long)bid.Body!["sequence"]! == (long)open["sequence"]! + 1, bid.Text);
        foreach (var verb in (string[])["warn", "hammer"]) Assert.Equal(200, (await client.Drive("open-1", verb)).Status);
        Assert.Equal(200, (await client.Drive("paused-1", "resume")).Status);
        Assert.Equal(201, (await client.BidNext("paused-1", "erin")).Status);
        Assert.Equal(200, (await client.Drive("draft-1", "open")).Status);
        Assert.Equal(201, (await client.BidNext("draft-1", "erin")).Status);
        await ChainsHold(client, estate);
    }

    [Fact]
    public async Task Every_format_a_sale_a_limit_and_a_stream_of_an_earlier_house_go_on()
    {
        var estate = Estate.Of("2026-11-27");
        await using var redis = await RedisServer.Start();
        await estate.MoveInto(redis);
        await using var house = await AllInOneHouse.Start(redis.Connection);
        using var client = new HouseClient(house.At);

        // Alice's maximum answers.
        var answered = await client.Bid("maxima-1", "erin", "80");
        Assert.True(answered.Status == 201 && (string?)answered.Body!["outcome"] == "outbid", answered.Text);
        Assert.Equal("alice", (string?)(await client.View("maxima-1"))["leader"]!["bidderId"]);
        // The clock stands where it stood, and goes on.
        Assert.Equal(200, (await client.Drive("edition-1", "resume")).Status);
        Assert.Equal(201, (await client.BidNext("edition-1", "erin")).Status);
        Assert.Equal(2, (int)(await client.View("edition-1"))["quantityLeft"]!);
        // What was sealed is opened.
        Assert.Equal("3.5", (string?)(await client.Drive("first-1", "hammer")).Body!["result"]!["amount"]);
        // What carol leads with counts: 80 of 100.
        Assert.Equal(200, (await client.Drive("paused-1", "resume")).Status);
        Assert.Equal("limit-exceeded", (await client.Bid("paused-1", "carol", "21")).Code);
        Assert.Equal(201, (await client.Bid("paused-1", "carol", "20")).Status);
        Assert.Equal("bidder-blocked", (await client.Bid("paused-1", "dave", "50")).Code);
        // The lot on the block is sold, and the next one comes.
        foreach (var verb in (string[])["hammer", "next"]) Assert.Equal(200, (await Post(client, 4100, $"/sales/autumn/{verb}")).Status);
        await Wait.Until("the third lot is open", Wait.Patience, async () => (string?)(await client.View("autumn-3"))["status"] == "open");
        Assert.Equal("standing", (string?)(await Post(client, 4200, "/streams/main/take")).Body!["programme"]);
        await ChainsHold(client, estate);
    }

    private static async Task<Answer> Post(HouseClient client, int port, string path) => await client.Send(HttpMethod.Post, client.At.On(port, path), new JsonObject(), await client.Admin());

    private static async Task ChainsHold(HouseClient client, Estate estate)
    {
        foreach (var auction in estate.Auctions)
        {
            using var asked = new HttpRequestMessage(HttpMethod.Get, client.At.On(4100, $"/auctions/{auction}/audit"));
            asked.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await client.Admin());
            using var export = await client.Http.SendAsync(asked);
            if (export.StatusCode == HttpStatusCode.Conflict && auction == "first-1") continue; // sealed: nobody reads it before it closes
            var report = await ExportVerifier.Verify(await export.Content.ReadAsStreamAsync(), null);
            Assert.True(report.Fault is null && report.Auction == auction, $"{auction}: {report.Fault}");
        }
    }

    private static async Task FeedIsWhole(HouseClient client, int events)
    {
        var (count, cursor) = (0, "0");
        while (true)
        {
            var page = (await Get(client, 4300, $"/events?type=com.sothebais.auction&limit=500&after={cursor}")).Body!;
            count += page["items"]!.AsArray().Count;
            if ((string?)page["nextCursor"] is not { } next) break;
            cursor = next;
        }
        Assert.Equal(events, count);
    }

    private static async Task<Answer> Get(HouseClient client, int port, string path) => await client.Send(HttpMethod.Get, client.At.On(port, path), null, await client.Admin());

    // The name that is shown belongs to what was asked.
    private static async Task<Answer> Bid(HouseClient client, string bidder, string name, string bid, string key)
    {
        var token = await client.Send(HttpMethod.Post, client.At.On(3000, "/dev/token"), new JsonObject { ["sub"] = bidder, ["name"] = name }, null);
        return await client.Send(HttpMethod.Post, client.At.On(4100, "/auctions/open-1/bids"), JsonNode.Parse(bid), (string)token.Body!["token"]!, key);
    }

    private static JsonNode WithoutClock(JsonNode answer)
    {
        var without = answer.DeepClone();
        without.AsObject().Remove("serverTime");
        return without;
    }
}
