using Sothebais.Tests.Gateways.Observers;

namespace Sothebais.Tests.Gateways.Formats;

/// <summary>A Dutch auction over HTTP and the WebSocket. Its clock falls so slowly that it stands for the length of a test.</summary>
public sealed class DutchAuctionTests(OpenHouse house)
{
    [Fact]
    public async Task The_first_taker_has_it_at_the_price_of_the_clock()
    {
        var id = await Open();
        var low = Check.Problem(await Bid(id, "ann", """{"amount":"99.99"}"""), 409, "bid-too-low");
        Assert.Equal("100", (string?)low["minimumBid"]);
        Assert.Equal("100", (string?)Check.Problem(await Bid(id, "ann", """{"next":true,"limit":"99"}"""), 409, "over-limit")["minimumBid"]);
        foreach (var bid in new[] { """{"maximum":"200"}""", """{"buyNow":true}""" }) Check.Problem(await Bid(id, "ann", bid), 422, "not-offered");
        var dry = (await Bid(id, "ann", """{"amount":"150"}""", dryRun: true)).Json;
        Assert.Equal(("won", "100", "100"), ((string?)dry["outcome"], (string?)dry["amount"], (string?)dry["price"]));

        var key = Ids.New("take");
        var won = await Bid(id, "ann", """{"amount":"150"}""", key);
        Assert.Equal((201, "won", "100", "100", null), (won.Status, (string?)won.Json["outcome"], (string?)won.Json["amount"], (string?)won.Json["price"], won.Json["minimumBid"]));
        Assert.Equal(won.Text, (await Bid(id, "ann", """{"amount":"150"}""", key)).Text);
        Check.Problem(await Bid(id, "bea", """{"next":true}"""), 409, "auction-not-open");
        var view = Check.View(await house.Client.View(id));
        Assert.Equal(("sold", "ann", "100", "100"), ((string?)view["status"], (string?)view["leader"]!["bidderId"], (string?)view["price"], (string?)view["result"]!["amount"]));
    }

    [Fact]
    public async Task An_edition_goes_piece_by_piece_and_who_watches_hears_what_is_left()
    {
        var id = await Open(quantity: 5);
        using var line = await SocketLine.Connect(house.At, $"/ws?auction={id}");
        var snapshot = (await line.Next("snapshot"))["auction"]!;
        Assert.Equal(("100", "PT1H", 5), ((string?)snapshot["price"], (string?)snapshot["dutch"]!["every"], (int)snapshot["quantityLeft"]!));
        Check.Instant(snapshot, "fallingSince");

        Assert.Equal(201, (await Bid(id, "ann", """{"next":true,"quantity":2}""")).Status);
        var told = await line.Next("event");
        Assert.Equal(("100", 2, 3), ((string?)told["event"]!["amount"], (int)told["event"]!["quantity"]!, (int)told["view"]!["quantityLeft"]!));
        Assert.Equal("3 are left.", (string?)Check.Problem(await Bid(id, "bea", """{"next":true,"quantity":4}"""), 409, "quantity-not-left")["detail"]);
        Assert.Equal(201, (await Bid(id, "bea", """{"amount":"100"}""")).Status);
        var back = await house.Client.Ask(HttpMethod.Delete, house.At.On(4100, $"/auctions/{id}/bids/{id}-3?reason=A%20slip"), null, await house.Client.Admin());
        Assert.Equal((200, 4), (back.Status, (int)back.Json["quantityLeft"]!));
        Assert.Equal(201, (await Bid(id, "cid", """{"next":true,"quantity":4}""")).Status);

        var view = Check.View(await house.Client.View(id));
        var awards = view["result"]!["awards"]!.AsArray().Select(a => $"{a!["bidderId"]} {a["quantity"]} {a["amount"]} {a["bidId"]}");
        Assert.Equal([$"bea 1 100 {id}-4", $"cid 4 100 {id}-6"], awards);
        Assert.Equal(("sold", 0), ((string?)view["status"], (int)view["quantityLeft"]!));
        Assert.Equal(view["result"]!["awards"]!.ToJsonString(), (await house.Client.Events(id))[^1]["event"]!["awards"]!.ToJsonString());

        var reopened = (await house.Client.Post($"/auctions/{id}/undo")).Json; // takes back the take that sold it out
        Assert.Equal(("open", 4, "100"), ((string?)reopened["status"], (int)reopened["quantityLeft"]!, (string?)reopened["price"]));
        Assert.Equal(["2 retracted", "1 placed", "4 retracted"], (await house.Client.Get(4100, $"/auctions/{id}/bids")).Json["items"]!.AsArray().Select(b => $"{b!["quantity"]} {b["status"]}"));
    }

    [Fact]
    public async Task The_price_of_a_view_is_that_of_its_server_time()
    {
        var id = await Open(every: "PT0.1S", step: "0.01");
        for (var look = 0; look < 20; look++)
        {
            var view = await house.Client.View(id);
            var steps = (int)((Check.Instant(view, "serverTime") - Check.Instant(view, "fallingSince")) / TimeSpan.FromMilliseconds(100));
            Assert.Equal((100 - steps * 0.01m).ToString("0.##", System.Globalization.CultureInfo.InvariantCulture), (string?)view["price"]);
            Assert.Equal((string?)view["price"], (string?)view["minimumBid"]);
            await Task.Delay(7);
        }
    }

    [Fact]
    public async Task A_lot_that_falls_below_its_reserve_is_withdrawn_by_itself_and_the_reserve_is_not_told()
    {
        var id = await Open(every: "PT0.1S", step: "7", reserve: "76.54");
        await Wait.Until("the lot is withdrawn", Wait.Patience, async () => (string?)(await house.Client.View(id))["status"] == "unsold");
        var view = Check.View(await house.Client.View(id));
        Assert.Equal(("79", false), ((string?)view["price"], (bool)view["reserveMet"]!));
        var closed = (await house.Client.Events(id))[^1];
        Assert.Equal(("reserveNotMet", TimeSpan.FromMilliseconds(400)), ((string?)closed["event"]!["reason"], Check.Instant(closed["event"]!, "closedAt") - Check.Instant(view, "opensAt")));
        Assert.DoesNotContain("76.54", view.ToJsonString(), StringComparison.Ordinal);
    }

    private Task<string> Open(int quantity = 1, string every = "PT1H", string step = "10", string? reserve = null) => house.Client.Open(new JsonObject
    {
        ["format"] = "dutch",
        ["openingBid"] = null,
        ["increments"] = null,
        ["quantity"] = quantity,
        ["reserve"] = reserve,
        ["dutch"] = new JsonObject { ["startPrice"] = "100", ["floorPrice"] = "40", ["step"] = step, ["every"] = every },
    });

    private async Task<Reply> Bid(string id, string bidder, string bid, string? key = null, bool dryRun = false) =>
        await house.Client.PostAs(await house.Client.Token(bidder, "bidder"), $"/auctions/{id}/bids{(dryRun ? "?dryRun=true" : "")}", JsonNode.Parse(bid), key);
}
