using Sothebais.Tests.Gateways.Observers;

namespace Sothebais.Tests.Gateways.Auctions;

/// <summary>Taking the last act back: what the auctioneer, the feed and the viewers are told.</summary>
public sealed class UndoTests(OpenHouse house)
{
    [Fact]
    public async Task An_undone_bid_is_told_to_viewers_and_feed_and_the_price_falls_back()
    {
        var id = await house.Client.Open();
        await house.Client.Offer(id, "ann", "10");
        await house.Client.Offer(id, "bea", "12");
        using var line = await SocketLine.Connect(house.At, $"/ws?auction={id}");
        await line.Next("snapshot");
        var view = await house.Client.Post($"/auctions/{id}/undo", new JsonObject { ["reason"] = "A wrong paddle." });
        Assert.Equal((200, "10", "ann", 1), (view.Status, (string?)view.Json["price"], (string?)view.Json["leader"]!["bidderId"], (int)view.Json["bidCount"]!));

        var told = await line.Next("event");
        Assert.Equal(("bidRetracted", $"{id}-4", "A wrong paddle.", true, "10"), ((string?)told["event"]!["kind"], (string?)told["event"]!["bidId"], (string?)told["event"]!["reason"],
            (bool)told["event"]!["undo"]!, (string?)told["view"]!["price"]));
        using var feed = await FeedLine.Connect(house.At, $"subject={id}&after=0");
        var cloud = (await feed.Next(5))[^1].Data;
        Assert.Equal(("com.sothebais.auction.bid-retracted.v1", true), ((string?)cloud["type"], (bool)cloud["data"]!["undo"]!));
        Assert.Equal("retracted", (string?)(await house.Client.Get(4100, $"/auctions/{id}/bids")).Json["items"]![1]!["status"]);
    }

    [Theory, InlineData("hammer"), InlineData("pass")]
    public async Task An_undone_hammer_or_pass_is_told_and_bidding_goes_on(string act)
    {
        var id = await house.Client.Open(new JsonObject { ["duration"] = "PT10M" });
        await house.Client.Offer(id, "ann", "10");
        var closesAt = Check.Instant(await house.Client.View(id), "closesAt");
        await house.Client.Drive(id, act);
        using var line = await SocketLine.Connect(house.At, $"/ws?auction={id}");
        await line.Next("snapshot");
        var view = await house.Client.Post($"/auctions/{id}/undo");
        Assert.Equal(("open", null), ((string?)view.Json["status"], (string?)view.Json["result"]));
        Assert.InRange((Check.Instant(view.Json, "closesAt") - closesAt).TotalSeconds, 0, 20); // what was left, from now

        var told = await line.Next("event");
        Assert.Equal(("auctionReopened", true, "open"), ((string?)told["event"]!["kind"], (bool)told["event"]!["undo"]!, (string?)told["view"]!["status"]));
        Assert.True(told["view"]!.AsObject().ContainsKey("result"));
        Assert.Null(told["view"]!["result"]);
        Assert.Equal(201, (await house.Client.Offer(id, "bea", "11")).Status);
    }

    [Fact]
    public async Task Where_nothing_can_be_undone_the_reason_is_said()
    {
        var id = await house.Client.Open();
        Assert.Contains("No bid stands.", Check.Problem(await house.Client.Post($"/auctions/{id}/undo"), 409, "nothing-to-undo")["detail"]!.ToString(), StringComparison.Ordinal);
        await house.Client.Drive(id, "cancel", new JsonObject { ["reason"] = "Withdrawn" });
        Check.Problem(await house.Client.Post($"/auctions/{id}/undo"), 409, "nothing-to-undo");
        Check.Problem(await house.Client.Post($"/auctions/{await house.Client.Create()}/undo"), 409, "nothing-to-undo");
    }

    [Fact]
    public async Task What_came_since_the_auctioneer_looked_is_not_undone()
    {
        var id = await house.Client.Open();
        await house.Client.Offer(id, "ann", "10");
        await house.Client.Offer(id, "bea", "11");
        Check.Problem(await house.Client.Post($"/auctions/{id}/undo", new JsonObject { ["expected"] = 3 }), 409, "conflict");
        Assert.Equal("10", (string?)(await house.Client.Post($"/auctions/{id}/undo", new JsonObject { ["expected"] = 4 })).Json["price"]);
    }
}
