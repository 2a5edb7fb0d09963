using Sothebais.Tests.Gateways.Intake;

namespace Sothebais.Tests.Gateways.Chat;

/// <summary>Chat messages that a program sends in as events.</summary>
public sealed class ChatEventTests(OpenHouse house)
{
    private const string Type = "com.sothebais.chat.message.v1";

    private static JsonObject Said(string id, string handle, string text, string auction) =>
        Sending.Event(id, Type, new JsonObject { ["platform"] = "twitch", ["handle"] = handle, ["text"] = text, ["auctionId"] = auction }, $"/tests/chat/{auction}");

    [Fact]
    public async Task What_people_write_bids_and_the_same_message_bids_once()
    {
        var auction = await house.Client.Open();
        var first = (await house.Client.SendEvent(Said("1", "Ada", "I'm in for 1k!", auction))).Outcome();
        Assert.Equal(("accepted", "leading", "1000"), ((string?)first["status"], (string?)first["outcome"], (string?)first["amount"]));
        var again = (await house.Client.SendEvent(Said("1", "Ada", "I'm in for 1k!", auction))).Outcome();
        Assert.Equal((string?)first["bidId"], (string?)again["bidId"]);
        var other = (await house.Client.SendEvent(Said("1", "Ada", "I'm in for 2k!", auction))).Outcome();
        Assert.Equal(("refused", "idempotency-key-reused"), ((string?)other["status"], (string?)other["code"]));
        var low = (await house.Client.SendEvent(Said("2", "Bea", "1000", auction))).Outcome();
        Assert.Equal(("refused", "bid-too-low"), ((string?)low["status"], (string?)low["code"]));
        var view = await house.Client.View(auction);
        Assert.Equal((1, "twitch:ada", "Ada"), ((int)view["bidCount"]!, (string?)view["leader"]!["bidderId"], (string?)view["leader"]!["name"]));
    }

    [Theory]
    [InlineData("1,500", "ambiguous"), InlineData("nice lamp", "no-bid"), InlineData("1000?", "question"), InlineData("3 eth", "other-currency"), InlineData("not 1000", "negated")]
    public async Task What_is_no_bid_is_told_so_and_neither_kept_nor_buried(string text, string code)
    {
        var auction = await house.Client.Open();
        var outcome = (await house.Client.SendEvent(Said("1", "Ada", text, auction))).Outcome();
        Assert.Equal(("ignored", code, null), ((string?)outcome["status"], (string?)outcome["code"], (string?)outcome["deadLetterId"]));
        Assert.Equal(0, (int)(await house.Client.View(auction))["bidCount"]!);
        Assert.Equal(404, (await house.Client.Get(4300, $"/events/1?source=/tests/chat/{auction}")).Status);
    }

    [Fact]
    public async Task In_a_batch_messages_and_requests_keep_their_order()
    {
        var auction = await house.Client.Open();
        var source = $"/tests/chat/{auction}";
        var batch = Enumerable.Range(0, 60).Select(i => i % 3 == 0 ? Sending.Bid($"{i}", auction, $"b{i}", $"{100 + i}", source) : Said($"{i}", $"h{i}", i % 3 == 1 ? $"bid {100 + i}" : "+1", auction));
        var reply = await house.Client.SendBatch(batch);
        Assert.Equal(202, reply.Status);
        var items = reply.Json["items"]!.AsArray();
        Assert.All(items, i => Assert.Equal("accepted", (string?)i!["status"]));
        Assert.Equal(Enumerable.Range(3, 60), items.Select(i => (int)i!["sequence"]!));
    }

    [Fact]
    public async Task A_message_that_is_none_goes_to_the_dead_letters()
    {
        var wrong = Sending.Event("1", Type, new JsonObject { ["platform"] = "twitch", ["text"] = "1.5" }, $"/tests/chat/{Ids.New("wrong")}");
        var outcome = (await house.Client.SendEvent(wrong)).Outcome();
        Assert.Equal(("dead-lettered", "invalid-data"), ((string?)outcome["status"], (string?)outcome["code"]));
        Assert.StartsWith("handle:", (string?)outcome["detail"], StringComparison.Ordinal);
    }
}
