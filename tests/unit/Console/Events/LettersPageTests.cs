using System.Text.Json.Nodes;
using Bunit;
using MudBlazor;
using Sothebais.Gateways.Admin.Console.Events.Letters;

namespace Sothebais.Tests.Unit.Console.Events;

public sealed class LettersPageTests : ConsoleContext
{
    private IRenderedComponent<MudDialogProvider> _dialogs = null!;

    private IRenderedComponent<LettersPage> Open(int letters)
    {
        JsonNode Letter(int n) => new JsonObject
        {
            ["id"] = $"letter-{n}",
            ["kind"] = "intake",
            ["webhook"] = null,
            ["sender"] = "bridge",
            ["reason"] = "auction-not-found",
            ["detail"] = "<b>no</b> such auction",
            ["attempts"] = 2,
            ["firstAt"] = "2026-11-27T11:00:00Z",
            ["lastAt"] = "2026-11-27T11:30:00Z",
            ["eventId"] = $"event-{n}",
            ["type"] = "t",
            ["source"] = "/s",
            ["subject"] = null,
        };
        House.Answers("GET /dead-letters", new JsonObject { ["items"] = new JsonArray([.. Enumerable.Range(1, letters).Select(Letter)]), ["nextCursor"] = null, ["total"] = letters });
        _dialogs = Render<MudDialogProvider>();
        return Render<LettersPage>();
    }

    [Fact]
    public void Discarding_all_names_how_many_and_does_nothing_until_it_is_confirmed()
    {
        var page = Open(3);
        page.WaitForElement("tbody tr");
        page.FindAll("button").Single(b => b.TextContent == "Discard all…").Click();
        _dialogs.WaitForAssertion(() => Assert.Contains("Discard 3 dead letters?", _dialogs.Markup, StringComparison.Ordinal));
        Assert.DoesNotContain(House.Heard, h => h.Method == "DELETE");
        _dialogs.FindAll("button").Single(b => b.TextContent == "Leave it").Click();
        Assert.DoesNotContain(House.Heard, h => h.Method == "DELETE");
        page.FindAll("button").Single(b => b.TextContent == "Discard all…").Click();
        _dialogs.WaitForElements("button").Single(b => b.TextContent == "Discard 3 dead letters").Click();
        page.WaitForAssertion(() => Assert.Equal(3, House.Heard.Count(h => h.Method == "DELETE")));
    }

    [Fact]
    public void One_is_discarded_by_its_name_when_it_is_confirmed()
    {
        var page = Open(2);
        page.WaitForElement("button[aria-label='Discard event-2']").Click();
        _dialogs.WaitForAssertion(() => Assert.Contains("Discard the dead letter of event-2?", _dialogs.Markup, StringComparison.Ordinal));
        _dialogs.FindAll("button").Single(b => b.TextContent == "Discard the letter").Click();
        page.WaitForAssertion(() => Assert.Equal("/dead-letters/letter-2", Assert.Single(House.Heard, h => h.Method == "DELETE").Path));
    }

    [Fact]
    public void What_senders_wrote_is_text()
    {
        var page = Open(1);
        page.WaitForElement("tbody tr");
        Assert.Empty(page.FindAll("tbody b"));
        Assert.Contains("<b>no</b> such auction", page.Find("tbody tr").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_there_are_none_there_is_nothing_to_retry_or_discard()
    {
        var page = Open(0);
        page.WaitForAssertion(() => Assert.Contains("No dead letters.", page.Markup, StringComparison.Ordinal));
        Assert.All(page.FindAll("button").Where(b => b.TextContent.EndsWith("all…", StringComparison.Ordinal)), b => Assert.True(b.HasAttribute("disabled")));
    }
}
