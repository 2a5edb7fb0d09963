using Sothebais.Gateways.EventHandler.Chat;
using Sothebais.Gateways.EventHandler.Chat.Talk;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Money;
using Sothebais.Tests.Gateways.Sales;
using Sothebais.Tests.Gateways.Streams;
using Sothebais.Tests.Gateways.Watching;

namespace Sothebais.Tests.Gateways.Chat;

/// <summary>Where a message goes, and for whom.</summary>
public sealed class ChatDeskTests(Studio studio) : IClassFixture<Studio>
{
    private readonly ChatDesk _desk = new(studio.Grains);

    private HouseClient Client => studio.Client;

    [Fact]
    public async Task A_message_about_nothing_that_there_is_goes_nowhere()
    {
        var stream = await Client.NewStream();
        Assert.Equal(NotABid.AuctionNotFound, await Why("5", auction: Ids.New("auction")));
        Assert.Equal(NotABid.StreamNotFound, await Why("5", stream: Ids.New("stream")));
        Assert.Equal(NotABid.NoLot, await Why("5", stream: stream));
    }

    [Fact]
    public async Task A_message_is_read_in_the_auctions_currency()
    {
        var auction = await Client.Open();
        Assert.Equal(NotABid.OtherCurrency, await Why("15 eth", auction));
        Assert.Equal(NotABid.TooManyDecimals, await Why("15.1234", auction));
        Assert.Equal(NotABid.Ambiguous, await Why("1.500", auction));
        var now = DateTimeOffset.UtcNow;
        Assert.Equal(new ChatReading.Bid(auction, new Bidder("twitch:ann", "Ann", null), new StatedAmount(1550, 2), null, now), await Read("$15.50", auction, null, now));
        Assert.Equal(new ChatReading.Bid(auction, new Bidder("twitch:ann", "Ann", null), null, new StatedAmount(20, 0), now), await Read("max 20", auction, null, now));
        var next = Assert.IsType<ChatReading.Bid>(await Read("+1", auction, null, now));
        var command = next.Command(new Origin("event-source:chat", "=1", ""));
        Assert.True(command.AsksForNext);
        Assert.Equal(now, command.ReceivedAt);
    }

    [Fact]
    public async Task A_stream_about_an_auction_stays_with_it()
    {
        var auction = await Client.Open();
        var stream = await StreamAbout("auctionId", auction);
        Assert.Equal(auction, Assert.IsType<ChatReading.Bid>(await Read("15", null, stream, DateTimeOffset.UtcNow)).AuctionId);
    }

    [Fact]
    public async Task A_message_from_before_a_lot_opened_is_not_for_it()
    {
        var sale = Ids.New("sale");
        Assert.Equal(201, (await Client.Post("/sales", SaleroomTests.Request(sale))).Status);
        Assert.Equal(200, (await Client.Post($"/sales/{sale}/import", new JsonArray(new JsonObject { ["name"] = "One" }, new JsonObject { ["name"] = "Two" }))).Status);
        var stream = await StreamAbout("saleId", sale);
        Assert.Equal(NotABid.NoLot, await Why("15", stream: stream)); // shown, but not yet open
        foreach (var verb in new[] { "open", "next" }) Assert.Equal(200, (await Client.Post($"/sales/{sale}/{verb}")).Status);
        var during = DateTimeOffset.UtcNow;
        Assert.Equal($"{sale}-1", Assert.IsType<ChatReading.Bid>(await Read("15", null, stream, during)).AuctionId);
        Assert.Equal(200, (await Client.Post($"/sales/{sale}/hammer")).Status);
        Assert.Equal($"{sale}-1", Assert.IsType<ChatReading.Bid>(await Read("15", null, stream, during)).AuctionId); // there it hears that it was too late
        Assert.Equal(200, (await Client.Post($"/sales/{sale}/next")).Status);
        Assert.Equal(new ChatReading.None(NotABid.EarlierLot), await Read("15", null, stream, during));
        Assert.Equal($"{sale}-2", Assert.IsType<ChatReading.Bid>(await Read("15", null, stream, DateTimeOffset.UtcNow)).AuctionId);
    }

    [Fact]
    public async Task Who_has_a_handle_bids_by_it_in_any_case_until_they_give_it_up()
    {
        var (auction, bidder) = (await Client.Open(), Ids.New("user"));
        Assert.Equal(201, (await Client.Post("/bidders", JsonNode.Parse($$"""{"id":"{{bidder}}","name":"Zoe","handles":[{"platform":"twitch","handle":"{{bidder}}"}]}"""))).Status);
        Assert.Equal(new Bidder(bidder, "Zoe", null), await Who(bidder.ToUpperInvariant()));
        Assert.Equal(200, (await Client.Ask(HttpMethod.Patch, studio.At.On(4100, $"/bidders/{bidder}"), Asking.Json("""{"handles":[]}"""), await Client.Admin())).Status);
        Assert.Equal(new Bidder($"twitch:{bidder}", bidder, null), await Who(bidder));

        async Task<Bidder> Who(string handle) =>
            Assert.IsType<ChatReading.Bid>(await _desk.Read(new ChatMessage("twitch", handle, "15", auction, null), DateTimeOffset.UtcNow)).Bidder;
    }

    private async Task<string> StreamAbout(string field, string id)
    {
        var stream = Ids.New("stream");
        await Client.Do("POST", "/streams", new JsonObject { ["id"] = stream, ["title"] = "Evening", [field] = id });
        return stream;
    }

    private async Task<NotABid> Why(string text, string? auction = null, string? stream = null) =>
        Assert.IsType<ChatReading.None>(await Read(text, auction, stream, DateTimeOffset.UtcNow)).Why;

    private Task<ChatReading> Read(string text, string? auction, string? stream, DateTimeOffset at) => _desk.Read(new ChatMessage("twitch", "Ann", text, auction, stream), at);
}
