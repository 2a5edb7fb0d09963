namespace Sothebais.Tests.Gateways.Auctions;

/// <summary>Lists of auctions.</summary>
public sealed class ListingTests(OpenHouse house)
{
    [Theory, InlineData(1), InlineData(2), InlineData(3), InlineData(7), InlineData(500)]
    public async Task Page_by_page_one_reads_each_auction_once(int limit)
    {
        var sale = Ids.New("sale");
        var made = new List<string>();
        for (var i = 0; i < 7; i++) made.Add(await house.Client.Create(new JsonObject { ["saleId"] = sale }));
        var (read, pages, cursor) = (new List<string>(), 0, "");
        do
        {
            var page = (await house.Client.Get(4100, $"/auctions?saleId={sale}&limit={limit}&cursor={Uri.EscapeDataString(cursor)}")).Json;
            var items = page["items"]!.AsArray();
            Assert.True(items.Count <= limit);
            Assert.All(items, view => Check.View(view!));
            read.AddRange(items.Select(view => (string)view!["id"]!));
            Assert.True(page.AsObject().ContainsKey("nextCursor"));
            cursor = (string?)page["nextCursor"];
            Assert.True(++pages <= 8, "The list does not end.");
        }
        while (cursor is not null);
        Assert.Equal(made.Order(StringComparer.Ordinal), read.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_status_filters_and_follows_the_auction()
    {
        var sale = Ids.New("sale");
        async Task<string[]> Of(string status) =>
            [.. (await house.Client.Get(4100, $"/auctions?saleId={sale}&status={status}")).Json["items"]!.AsArray().Select(v => (string)v!["id"]!)];
        var (draft, moving) = (await house.Client.Create(new JsonObject { ["saleId"] = sale }), await house.Client.Create(new JsonObject { ["saleId"] = sale }));
        await house.Client.Drive(moving, "open");
        Assert.Equal([draft], await Of("draft"));
        Assert.Equal([moving], await Of("open"));
        await house.Client.Drive(moving, "pause");
        Assert.Empty(await Of("open"));
        Assert.Equal([moving], await Of("paused"));
        await house.Client.Drive(moving, "resume");
        await house.Client.Drive(moving, "hammer");
        Assert.Equal([moving], await Of("unsold"));
        foreach (var status in new[] { "scheduled", "sold", "settled", "cancelled" }) Assert.Empty(await Of(status));
    }

    [Fact]
    public async Task Without_a_limit_a_page_has_fifty()
    {
        var sale = Ids.New("sale");
        await Task.WhenAll(Enumerable.Range(0, 51).Select(_ => house.Client.Create(new JsonObject { ["saleId"] = sale })));
        var page = (await house.Client.Get(4100, $"/auctions?saleId={sale}")).Json;
        Assert.Equal(50, page["items"]!.AsArray().Count);
        Assert.NotNull(page["nextCursor"]);
        Assert.Equal(51, (await house.Client.Get(4100, $"/auctions?saleId={sale}&limit=500")).Json["items"]!.AsArray().Count);
    }

    [Theory, InlineData(1), InlineData(2), InlineData(50)]
    public async Task A_search_finds_letters_of_the_id_and_of_the_title_in_any_case(int limit)
    {
        var sale = Ids.New("sale");
        var (title, id, neither) = (Ids.New("moon"), Ids.New("moon"), Ids.New("sun"));
        await house.Client.Create(new JsonObject { ["saleId"] = sale, ["id"] = title, ["title"] = "Night over water" });
        await house.Client.Create(new JsonObject { ["saleId"] = sale, ["id"] = id, ["title"] = "Untitled" });
        await house.Client.Create(new JsonObject { ["saleId"] = sale, ["id"] = neither, ["title"] = "Midnight" });
        Assert.Equal(new[] { title, neither }.Order(StringComparer.Ordinal), await Found(sale, "NIGHT", limit));
        Assert.Equal([id], await Found(sale, id.ToUpperInvariant(), limit));
        Assert.Empty(await Found(sale, "nothing-has-these-letters", limit));
        Assert.Equal(3, (await Found(sale, "%20", limit)).Length);
        Check.Problem(await house.Client.Get(4100, $"/auctions?q={new string('a', 101)}"), 400, "bad-request");
    }

    [Fact]
    public async Task Nothing_there_is_an_empty_page()
    {
        var page = (await house.Client.Get(4100, $"/auctions?saleId={Ids.New("nothing")}")).Json;
        Assert.Empty(page["items"]!.AsArray());
        Assert.Null(page["nextCursor"]);
    }

    private async Task<string[]> Found(string sale, string letters, int limit)
    {
        var (found, cursor) = (new List<string>(), (string?)"");
        for (var pages = 0; cursor is not null; pages++)
        {
            Assert.True(pages < 8, "The list does not end.");
            var page = (await house.Client.Get(4100, $"/auctions?saleId={sale}&q={letters}&limit={limit}&cursor={Uri.EscapeDataString(cursor)}")).Json;
            found.AddRange(page["items"]!.AsArray().Select(v => (string)v!["id"]!));
            cursor = (string?)page["nextCursor"];
        }
        return [.. found];
    }
}
