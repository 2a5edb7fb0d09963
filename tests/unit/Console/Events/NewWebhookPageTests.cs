using System.Text.Json.Nodes;
using Bunit;
using Sothebais.Gateways.Admin.Console.Events.Webhooks;

namespace Sothebais.Tests.Unit.Console.Events;

public sealed class NewWebhookPageTests : ConsoleContext
{
    private static readonly JsonObject Lane = new() { ["cursor"] = null, ["lagMs"] = null, ["delivered"] = 0, ["deadLettered"] = 0, ["lastDeliveryAt"] = null, ["attempts"] = 0, ["nextTryAt"] = null, ["failingSince"] = null, ["lastError"] = null, ["lastErrorAt"] = null };

    private static void Submit(IRenderedComponent<NewWebhookPage> page, string url)
    {
        page.WaitForElement("input[name=url]").Input(url);
        page.Find("form").Submit();
    }

    [Fact]
    public void The_secret_is_shown_when_it_is_made_and_the_draft_is_dropped()
    {
        House.Answers("POST /webhooks", new JsonObject
        {
            ["id"] = "hook-1",
            ["url"] = "https://a.test/",
            ["type"] = null,
            ["subject"] = null,
            ["source"] = null,
            ["enabled"] = true,
            ["disabledReason"] = null,
            ["disabledAt"] = null,
            ["createdAt"] = "2026-11-27T12:00:00Z",
            ["secrets"] = 1,
            ["overlapUntil"] = null,
            ["live"] = Lane.DeepClone(),
            ["replays"] = new JsonArray(),
            ["secret"] = "whsec_made",
        }, 201);
        var page = Render<NewWebhookPage>();
        Submit(page, "https://a.test/");
        Assert.Equal("whsec_made", page.WaitForElement("[data-secret]").TextContent);
        Assert.Equal(("https://a.test/", null, null), ((string?)House.Heard.Single().Json["url"], (string?)House.Heard.Single().Json["after"], (string?)House.Heard.Single().Json["type"]));
        Assert.Contains(JSInterop.Invocations, i => i.Identifier == "drafts.drop" && (string?)i.Arguments[0] == "webhook/new");
        Assert.Equal("/events/webhooks/hook-1", page.FindAll("a").Single(a => a.TextContent.Contains("go to the webhook", StringComparison.Ordinal)).GetAttribute("href"));
    }

    [Fact]
    public void What_the_house_says_of_a_field_stands_at_it_and_what_was_typed_stays()
    {
        House.Refuses("POST /webhooks", 422, "invalid-request", "The request is not valid.", new JsonObject { ["url"] = new JsonArray("Loopback and private addresses are not delivered to.") });
        var page = Render<NewWebhookPage>();
        Submit(page, "http://127.0.0.1/");
        page.WaitForAssertion(() => Assert.Contains("Loopback and private addresses are not delivered to.", page.Find(".mud-input-helper-text.mud-input-error").TextContent, StringComparison.Ordinal));
        Assert.Equal("http://127.0.0.1/", page.Find("input[name=url]").GetAttribute("value"));
        page.Find("input[name=url]").Input("http://example.test/");
        Assert.Empty(page.FindAll(".mud-input-helper-text.mud-input-error"));
    }

    [Fact]
    public void Without_an_address_nothing_is_asked()
    {
        var page = Render<NewWebhookPage>();
        Submit(page, " ");
        page.WaitForAssertion(() => Assert.Contains("Say where events are delivered.", page.Markup, StringComparison.Ordinal));
        Assert.Empty(House.Heard);
    }

    [Fact]
    public void A_draft_is_found_again_and_can_be_discarded_and_holds_no_secret()
    {
        JSInterop.Setup<string?>("drafts.find", "webhook/new").SetResult("""{"Url":"https://draft.test/","Type":"com.sothebais"}""");
        var page = Render<NewWebhookPage>();
        Assert.Equal("https://draft.test/", page.WaitForElement("input[name=url]").GetAttribute("value"));
        page.Find("input[name=secret]").Input("whsec_mine");
        page.Find("input[name=url]").Input("https://typed.test/");
        Clock.Advance(TimeSpan.FromSeconds(1));
        page.WaitForAssertion(() => Assert.Contains("typed.test", (string)JSInterop.Invocations["drafts.keep"].Last().Arguments[1]!, StringComparison.Ordinal));
        Assert.DoesNotContain("whsec", (string)JSInterop.Invocations["drafts.keep"].Last().Arguments[1]!, StringComparison.Ordinal);
        page.FindAll("button").Single(b => b.TextContent == "Discard it").Click();
        Assert.Equal("", page.Find("input[name=url]").GetAttribute("value") ?? "");
    }
}
