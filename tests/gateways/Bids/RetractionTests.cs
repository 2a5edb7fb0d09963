namespace Sothebais.Tests.Gateways.Bids;

/// <summary>Taking bids back.</summary>
public sealed class RetractionTests(OpenHouse house)
{
    private async Task<Reply> Retract(string id, string bid, string reason = "A slip of the hand", string? key = null) => await house.Client.Ask(
        HttpMethod.Delete, house.At.On(4100, $"/auctions/{id}/bids/{bid}"), Asking.Json(new JsonObject { ["reason"] = reason }.ToJsonString()), await house.Client.Token("helen", "auctioneer"),
        key is null ? [] : [("Idempotency-Key", key)]);

    [Fact]
    public async Task The_price_is_what_the_standing_bids_make_it()
    {
        var id = await house.Client.Open(new JsonObject { ["reserve"] = "25" });
        foreach (var (bidder, amount) in new[] { ("ann", "10"), ("bea", "20"), ("cat", "30") }) await house.Client.Offer(id, bidder, amount);
        var reply = await Retract(id, $"{id}-5");
        Assert.Equal(200, reply.Status);
        var view = Check.View(reply.Json);
        Assert.Equal(("20", "bea", "21", 2), ((string?)view["price"], (string?)view["leader"]!["bidderId"], (string?)view["minimumBid"], (int)view["bidCount"]!));
        Assert.False((bool)view["reserveMet"]!);

        Assert.Equal("20", (string?)(await Retract(id, $"{id}-3")).Json["price"]); // one below the top changes no price
        view = (await Retract(id, $"{id}-4")).Json;
        Assert.Null(view["price"]);
        Assert.Null(view["leader"]);
        Assert.Equal(("10", 0), ((string?)view["minimumBid"], (int)view["bidCount"]!));
        Assert.Equal(201, (await house.Client.Offer(id, "dot", "10")).Status);
    }

    [Fact]
    public async Task The_history_shows_each_bid_in_its_newest_state()
    {
        var id = await house.Client.Open();
        await house.Client.Offer(id, "ann", "10");
        await house.Client.Offer(id, "bea", "20");
        await Retract(id, $"{id}-4", "Bid by mistake");
        var bids = (await house.Client.Get(4100, $"/auctions/{id}/bids")).Json["items"]!.AsArray();
        Assert.Equal(["placed", "retracted"], bids.Select(b => (string?)b!["status"]));
        Assert.Equal("Bid by mistake", (string?)bids[1]!["reason"]);
        var told = (await house.Client.Events(id))[^1]["event"]!;
        Assert.Equal(("bidRetracted", $"{id}-4", "10"), ((string?)told["kind"], (string?)told["bidId"], (string?)told["price"]));
    }

    [Fact]
    public async Task A_bid_is_taken_back_once()
    {
        var (id, key) = (await house.Client.Open(), Ids.New("retract"));
        await house.Client.Offer(id, "ann", "10");
        var first = await Retract(id, $"{id}-3", key: key);
        var again = await Retract(id, $"{id}-3", key: key);
        Assert.Equal((200, Views.Lasting(first)), (again.Status, Views.Lasting(again)));
        Check.Problem(await Retract(id, $"{id}-3", "Another reason", key), 422, "idempotency-key-reused");
        Check.Problem(await Retract(id, $"{id}-3"), 409, "bid-retracted");
        Assert.Equal(4, (await house.Client.Events(id)).Count);
    }

    [Theory, InlineData("{0}-99"), InlineData("{0}-2"), InlineData("other-3"), InlineData("x"), InlineData("{0}-0"), InlineData("{0}-99999999999999999999")]
    public async Task What_is_no_bid_of_this_auction_is_not_found(string bid)
    {
        var id = await house.Client.Open();
        await house.Client.Offer(id, "ann", "10");
        Check.Problem(await Retract(id, string.Format(null, bid, id)), 404, "bid-not-found");
        Assert.Equal(3, (int)(await house.Client.View(id))["sequence"]!);
    }

    [Fact]
    public async Task After_the_hammer_no_bid_is_taken_back()
    {
        var id = await house.Client.Open();
        await house.Client.Offer(id, "ann", "10");
        await house.Client.Drive(id, "hammer");
        var reply = await Retract(id, $"{id}-3");
        Assert.Equal((409, "wrong-status"), (reply.Status, reply.Code));
    }
}
