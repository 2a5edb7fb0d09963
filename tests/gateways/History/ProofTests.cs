namespace Sothebais.Tests.Gateways.History;

/// <summary>The export, the command that verifies it, and the record of refused bids.</summary>
public sealed class ProofTests(OpenHouse house)
{
    private static readonly TimeSpan Patience = Wait.Patience;

    [Fact]
    public async Task The_command_verifies_what_the_house_exported_and_finds_what_was_changed()
    {
        var id = await house.Client.Open(new JsonObject { ["reserve"] = "15", ["duration"] = "PT10M", ["extension"] = new JsonObject { ["window"] = "PT20M", ["by"] = "PT12M" } });
        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => house.Client.BidNext(id, $"bidder-{i % 7}"))); // some of them lead already, and are refused
        await house.Client.Drive(id, "undo");
        await house.Client.Drive(id, "hammer");
        var text = (await house.Client.Get(4100, $"/auctions/{id}/audit", await house.Client.Admin())).Text;
        var head = (string)JsonNode.Parse(text[..text.IndexOf('\n', StringComparison.Ordinal)])!["head"]!;

        var whole = await Verify(text);
        Assert.True(whole.Code == 0, whole.Output + whole.Errors);
        Assert.StartsWith($"In order  {id}: ", whole.Output, StringComparison.Ordinal);
        Assert.Contains("sold to bidder-", whole.Output, StringComparison.Ordinal);
        Assert.Contains(head, whole.Output, StringComparison.Ordinal);
        Assert.Equal(0, (await Verify(text, "--head", head)).Code);
        Assert.Equal(1, (await Verify(text, "--head", new string('0', 64))).Code);

        var forged = await Verify(text.Replace("\"bidder-3\"", "\"bidder-4\"", StringComparison.Ordinal));
        Assert.Equal(1, forged.Code);
        Assert.Matches("^WRONG  line [0-9]+, event [0-9]+: Its hash does not fit", forged.Output);
        Assert.Equal("", forged.Errors);
        var none = await Command.Run(Patience, null, "dotnet", Programs.Of("gateways/all-in-one", "Sothebais.Gateways.AllInOne"), "verify", "/no/such/file");
        Assert.Equal((2, ""), (none.Code, none.Output));
    }

    [Fact]
    public async Task The_public_events_promise_what_the_audit_will_say()
    {
        var id = await house.Client.Open();
        await house.Client.Offer(id, "ann", "10");
        var promised = (await house.Client.Get(4100, $"/auctions/{id}/events")).Json["items"]!.AsArray();
        Assert.Matches("^[0-9a-f]{64}$", (string?)promised[^1]!["hash"]);
        await house.Client.Offer(id, "bea", "11");
        var lines = (await house.Client.Get(4100, $"/auctions/{id}/audit", await house.Client.Admin())).Text.Split('\n').Skip(1).Take(promised.Count).Select(l => JsonNode.Parse(l)!).ToArray();
        for (var i = 0; i < promised.Count; i++)
            if (promised[i]!["hash"] is { } hash) Assert.Equal((string)lines[i]["hash"]!, (string)hash!);
    }

    [Theory, InlineData(1), InlineData(3), InlineData(500)]
    public async Task Refused_bids_are_paged_oldest_first_each_once(int limit)
    {
        var id = await house.Client.Open();
        await house.Client.Offer(id, "ann", "50");
        for (var i = 0; i < 5; i++) await house.Client.Offer(id, "bea", $"{20 + i}");
        var (amounts, cursor) = (new List<string>(), "");
        do
        {
            var page = (await house.Client.Get(4100, $"/auctions/{id}/attempts?limit={limit}&cursor={Uri.EscapeDataString(cursor)}", await house.Client.Admin())).Json;
            foreach (var attempt in page["items"]!.AsArray())
            {
                Assert.Equal(("bea", "bid-too-low", "english.minimum", "admin"), ((string?)attempt!["bidderId"], (string?)attempt["reason"], (string?)attempt["rule"], (string?)attempt["by"]));
                Assert.True(Check.Instant(attempt, "receivedAt") <= Check.Instant(attempt, "at"));
                amounts.Add(Check.Text(attempt, "amount"));
            }
            cursor = (string?)page["nextCursor"];
        }
        while (cursor is not null);
        Assert.Equal(["20", "21", "22", "23", "24"], amounts);
    }

    [Theory, InlineData("limit=0"), InlineData("limit=501"), InlineData("cursor=%20"), InlineData("cursor=YQ"), InlineData("cursor=MS0"), InlineData("cursor=MS0yLTM")]
    public async Task What_is_no_page_of_them_is_refused(string query) =>
        Check.Problem(await house.Client.Get(4100, $"/auctions/{await house.Client.Open()}/attempts?{query}", await house.Client.Admin()), 400, "bad-request");

    private static async Task<Outcome> Verify(string export, params string[] more)
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Ids.New("export")}.ndjson");
        await File.WriteAllTextAsync(file, export);
        try
        {
            return await Command.Run(Patience, null, "dotnet", [Programs.Of("gateways/all-in-one", "Sothebais.Gateways.AllInOne"), "verify", file, .. more]);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
