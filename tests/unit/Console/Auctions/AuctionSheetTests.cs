using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Bunit;
using MudBlazor;
using Sothebais.Gateways.Admin.Console.Auctions;
using Sothebais.Gateways.Defaults.Auctions;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.Tests.Unit.Proof;

namespace Sothebais.Tests.Unit.Console.Auctions;

/// <summary>The page of one auction.</summary>
public sealed class AuctionSheetTests : ConsoleContext
{
    [Fact]
    public void An_edition_that_is_sold_says_who_gets_what()
    {
        var page = Sheet(Auctions.View(status: AuctionStatus.Sold) with
        {
            Quantity = 3,
            QuantityLeft = 0,
            Result = new PublicResult("ann", "Ann", 7, "2", Auctions.View().ServerTime, [new("b-1", "ann", "Ann", 7, "2", 1), new("b-2", "bob", null, null, "1.5", 2)]),
        });
        Assert.Equal(["Ann (paddle 7)", "1", "2 ETH", "bob", "2", "1.5 ETH"], page.FindAll(".awards tbody td").Select(c => c.TextContent));
    }

    [Theory]
    [InlineData(AuctionStatus.Draft, "admin", "Control room,Edit,Duplicate,Schedule,Cancel the auction"), InlineData(AuctionStatus.Open, "admin", "Control room,Duplicate,Cancel the auction"), InlineData(AuctionStatus.Sold, "admin", "Duplicate,Settle,Reopen")]
    [InlineData(AuctionStatus.Settled, "admin", "Duplicate"), InlineData(AuctionStatus.Draft, "auctioneer", "Control room,Schedule,Cancel the auction"), InlineData(AuctionStatus.Unsold, "auctioneer", "Settle,Reopen")]
    public void Each_status_and_role_is_offered_what_it_can_do(AuctionStatus status, string role, string acts)
    {
        SignIn(role);
        var page = Sheet(Auctions.View(status: status));
        Assert.Equal(acts, string.Join(',', page.FindAll(".page-head .mud-button-root:not(.mud-icon-button), [aria-label='Acts'] button").Select(b => b.TextContent.Trim())));
        Assert.Equal(role == "admin", page.FindAll("[aria-label='Proof']").Count == 1);
    }

    [Fact]
    public void An_auction_is_cancelled_by_name_and_for_a_reason()
    {
        House.Answers("POST /auctions/genesis-1/cancel", (Auctions.View(status: AuctionStatus.Cancelled) with { Sequence = 5 }).Json());
        var dialogs = Render<MudDialogProvider>();
        var page = Sheet(Auctions.View());
        Button(page, "Cancel the auction").Click();
        dialogs.WaitForAssertion(() => Assert.Contains("Cancel “Genesis #1”?", dialogs.Markup, StringComparison.Ordinal));
        Assert.True(dialogs.FindAll("button").Single(b => b.TextContent.Trim() == "Cancel the auction").HasAttribute("disabled"));
        dialogs.Find("input[name='reason']").Input("Withdrawn.");
        dialogs.FindAll("button").Single(b => b.TextContent.Trim() == "Cancel the auction").Click();
        page.WaitForAssertion(() => Assert.Equal("cancelled", page.Find(".page-head .standing").TextContent));
        Assert.Equal("""{"reason":"Withdrawn.","expected":null}""", House.Heard.Single(h => h.Path.EndsWith("/cancel", StringComparison.Ordinal)).Body);
    }

    [Fact]
    public void A_bid_is_taken_back_for_a_reason_and_named()
    {
        House.Answers("GET /auctions/genesis-1/bids", Bids());
        House.Answers("DELETE /auctions/genesis-1/bids/genesis-1-3", Auctions.View().Json());
        var dialogs = Render<MudDialogProvider>();
        var page = Sheet(Auctions.View());
        page.WaitForElement("[aria-label='Take back bid 3']").Click();
        dialogs.WaitForAssertion(() => Assert.Contains("Take back 1.25 ETH by Ann (paddle 7)?", dialogs.Markup, StringComparison.Ordinal));
        dialogs.Find("input[name='reason']").Input("A slip.");
        dialogs.FindAll("button").Single(b => b.TextContent.Trim() == "Take it back").Click();
        page.WaitForAssertion(() => Assert.Equal("""{"reason":"A slip."}""", House.Heard.Single(h => h.Method == "DELETE").Body));
    }

    [Fact]
    public void The_log_is_read_from_its_end_and_searched_by_what_it_says()
    {
        var page = Sheet(Auctions.View());
        page.WaitForAssertion(() => Assert.Equal(["Ann bid 2 ETH.", "Opened."], page.FindAll(".sentence > bdi").Select(s => s.TextContent)));
        Assert.Contains(House.Heard, h => h.Path == "/auctions/genesis-1/events?after=0&limit=4");
    }

    [Theory, InlineData(false), InlineData(true)]
    public void Verifying_says_that_the_chain_is_whole_or_where_it_breaks(bool forged)
    {
        var lines = Export.Of(Export.Sale().Log);
        var head = Export.Verify(lines).Head;
        if (forged) lines[3] = lines[3].Replace("\"sequence\":3,\"event\":{", "\"sequence\":3,\"event\":{\"added\":1,", StringComparison.Ordinal);
        House.Answers("GET /auctions/genesis-1/audit", _ => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(string.Concat(lines.Select(l => l + "\n")), Encoding.UTF8, "application/x-ndjson") });
        var page = Sheet(Auctions.View());
        Button(page, "Verify").Click();
        page.WaitForAssertion(() => Assert.Equal(forged ? "bad" : "good", page.Find(".finding").GetAttribute("data-tone")));
        Assert.Contains(forged ? "The chain breaks at event 3: Its hash does not fit its content" : $"{lines.Length - 2} events, chain whole up to {head}", page.Find(".finding").TextContent, StringComparison.Ordinal);
        Assert.Equal("/api/auctions/genesis-1/audit", page.Find("a[download]").GetAttribute("href"));
    }

    [Fact]
    public void Sealed_bids_are_not_read_before_the_close()
    {
        var page = Sheet(Auctions.View() with { Format = "sealed-first-price" });
        Assert.Empty(page.FindAll("a[download]"));
        Assert.Contains("as soon as the auction has closed", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_there_is_said()
    {
        House.Refuses("GET /auctions/none", 404, "auction-not-found", "There is no such auction.");
        var page = Render<AuctionSheet>(p => p.Add(s => s.Id, "none"));
        page.WaitForAssertion(() => Assert.Contains("There is no such auction.", page.Find("[role='alert']").TextContent, StringComparison.Ordinal));
    }

    private IRenderedComponent<AuctionSheet> Sheet(PublicView view)
    {
        House.Answers("GET /auctions/genesis-1", view.Json());
        House.Answers("GET /auctions/genesis-1/events", new JsonObject
        {
            ["items"] = new JsonArray(
            Event(1, new JsonObject { ["kind"] = "auctionOpened" }), Event(2, new JsonObject { ["kind"] = "bidPlaced", ["bidderId"] = "ann", ["name"] = "Ann", ["amount"] = "2", ["price"] = "2" })),
            ["nextCursor"] = null
        });
        var page = Render<AuctionSheet>(p => p.Add(s => s.Id, "genesis-1"));
        page.WaitForElement(".facts");
        return page;
    }

    private static JsonObject Event(int sequence, JsonObject happened) => new() { ["id"] = $"genesis-1-{sequence}", ["sequence"] = sequence, ["at"] = "2026-11-27T11:58:00Z", ["event"] = happened };

    private static JsonObject Bids() => new()
    {
        ["items"] = new JsonArray(new JsonObject { ["bidId"] = "genesis-1-3", ["sequence"] = 3, ["bidderId"] = "ann", ["name"] = "Ann", ["paddle"] = 7, ["amount"] = "1.25", ["at"] = "2026-11-27T11:59:00Z", ["status"] = "placed", ["reason"] = null }),
        ["nextCursor"] = null,
    };

    private static AngleSharp.Dom.IElement Button(IRenderedComponent<AuctionSheet> page, string name) => page.FindAll("button").Single(b => b.TextContent.Trim() == name);
}
