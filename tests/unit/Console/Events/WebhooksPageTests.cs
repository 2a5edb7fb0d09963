using System.Text.Json.Nodes;
using Bunit;
using Sothebais.Gateways.Admin.Console.Events.Webhooks;

namespace Sothebais.Tests.Unit.Console.Events;

public sealed class WebhooksPageTests : ConsoleContext
{
    private static JsonObject Hook(string id, string? disabled = null, int attempts = 0, string? failingSince = null) => new()
    {
        ["id"] = id,
        ["url"] = $"https://{id}.test/",
        ["type"] = null,
        ["subject"] = null,
        ["source"] = null,
        ["enabled"] = disabled is null,
        ["disabledReason"] = disabled,
        ["disabledAt"] = null,
        ["createdAt"] = "2026-11-27T12:00:00Z",
        ["secrets"] = 1,
        ["overlapUntil"] = null,
        ["replays"] = new JsonArray(),
        ["live"] = new JsonObject
        {
            ["cursor"] = null,
            ["lagMs"] = 90_000,
            ["delivered"] = 12_345,
            ["deadLettered"] = 0,
            ["lastDeliveryAt"] = null,
            ["attempts"] = attempts,
            ["nextTryAt"] = null,
            ["failingSince"] = failingSince,
            ["lastError"] = failingSince is null ? null : "It answered 500.",
            ["lastErrorAt"] = failingSince,
        },
    };

    private IRenderedComponent<WebhooksPage> Open(params JsonObject[] hooks)
    {
        House.Answers("GET /webhooks", new JsonObject { ["items"] = new JsonArray([.. hooks]), ["nextCursor"] = null });
        var page = Render<WebhooksPage>();
        page.WaitForElement("tbody tr");
        return page;
    }

    [Fact]
    public void Each_says_whether_it_delivers_and_why_not_and_how_far_behind_it_is()
    {
        var rows = Open(Hook("a"), Hook("b", "by-hand"), Hook("c", "gone"), Hook("d", attempts: 3, failingSince: "2026-11-27T11:00:00Z"), Hook("e", failingSince: "2026-11-27T11:00:00Z")).FindAll("tbody tr");
        foreach (var (row, words) in rows.Zip(["enabled", "by hand", "its receiver wants no more", "tried 3 times", "the last delivery failed"])) Assert.Contains(words, row.TextContent, StringComparison.Ordinal);
        Assert.Contains("1 min", rows[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("12,345", rows[0].TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_search_asks_the_house()
    {
        var page = Open(Hook("a"));
        page.Find("input[name=q]").Input("discord & co");
        Clock.Advance(TimeSpan.FromSeconds(1)); // typing rests
        page.WaitForAssertion(() => Assert.Contains(House.Heard, h => h.Path == "/webhooks?lag=true&limit=25&q=discord%20%26%20co&cursor="));
    }
}
