using System.Text;
using Sothebais.Tests.Gateways.Sales;
using Sothebais.Tests.Gateways.Streams;

namespace Sothebais.Tests.Gateways.Chat;

/// <summary>What people write in a chat on a real IRC server becomes bids.</summary>
public sealed class ChatTests(ChatHouse house) : IClassFixture<ChatHouse>
{
    private static readonly TimeSpan Patience = Wait.Patience;

    private HouseClient Client => house.Client;

    [Fact]
    public async Task A_channel_that_two_listen_to_bids_once_a_message()
    {
        // A piece of an edition each time: a second effect of a message would be seen.
        await Client.Open(new JsonObject
        {
            ["id"] = ChatHouse.TwiceAuction,
            ["format"] = "dutch",
            ["quantity"] = 5,
            ["openingBid"] = null,
            ["increments"] = null,
            ["dutch"] = new JsonObject { ["startPrice"] = "100", ["floorPrice"] = "40", ["step"] = "10", ["every"] = "PT1H" },
        });
        var before = await house.Count("twitch", "bid");
        await house.Irc.Write(ChatHouse.Twice, "Alice", "!bid", "b34ccfc7-1");
        await Wait.Until("both have bid", Patience, async () => await house.Count("twitch", "bid") == before + 2);
        var view = await Client.View(ChatHouse.TwiceAuction);
        Assert.Equal((4, 1), ((int)view["quantityLeft"]!, (int)view["bidCount"]!));
        var placed = Assert.Single(await Client.Events(ChatHouse.TwiceAuction), e => (string?)e["event"]!["kind"] == "bidPlaced")["event"]!;
        Assert.Equal(("twitch:alice", "Alice"), ((string?)placed["bidderId"], (string?)placed["name"]));

        await house.Irc.Write(ChatHouse.Twice, "Alice", "+1", "b34ccfc7-2"); // another message is another bid
        await Wait.Until("both have bid again", Patience, async () => await house.Count("twitch", "bid") == before + 4);
        Assert.Equal(3, (int)(await Client.View(ChatHouse.TwiceAuction))["quantityLeft"]!);
    }

    [Fact]
    public async Task A_stream_follows_its_sales_lot_over_a_websocket()
    {
        var sale = SaleroomTests.Request("chat-sale");
        Assert.Equal(201, (await Client.Post("/sales", sale)).Status);
        Assert.Equal(200, (await Client.Post("/sales/chat-sale/import", new JsonArray(new JsonObject { ["name"] = "One" }, new JsonObject { ["name"] = "Two" }))).Status);
        await Client.Do("POST", "/streams", new JsonObject { ["id"] = ChatHouse.ShowStream, ["title"] = "Evening", ["saleId"] = "chat-sale" });
        await house.Irc.Write(ChatHouse.Show, "ann", "20", "show-0");
        foreach (var (lot, id) in new[] { ("chat-sale-1", "show-1"), ("chat-sale-2", "show-2") })
        {
            if (id == "show-1") Assert.Equal(200, (await Client.Post("/sales/chat-sale/open")).Status);
            Assert.Equal(200, (await Client.Post("/sales/chat-sale/next")).Status);
            Assert.Null((await Client.View(lot))["leader"]);
            await house.Irc.Write(ChatHouse.Show, "bea", "$1,500.50 please!", id);
            await Leads(lot, "twitch:bea", "1500.5");
            Assert.Equal(200, (await Client.Post("/sales/chat-sale/hammer")).Status);
        }
    }

    [Fact]
    public async Task People_bid_in_their_own_words_and_as_who_they_are_and_the_line_comes_back()
    {
        var auction = await Client.Open(new JsonObject { ["id"] = ChatHouse.PlainAuction });
        Assert.Contains("PASS open-sesame", house.Irc.Heard);
        Assert.Contains("NICK clerk", house.Irc.Heard);
        Assert.Equal(201, (await Client.Post("/bidders", JsonNode.Parse("""{"id":"user_carol","name":"Carol","handles":[{"platform":"plain","handle":"carol_c"}]}"""))).Status);

        await house.Irc.Write(ChatHouse.Plain, "bob", "hello everyone");
        await house.Irc.Write(ChatHouse.Plain, "bob", "is it 12?");
        await house.Irc.Write(ChatHouse.Plain, "bob", "1,500");
        await house.Irc.Write(ChatHouse.Plain, "bob", "5 eth");
        await house.Irc.Write(ChatHouse.Plain, "bob", "I bid 12,50 🙋");
        await Leads(auction, "plain:bob", "12.5");
        await house.Irc.Write(ChatHouse.Plain, "Carol_C", "\u0001ACTION bids 20\u0001");
        await Leads(auction, "user_carol", "20");
        Assert.Equal("Carol", (string?)(await Client.View(auction))["leader"]!["name"]);
        await house.Irc.Write(ChatHouse.Plain, "bob", "max 30");
        await Leads(auction, "plain:bob", "21");
        await house.Irc.Write(ChatHouse.Plain, "carol_c", "+1");
        await Wait.Until("the maximum has answered", Patience, async () => (string?)(await Client.View(auction))["price"] == "23");

        // What no server should send costs nothing.
        await house.Irc.SayRaw(ChatHouse.Plain, [.. Encoding.ASCII.GetBytes(":x PRIVMSG #plain :" + new string('9', 20_000) + "\r\n"), 0xFF, 0xFE, 0, (byte)'\n', .. "\r\n\n@\n:\nPRIVMSG\n"u8]);
        await house.Irc.Say(ChatHouse.Plain, "PING :still there");
        await Wait.Until("the ping is answered", Patience, () => house.Irc.Heard.Contains("PONG :still there"));

        var connections = house.Irc.Connections;
        house.Irc.Drop(ChatHouse.Plain);
        await Wait.Until("it is back", Patience, () => house.Irc.Connections > connections && house.Irc.In(ChatHouse.Plain) == 1);
        await Wait.Until("it says so", Patience, async () => await house.Connected("plain") == 1);
        await house.Irc.Write(ChatHouse.Plain, "carol_c", "40");
        await Leads(auction, "user_carol", "40");
        await Wait.Until("all of it is counted", Patience, async () => (await house.Count("plain", "bid"), await house.Count("plain", "not-a-bid")) == (5, 4));
        Assert.Equal(0, await house.Count("plain", "refused"));
        Assert.DoesNotContain("sesame", house.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_flood_of_one_person_costs_the_others_nothing()
    {
        var auction = await Client.Open(new JsonObject { ["id"] = ChatHouse.FloodedAuction });
        for (var i = 0; i < 300; i++) await house.Irc.Write(ChatHouse.Flooded, "mallory", "1", $"flood-{i}");
        await house.Irc.Write(ChatHouse.Flooded, "dave", "50", "dave-1");
        await Leads(auction, "flooded:dave", "50");
        await Wait.Until("all of it is counted", Patience, async () => await house.Count("flooded", "refused") + await house.Count("flooded", "dropped") == 300);
        Assert.InRange(await house.Count("flooded", "refused"), 5, 100);
        Assert.Contains("bids were dropped", house.Output, StringComparison.Ordinal);
    }

    private Task Leads(string auction, string bidder, string price) => Wait.Until($"{bidder} leads {auction} at {price}", Patience, async () =>
        await Client.View(auction) is var view && (string?)view["leader"]?["bidderId"] == bidder && (string?)view["price"] == price);
}
