using System.Globalization;
using System.Net.Http.Headers;
using System.Text;

namespace Sothebais.Tests.Gateways.Sales;

/// <summary>Imports from files: all or nothing, and every bad row by its name.</summary>
public sealed class ImportTests(OpenHouse house)
{
    private async Task<Reply> Send(string sale, byte[] body, string type = "application/json", string? key = null, int port = 4100, string under = "")
    {
        var content = new ByteArrayContent(body);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        return await house.Client.Ask(HttpMethod.Post, house.At.On(port, $"{under}/sales/{sale}/import"), content, await house.Client.Admin(), key is null ? [] : [("Idempotency-Key", key)]);
    }

    private Task<Reply> Send(string sale, string text, string type = "application/json", string? key = null) => Send(sale, Encoding.UTF8.GetBytes(text), type, key);

    private async Task<JsonNode> Sale(string id) => (await house.Client.Get(4100, $"/sales/{id}")).Json;

    [Fact]
    public async Task ERC_721_metadata_becomes_lots()
    {
        var id = await SaleroomTests.Create(house, 0);
        var named = Ids.New("lot");
        var reply = await Send(id, $$"""
            [ { "name": "Ape #1", "description": "The first", "image": "ipfs://bafy/1.png", "external_url": "https://example.com", "edition": 1,
                "attributes": [ { "trait_type": "Background", "value": "Blue" }, { "trait_type": "Level", "value": 5, "display_type": "number" }, { "value": true } ],
                "token": { "chainId": 1, "contract": "0xabc", "tokenId": "1" } },
              { "id": "{{named}}", "name": "Ape #2", "title": "The second", "openingBid": "99.5", "reserve": "200", "duration": "PT3M" } ]
            """);
        Assert.Equal(200, reply.Status);
        Assert.Equal([$"{id}-1", named], reply.Json["lots"]!.AsArray().Select(l => (string?)l!["auctionId"]));
        Assert.Equal(["Ape #1", "The second"], reply.Json["lots"]!.AsArray().Select(l => (string?)l!["title"]));
        var first = Check.View((await house.Client.Get(4100, $"/auctions/{id}-1", await house.Client.Admin())).Json);
        Assert.Equal(("draft", id, "10", "12", "https://ipfs.io/ipfs/bafy/1.png"), ((string?)first["status"], (string?)first["saleId"], (string?)first["openingBid"], (string?)first["reserve"], (string?)first["lot"]!["image"]));
        Assert.Equal("Background: Blue, Level: 5, : true", string.Join(", ", first["lot"]!["attributes"]!.AsArray().Select(a => $"{a!["trait_type"]}: {a["value"]}")));
        Assert.Equal("0xabc", (string?)first["lot"]!["token"]!["contract"]);
        var second = (await house.Client.Get(4100, $"/auctions/{named}", await house.Client.Admin())).Json;
        Assert.Equal(("99.5", "200", "PT3M", "Ape #2"), ((string?)second["openingBid"], (string?)second["reserve"], (string?)second["duration"], (string?)second["lot"]!["name"]));
    }

    [Theory, InlineData("\n"), InlineData("\r\n")]
    public async Task CSV_becomes_the_same_lots(string newLine)
    {
        var id = await SaleroomTests.Create(house, 0);
        var reply = await Send(id, "\ufeff" + string.Join(newLine,
            "name,description,openingBid,token.chainId,token.contract,token.tokenId,attributes.Background,trait:Eyes",
            "Ape #1,\"Two\nlines, \"\"and quotes\"\"\",20,1,0xabc,7,Blue,",
            "",
            "Ape Ω,,,,,,,Laser"), "text/csv; charset=utf-8");
        Assert.True(reply.Status == 200, reply.Text);
        var first = await house.Client.View($"{id}-1");
        Assert.Equal(("20", "Two\nlines, \"and quotes\"", "7"), ((string?)first["openingBid"], (string?)first["lot"]!["description"], (string?)first["lot"]!["token"]!["tokenId"]));
        Assert.Equal("""[{"trait_type":"Background","value":"Blue"}]""", first["lot"]!["attributes"]!.ToJsonString());
        var second = await house.Client.View($"{id}-2");
        Assert.Equal(("10", "Ape Ω"), ((string?)second["openingBid"], (string?)second["title"]));
        Assert.Null(second["lot"]!["token"]);
    }

    [Theory, InlineData(";"), InlineData("\t")]
    public async Task A_spreadsheet_may_separate_otherwise(string separator)
    {
        var id = await SaleroomTests.Create(house, 0);
        Assert.Equal(200, (await Send(id, $"name{separator}description\nApe{separator}\"One, two\"\n", "text/csv")).Status);
        Assert.Equal("One, two", (string?)(await house.Client.View($"{id}-1"))["lot"]!["description"]);
    }

    [Fact]
    public async Task Every_bad_row_is_named_with_its_field_and_why_and_nothing_is_imported()
    {
        var id = await SaleroomTests.Create(house, 1);
        var taken = await house.Client.Create();
        var problem = Check.Problem(await Send(id, $$"""
            [ { "name": "Good" }, 7, { "name": "Slip", "reseve": "5" }, { "openingBid": "1.005" }, { "name": "Theirs", "currency": "ETH" },
              { "name": "Doubled", "id": "x-1" }, { "name": "Doubled", "id": "x-1" }, { "name": "Same", "id": "{{id}}-1" },
              { "name": "Image", "image": "javascript:alert(1)" }, { "name": "Kind", "quantity": "two" }, { "name": "Traits", "attributes": { "Background": "Blue" } },
              { "name": "Half \ud800" } ]
            """), 422, "invalid-import");
        Assert.Equal((10, 10), ((int)problem["rowsWithErrors"]!, (int)problem["rowsNamed"]!));
        Assert.Equal(
            ["rows[2]", "rows[3].reseve", "rows[4].name", "rows[4].openingBid", "rows[5].currency", "rows[7].id", "rows[8].id", "rows[9].image", "rows[10].quantity", "rows[11].attributes", "rows[12]"],
            problem["errors"]!.AsObject().Select(e => e.Key));
        problem = Check.Problem(await Send(id, $$"""[ { "name": "Good" }, { "name": "Taken", "id": "{{taken}}" } ]"""), 422, "invalid-import");
        Assert.Equal(["rows[2].id"], problem["errors"]!.AsObject().Select(e => e.Key));
        Assert.Equal(1, (int)(await Sale(id))["lotCount"]!);
        Check.Problem(await house.Client.Get(4100, "/auctions/x-1"), 404);
        Check.Problem(await house.Client.Get(4100, $"/auctions/{id}-2"), 404);
    }

    [Fact]
    public async Task Rows_of_a_spreadsheet_are_counted_as_it_counts_them()
    {
        var id = await SaleroomTests.Create(house, 0);
        var problem = Check.Problem(await Send(id, "name,openingBid,quantity\nGood,10,\n\nBad,x,\nTwo,10,1,2\nThree,10,many\nA \"quote,10,\n", "text/csv"), 422, "invalid-import");
        Assert.Equal(["rows[4].openingBid", "rows[5]", "rows[6].quantity", "rows[7]"], problem["errors"]!.AsObject().Select(e => e.Key));
    }

    [Theory]
    [InlineData("name,reseve\nA,1\n", "reseve"), InlineData("name,name\nA,B\n", "twice"), InlineData("name,open;bid\nA,1\n", "open;bid")]
    public async Task A_header_that_does_not_do_is_told(string file, string says)
    {
        var id = await SaleroomTests.Create(house, 0);
        Assert.Contains(says, (string?)Check.Problem(await Send(id, file, "text/csv"), 400, "bad-request")["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_import_is_refused()
    {
        var id = await SaleroomTests.Create(house, 0);
        Check.Problem(await Send(id, "{}"), 400, "bad-request");
        Check.Problem(await Send(id, "[{\"name\":\"A\""), 400, "bad-request");
        Check.Problem(await Send(id, "[{\"name\":\"A\",\"name\":\"B\"}]"), 400, "bad-request");
        Check.Problem(await Send(id, "[]"), 422, "invalid-import");
        Check.Problem(await Send(id, "name\n", "text/csv"), 422, "invalid-import");
        Check.Problem(await Send(id, "", "text/csv"), 422);
        Check.Problem(await Send(id, [.. "name\nA"u8, 0xff], "text/csv"), 400);
        Check.Problem(await Send(id, "[]", "application/json; charset=iso-8859-1"), 415);
        Check.Problem(await Send(id, "<lots/>", "application/xml"), 415, "unsupported-media-type");
        Check.Problem(await Send("none", "[]"), 404, "sale-not-found");
        Assert.Equal(0, (int)(await Sale(id))["lotCount"]!);
    }

    [Fact]
    public async Task A_hundred_bad_rows_are_named_and_the_others_counted()
    {
        var id = await SaleroomTests.Create(house, 0);
        var problem = Check.Problem(await Send(id, $"[{string.Join(',', Enumerable.Repeat("{}", 300))}]"), 422, "invalid-import");
        Assert.Equal((300, 100, 100), ((int)problem["rowsWithErrors"]!, (int)problem["rowsNamed"]!, problem["errors"]!.AsObject().Count));
    }

    [Fact]
    public async Task A_thousand_lots_come_in_and_one_more_does_not()
    {
        string Lots(int count) => $"[{string.Join(',', Enumerable.Range(1, count).Select(n => string.Create(CultureInfo.InvariantCulture, $$"""{"name":"Ape #{{n}}","description":"{{new string('x', 500)}}"}""")))}]";
        var id = await SaleroomTests.Create(house, 0);
        Check.Problem(await Send(id, Lots(1_001)), 422, "too-many-lots");
        var key = Ids.New("import");
        var file = Encoding.UTF8.GetBytes(Lots(1_000)); // half a MiB, and through the front door
        var reply = await Send(id, file, key: key, port: 3000, under: "/api");
        Assert.True(reply.Status is 200 or 202, reply.Text);
        await Wait.Until("all lots are there", Wait.Patience, async () => (int)(await Sale(id))["lotCount"]! == 1_000);
        Assert.Equal(1_000, (int)(await Send(id, file, key: key)).Json["lotCount"]!); // again, with the effect of one
        Check.Problem(await Send(id, "[{\"name\":\"One more\"}]"), 409, "too-many-lots");
        Assert.Equal("Ape #1000", (string?)(await house.Client.View($"{id}-1000"))["title"]);
    }

    [Fact]
    public async Task Four_MiB_are_taken_here_and_more_nowhere()
    {
        var id = await SaleroomTests.Create(house, 0);
        byte[] Padded(int size) => [.. Encoding.UTF8.GetBytes("[{\"name\":\"A\"}]".PadRight(size))];
        Assert.Equal(200, (await Send(id, Padded(4 * 1024 * 1024))).Status);
        var problem = Check.Problem(await Send(id, Padded(4 * 1024 * 1024 + 1)), 413, "body-too-large");
        Assert.Contains("4 MiB", (string?)problem["detail"], StringComparison.Ordinal);
        Check.Problem(await house.Client.Ask(HttpMethod.Post, house.At.On(4100, $"/sales/{id}/lots"), Asking.Json(new string(' ', 70_000) + "{\"lots\":[\"a\"]}"), await house.Client.Admin()), 413, "body-too-large");
    }
}
