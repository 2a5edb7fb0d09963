using System.Text.Json;
using System.Text.Json.Nodes;
using Bunit;
using MudBlazor;
using Sothebais.Gateways.Admin.Console.Bidders;
using Sothebais.Gateways.Defaults.Bidders;
using Sothebais.Gateways.Defaults.Requests;

namespace Sothebais.Tests.Unit.Console.Bidders;

/// <summary>A bidder before an admin.</summary>
public sealed class BidderPageTests : ConsoleContext
{
    private static readonly PublicAccount Alice = new()
    {
        Id = "twitch:alice",
        Name = "Alice",
        RegisteredAt = new DateTimeOffset(2026, 11, 1, 12, 0, 0, TimeSpan.Zero),
        ChangedAt = new DateTimeOffset(2026, 11, 2, 12, 0, 0, TimeSpan.Zero),
        Handles = [new PublicHandle("twitch", "alice")],
        Limits = new SortedDictionary<string, string> { ["ETH"] = "20" },
        Exposure = new SortedDictionary<string, string> { ["ETH"] = "2.5" },
    };

    private static JsonNode Json(PublicAccount account) => JsonSerializer.SerializeToNode(account, StrictJson.Options)!;

    private IRenderedComponent<BidderPage> Show(PublicAccount? account = null)
    {
        House.Answers("GET /bidders/twitch%3Aalice", Json(account ?? Alice));
        var page = Render<BidderPage>(p => p.Add(b => b.Id, "twitch:alice"));
        page.WaitForAssertion(() => Assert.Equal("Alice", page.Find("h1").TextContent));
        return page;
    }

    [Fact]
    public void What_counts_against_a_limit_stands_beside_it()
    {
        var page = Show();
        Assert.Equal("ETH 20 2.5", string.Join(' ', page.FindAll("table[aria-label=Limits] tbody td").Take(3).Select(c => c.TextContent)));
    }

    [Fact]
    public void A_wallet_with_a_wrong_checksum_is_said_at_its_field_and_what_was_typed_stays()
    {
        House.Refuses("PATCH /bidders/twitch%3Aalice", 422, "invalid-request", "The request cannot be carried out as it stands.", new JsonObject { ["wallet"] = new JsonArray("The checksum is wrong.") });
        var page = Show();
        page.Find("input[name=wallet]").Change("0xABC");
        page.Find("form[aria-label=Profile]").Submit();
        page.WaitForAssertion(() => Assert.Contains("The checksum is wrong.", page.Find(".mud-input-helper-text.mud-input-error").TextContent, StringComparison.Ordinal));
        Assert.Equal("0xABC", page.Find("input[name=wallet]").GetAttribute("value"));
        page.Find("input[name=wallet]").Change("0xABD");
        Assert.Empty(page.FindAll(".mud-input-helper-text.mud-input-error"));
    }

    [Fact]
    public void A_block_is_named_says_that_it_takes_effect_at_once_and_needs_a_reason()
    {
        var dialogs = Render<MudDialogProvider>();
        House.Answers("POST /bidders/twitch%3Aalice/block", Json(Alice with { Blocked = true, BlockReason = "Did not pay.", Exposure = null }));
        var page = Show();
        page.FindAll("button").Single(b => b.TextContent == "Block").Click();
        dialogs.WaitForAssertion(() => Assert.Equal("Block “Alice”?", dialogs.Find("h2").TextContent));
        Assert.Contains("at once, in every auction that runs", dialogs.Markup, StringComparison.Ordinal);
        Assert.True(dialogs.FindAll("button").Single(b => b.TextContent == "Block the bidder").HasAttribute("disabled"));
        dialogs.Find("input[name=reason]").Input("Did not pay.");
        dialogs.FindAll("button").Single(b => b.TextContent == "Block the bidder").Click();
        page.WaitForAssertion(() => Assert.Contains("Did not pay.", page.Markup, StringComparison.Ordinal));
        Assert.Equal("""{"reason":"Did not pay."}""", House.Heard.Single(h => h.Method == "POST").Body);
        Assert.Equal("2.5", page.FindAll("table[aria-label=Limits] tbody td")[2].TextContent); // the answer to a block does not say it, and it stays
    }

    [Fact]
    public void A_limit_that_is_set_leaves_the_others_as_they_are()
    {
        House.Answers("PUT /bidders/twitch%3Aalice/limits", Json(Alice));
        var page = Show(Alice with { Limits = new SortedDictionary<string, string> { ["ETH"] = "20", ["USD"] = "5000" } });
        page.Find("input[name=ETH]").Change("30");
        page.Find("form[aria-label='Set a limit']").Submit();
        page.WaitForAssertion(() => Assert.Equal("""{"ETH":"30","USD":"5000"}""", House.Heard.Single(h => h.Method == "PUT").Body));
    }
}
