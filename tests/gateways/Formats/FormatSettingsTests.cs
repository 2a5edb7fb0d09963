namespace Sothebais.Tests.Gateways.Formats;

/// <summary>Creating and changing auctions of every format.</summary>
public sealed class FormatSettingsTests(OpenHouse house)
{
    private const string Clock = """{"startPrice":"100","floorPrice":"40","step":"10","every":"PT10S"}""";

    /// <summary>The format; what is given beside title, lot and currency; the field that is wrong.</summary>
    public static TheoryData<string, string, string> Bad => new()
    {
        { "vickrey", """{"openingBid":"1"}""", "format" },
        { "english", """{"openingBid":"1"}""", "increments" },
        { "english", """{"increments":{"fixed":"1"}}""", "openingBid" },
        { "english", $$"""{"openingBid":"1","increments":{"fixed":"1"},"dutch":{{Clock}} }""", "dutch" },
        { "english", """{"openingBid":"1","increments":{"fixed":"1"},"quantity":2}""", "quantity" },
        { "dutch", "{}", "dutch" },
        { "dutch", $$"""{"dutch":{{Clock}},"openingBid":"1"}""", "openingBid" },
        { "dutch", $$"""{"dutch":{{Clock}},"increments":{"fixed":"1"} }""", "increments" },
        { "dutch", $$"""{"dutch":{{Clock}},"buyNow":"100"}""", "buyNow" },
        { "dutch", $$"""{"dutch":{{Clock}},"extension":{"window":"PT1M","by":"PT1M"} }""", "extension" },
        { "dutch", $$"""{"dutch":{{Clock}},"startsOnFirstBid":true,"duration":"PT1M"}""", "startsOnFirstBid" },
        { "dutch", $$"""{"dutch":{{Clock}},"quantity":0}""", "quantity" },
        { "dutch", $$"""{"dutch":{{Clock}},"quantity":1001}""", "quantity" },
        { "dutch", $$"""{"dutch":{{Clock}},"reserve":"100.01"}""", "reserve" },
        { "dutch", """{"dutch":{"startPrice":"40","floorPrice":"40.01","step":"10","every":"PT10S"}}""", "dutch.floorPrice" },
        { "dutch", """{"dutch":{"startPrice":"0","floorPrice":"40","step":"10","every":"PT10S"}}""", "dutch.startPrice" },
        { "dutch", """{"dutch":{"startPrice":"100","floorPrice":"40","step":"0","every":"PT10S"}}""", "dutch.step" },
        { "dutch", """{"dutch":{"startPrice":"100","floorPrice":"40","step":"0.001","every":"PT10S"}}""", "dutch.step" },
        { "dutch", """{"dutch":{"startPrice":"100","floorPrice":"40","step":"10","every":"PT0.09S"}}""", "dutch.every" },
        { "dutch", """{"dutch":{"startPrice":"100","floorPrice":"40","step":"10","every":"P2D"}}""", "dutch.every" },
        { "sealed-first-price", "{}", "openingBid" },
        { "sealed-first-price", """{"openingBid":"1","increments":{"fixed":"1"}}""", "increments" },
        { "sealed-first-price", """{"openingBid":"1","buyNow":"5"}""", "buyNow" },
        { "sealed-second-price", """{"openingBid":"1","quantity":2}""", "quantity" },
        { "sealed-second-price", $$"""{"openingBid":"1","dutch":{{Clock}} }""", "dutch" },
        { "sealed-second-price", """{"openingBid":"1","extension":{"window":"PT1M","by":"PT1M"}}""", "extension" },
        { "sealed-second-price", """{"openingBid":"1","startsOnFirstBid":true,"duration":"PT1M"}""", "startsOnFirstBid" },
    };

    [Theory, MemberData(nameof(Bad))]
    public async Task What_does_not_go_together_is_refused_with_the_field_that_is_wrong(string format, string with, string field)
    {
        var problem = Check.Problem(await house.Client.Post("/auctions", Auction(format, with)), 422, "invalid-request");
        Assert.False(string.IsNullOrWhiteSpace((string?)problem["errors"]![field]?[0]), problem.ToJsonString());
        Assert.Single(problem["errors"]!.AsObject());
    }

    [Theory, InlineData("""{"dutch":{"startPrice":"100","floorPrice":"40","step":"10"}}"""), InlineData("""{"dutch":{"startPrice":100,"floorPrice":"40","step":"10","every":"PT1S"}}"""), InlineData("""{"dutch":[]}""")]
    public async Task A_clock_of_another_form_is_malformed(string with) => Check.Problem(await house.Client.Post("/auctions", Auction("dutch", with)), 400);

    [Theory]
    [InlineData("dutch", $$"""{"dutch":{{Clock}},"quantity":1000,"reserve":"100","duration":"PT1H"}""", "100")]
    [InlineData("sealed-first-price", """{"openingBid":"5","reserve":"7"}""", "5")]
    [InlineData("sealed-second-price", """{"openingBid":"5"}""", "5")]
    public async Task Each_format_is_created_and_says_so(string format, string with, string minimum)
    {
        var reply = await house.Client.Post("/auctions", Auction(format, with));
        Assert.True(reply.Status == 201, reply.Text);
        var view = Check.View((await house.Client.Get(4100, $"/auctions/{(string)reply.Json["id"]!}")).Json);
        Assert.Equal((format, minimum), ((string?)view["format"], (string?)view["minimumBid"]));
        Assert.Equal((null, null, null), (view["price"], view["reserveMet"], view["increments"]));
    }

    [Fact]
    public async Task A_change_of_a_draft_merges_into_its_clock_and_its_edition()
    {
        var id = (string)(await house.Client.Post("/auctions", Auction("dutch", $$"""{"dutch":{{Clock}},"quantity":3}"""))).Json["id"]!;
        var view = await Changed(id, """{"dutch":{"step":"5","every":"PT1M"},"quantity":7}""");
        Assert.Equal("""{"startPrice":"100","floorPrice":"40","step":"5","every":"PT1M"}""", view["dutch"]!.ToJsonString());
        Assert.Equal((7, 7), ((int)view["quantity"]!, (int)view["quantityLeft"]!));
        Check.Problem(await Patch(id, """{"dutch":{"floorPrice":"101"}}"""), 422, "invalid-request");
        Check.Problem(await Patch(id, """{"dutch":null}"""), 422, "invalid-request");
    }

    [Fact]
    public async Task A_draft_may_change_its_format_and_loses_the_terms_of_the_old_one()
    {
        var id = await house.Client.Create(new JsonObject { ["buyNow"] = "500", ["extension"] = new JsonObject { ["window"] = "PT1M", ["by"] = "PT1M" }, ["duration"] = "PT5M" });
        Check.Problem(await Patch(id, """{"format":"dutch"}"""), 422, "invalid-request"); // its clock is missing
        var dutch = await Changed(id, $$"""{"format":"dutch","dutch":{{Clock}},"quantity":4}""");
        Assert.Equal(("dutch", "100", null, null), ((string?)dutch["format"], (string?)dutch["minimumBid"], dutch["buyNow"], dutch["extension"]));
        var closed = await Changed(id, """{"format":"sealed-first-price","openingBid":"20"}""");
        Assert.Equal(("sealed-first-price", "20", null, 1, "PT5M"), ((string?)closed["format"], (string?)closed["minimumBid"], closed["dutch"], (int)closed["quantity"]!, (string?)closed["duration"]));
        var english = await Changed(id, """{"format":"english","increments":{"fixed":"1"}}""");
        Assert.Equal(("english", "20"), ((string?)english["format"], (string?)english["openingBid"]));
        Check.Problem(await Patch(id, """{"format":"sealed-first-price","increments":{"fixed":"1"}}"""), 422, "invalid-request"); // named, so meant
    }

    private static JsonObject Auction(string format, string with)
    {
        var auction = new JsonObject { ["format"] = format, ["title"] = "A test lot", ["lot"] = new JsonObject { ["name"] = "A test lot" }, ["currency"] = "USD" };
        foreach (var (name, value) in JsonNode.Parse(with)!.AsObject()) auction[name] = value?.DeepClone();
        return auction;
    }

    private async Task<Reply> Patch(string id, string patch) => await house.Client.Ask(HttpMethod.Patch, house.At.On(4100, $"/auctions/{id}"), Asking.Json(patch), await house.Client.Admin());

    private async Task<JsonNode> Changed(string id, string patch)
    {
        var reply = await Patch(id, patch);
        Assert.True(reply.Status == 200, reply.Text);
        return Check.View((await house.Client.Get(4100, $"/auctions/{id}")).Json);
    }
}
