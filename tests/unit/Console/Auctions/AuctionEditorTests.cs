using System.Text.Json;
using System.Text.Json.Nodes;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Sothebais.Gateways.Admin.Console.Auctions;
using Sothebais.GrainInterfaces.Auctions;

namespace Sothebais.Tests.Unit.Console.Auctions;

/// <summary>The form that makes auctions and changes them.</summary>
public sealed class AuctionEditorTests : ConsoleContext
{
    [Fact]
    public void Each_format_shows_the_fields_that_it_has()
    {
        var form = New();
        Assert.True(Has(form, "openingBid", "buyNow", "increments.basisPoints", "extension.window"));
        Choose(form, "format", "dutch");
        Assert.True(Has(form, "dutch.startPrice", "dutch.floorPrice", "dutch.step", "dutch.every", "quantity"));
        Assert.False(Has(form, "openingBid") || Has(form, "buyNow") || Has(form, "increments.basisPoints") || Has(form, "extension.window"));
        Choose(form, "format", "sealed-second-price");
        Assert.True(Has(form, "openingBid", "reserve"));
        Assert.False(Has(form, "buyNow") || Has(form, "dutch.step") || Has(form, "extension.window"));
    }

    [Fact]
    public void What_the_house_finds_wrong_stands_at_its_field_and_what_was_typed_stays()
    {
        House.Refuses("POST /auctions", 422, "validation", "Some fields are wrong.", new JsonObject { ["openingBid"] = new JsonArray("An amount is a decimal string.") });
        var form = New();
        Type(form, "title", "Genesis #1");
        Type(form, "openingBid", "much");
        form.Find("form").Submit();
        form.WaitForAssertion(() => Assert.Contains("An amount is a decimal string.", form.Find("[id='field-openingBid']").Closest(".mud-input-control")!.TextContent, StringComparison.Ordinal));
        Assert.Equal(("Genesis #1", "much"), (Value(form, "title"), Value(form, "openingBid")));
        Type(form, "openingBid", "1");
        Assert.DoesNotContain("An amount is a decimal string.", form.Find("[id='field-openingBid']").Closest(".mud-input-control")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_duration_is_said_without_asking_the_house()
    {
        var form = New();
        Type(form, "duration", "soon");
        form.Find("form").Submit();
        Assert.Contains("Write a length of time", form.Find("[id='field-duration']").Closest(".mud-input-control")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(House.Heard);
    }

    [Fact]
    public void A_Dutch_auction_is_made_of_its_own_fields_alone()
    {
        House.Answers("POST /auctions", Auctions.View().Json(), 201);
        var form = New();
        Type(form, "title", "Edition");
        Type(form, "openingBid", "5"); // typed for another format
        Choose(form, "format", "dutch");
        Type(form, "lot.name", "Nine pieces");
        foreach (var (field, text) in new[] { ("dutch.startPrice", "2"), ("dutch.floorPrice", "0.5"), ("dutch.step", "0.1"), ("dutch.every", "30 s"), ("quantity", "9") }) Type(form, field, text);
        form.Find("form").Submit();
        form.WaitForAssertion(() => Assert.NotEmpty(House.Heard));
        var sent = Assert.Single(House.Heard).Json;
        Assert.Equal("""{"startPrice":"2","floorPrice":"0.5","step":"0.1","every":"PT30S"}""", sent["dutch"]!.ToJsonString());
        Assert.Equal((9, null, null, null), ((int)sent["quantity"]!, sent["openingBid"], sent["increments"], sent["extension"]));
        Assert.EndsWith("/auctions/genesis-1", Services.GetRequiredService<NavigationManager>().Uri, StringComparison.Ordinal);
    }

    [Fact]
    public void A_change_says_only_what_changed_and_of_which_version()
    {
        House.Answers("GET /auctions/genesis-1", Auctions.View(status: AuctionStatus.Draft).Json());
        House.Answers("PATCH /auctions/genesis-1", Auctions.View(status: AuctionStatus.Draft).Json());
        var form = Edit();
        Type(form, "title", "Genesis, again");
        Type(form, "reserve", "");
        form.Find("form").Submit();
        form.WaitForAssertion(() => Assert.Contains(House.Heard, h => h.Method == "PATCH"));
        var sent = House.Heard.Single(h => h.Method == "PATCH");
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse("""{"title":"Genesis, again","reserve":null}"""), sent.Json), sent.Body);
        Assert.Equal("\"4\"", sent.Headers["If-Match"]);
    }

    [Fact]
    public void After_somebody_elses_change_it_says_so_and_keeps_both()
    {
        House.Answers("GET /auctions/genesis-1", Auctions.View(status: AuctionStatus.Draft).Json());
        House.Refuses("PATCH /auctions/genesis-1", 409, "conflict", "Something else happened meanwhile.");
        var form = Edit();
        Type(form, "title", "Mine");
        House.Answers("GET /auctions/genesis-1", (Auctions.View(status: AuctionStatus.Draft) with { Sequence = 5, Reserve = "7", OpeningBid = "0.5" }).Json());
        form.Find("form").Submit();
        var words = form.WaitForElement(".mud-alert").TextContent;
        Assert.Contains("Somebody else has changed this auction since you opened it: openingBid, reserve.", words, StringComparison.Ordinal);
        form.FindAll("button").Single(b => b.TextContent.Contains("Take theirs in", StringComparison.Ordinal)).Click();
        Assert.Equal(("Mine", "7", "0.5"), (Value(form, "title"), Value(form, "reserve"), Value(form, "openingBid")));
        House.Answers("PATCH /auctions/genesis-1", Auctions.View(status: AuctionStatus.Draft).Json());
        form.Find("form").Submit();
        form.WaitForAssertion(() => Assert.Equal(("\"5\"", """{"title":"Mine"}"""), (House.Heard.Last().Headers["If-Match"], House.Heard.Last().Body)));
    }

    [Fact]
    public void What_has_opened_is_not_changed()
    {
        House.Answers("GET /auctions/genesis-1", Auctions.View().Json());
        var page = Render<AuctionEditor>(p => p.Add(e => e.Id, "genesis-1"));
        page.WaitForAssertion(() => Assert.Contains("It is open now", page.Markup, StringComparison.Ordinal));
        Assert.Empty(page.FindAll("form"));
    }

    [Fact]
    public void Another_like_it_has_all_but_the_id_and_the_times()
    {
        House.Answers("GET /auctions/genesis-1", (Auctions.View(status: AuctionStatus.Sold) with { Duration = null }).Json());
        House.Answers("GET /auctions/genesis-1/events", new JsonObject { ["items"] = new JsonArray(new JsonObject { ["id"] = "genesis-1-1", ["sequence"] = 1, ["at"] = "2026-11-27T11:00:00Z", ["event"] = new JsonObject { ["kind"] = "auctionCreated", ["buyNow"] = "5" } }) });
        var form = Render<AuctionEditor>(p => p.Add(e => e.From, "genesis-1"));
        form.WaitForElement("form");
        Assert.Equal(("Genesis #1", "The first", "0.1", "1", "5"), (Value(form, "title"), Value(form, "lot.name"), Value(form, "openingBid"), Value(form, "reserve"), Value(form, "buyNow")));
        Assert.Equal(("", "", "Blue"), (Value(form, "id"), Value(form, "opensAt"), form.Find("input[name='value-1']").GetAttribute("value")));
    }

    [Fact]
    public void What_was_typed_and_not_saved_is_there_again_and_can_be_discarded()
    {
        var kept = JsonSerializer.Serialize(new KeptAuction(new AuctionDraft { Title = "Half of a ti" }, null, 0));
        JSInterop.Setup<string?>("drafts.find", "auction/new").SetResult(kept);
        var form = New();
        Assert.Contains("A draft was restored", form.Markup, StringComparison.Ordinal);
        Assert.Equal("Half of a ti", Value(form, "title"));
        JSInterop.Setup<string?>("drafts.find", "auction/new").SetResult(null);
        form.FindAll("button").Single(b => b.TextContent.Trim() == "Discard it").Click();
        form.WaitForAssertion(() => Assert.Equal("", Value(form, "title")));
        JSInterop.VerifyInvoke("drafts.drop");
    }

    [Fact]
    public void A_moment_after_the_last_key_the_draft_is_kept()
    {
        var form = New();
        Type(form, "title", "Gen");
        Type(form, "title", "Genesis");
        Clock.Advance(TimeSpan.FromSeconds(1));
        form.WaitForAssertion(() => Assert.Contains("\"Genesis\"", (string)JSInterop.VerifyInvoke("drafts.keep").Arguments[1]!, StringComparison.Ordinal));
    }

    private IRenderedComponent<AuctionEditor> New()
    {
        var form = Render<AuctionEditor>();
        form.WaitForElement("form");
        return form;
    }

    private IRenderedComponent<AuctionEditor> Edit()
    {
        var form = Render<AuctionEditor>(p => p.Add(e => e.Id, "genesis-1"));
        form.WaitForElement("form");
        return form;
    }

    private static bool Has(IRenderedComponent<AuctionEditor> form, params string[] fields) => fields.All(f => form.FindAll($"[id='field-{f}']").Count == 1);

    private static void Type(IRenderedComponent<AuctionEditor> form, string field, string text) => form.Find($"[id='field-{field}']").Input(text);

    private static string Value(IRenderedComponent<AuctionEditor> form, string field) => form.Find($"[id='field-{field}']").GetAttribute("value") ?? "";

    private static void Choose(IRenderedComponent<AuctionEditor> form, string field, string value) => form.Find($"input[name='{field}'][value='{value}']").Change(true);
}
