using System.Text.Json.Nodes;
using Bunit;
using Sothebais.Gateways.Admin.Console.Dashboard;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Feed;
using Sothebais.Tests.Unit.Auctions;
using Sothebais.Tests.Unit.Console.Operations;

namespace Sothebais.Tests.Unit.Console.Dashboard;

/// <summary>The dashboard shows what it can, and of each thing that it cannot why not.</summary>
public sealed class DashboardPageTests : OperationsContext
{
    private void AllIsWell()
    {
        House.Answers("GET /auctions", new JsonObject { ["items"] = new JsonArray(Auction("late", 600), Auction("by-hand", null), Auction("soon", 30)), ["nextCursor"] = null });
        House.Answers("GET /sales", new JsonObject { ["items"] = new JsonArray(), ["nextCursor"] = null });
        House.Answers("GET /health", new JsonObject { ["status"] = "ok", ["durationMs"] = 1, ["checks"] = new JsonObject { ["house"] = new JsonObject { ["status"] = "ok", ["durationMs"] = 1.5, ["description"] = null } } });
        Cluster["GetDetailedHosts"] = () => new[] { Entry(up: TimeSpan.FromMinutes(90)) };
        Cluster["Latest"] = () => new FeedPage([new FeedEntry(new FeedPosition(1, 0, 0), new EventBatch("genesis-1", Room.Usd, [
            new BidPlaced(Room.Alice, Room.Dollars("10"), Room.Dollars("10"), Room.Dollars("11"), 1, null, null) { Sequence = 3, At = Clock.GetUtcNow() },
            new MaximumRaised(Room.Alice, Room.Dollars("999")) { Sequence = 4, At = Clock.GetUtcNow() },
            new BidPlaced(Room.Bob, Room.Dollars("777"), Room.Dollars("777"), null, 2, null, null) { Sequence = 5, At = Clock.GetUtcNow(), Sealed = true },
        ]))], false);
    }

    private static string Tile(IRenderedComponent<DashboardPage> page, string title) => page.Find($"section[aria-label='{title}']").TextContent;

    [Fact]
    public void Without_prometheus_it_says_so_and_shows_the_rest()
    {
        AllIsWell();
        var page = Render<DashboardPage>();
        page.WaitForAssertion(() => Assert.Contains("This house has no Prometheus", Tile(page, "Bids a second"), StringComparison.Ordinal));
        Assert.Contains("This house has no Prometheus", Tile(page, "Viewers"), StringComparison.Ordinal);
        page.WaitForAssertion(() => Assert.Equal("3", page.Find("section[aria-label='Open auctions'] .figure").TextContent));
        page.WaitForAssertion(() => Assert.Contains("up 1 h 30 min", Tile(page, "Silos"), StringComparison.Ordinal));
        page.WaitForAssertion(() => Assert.Equal(4, page.FindAll("section[aria-label='Services'] .standing[data-tone=good]").Count));
        page.WaitForAssertion(() => Assert.Contains("This house runs in memory", Tile(page, "Redis"), StringComparison.Ordinal));
    }

    [Fact]
    public void The_auctions_that_close_next_come_first_and_lead_to_their_rooms()
    {
        AllIsWell();
        var page = Render<DashboardPage>();
        page.WaitForAssertion(() => Assert.Equal(["/auctions/soon/room", "/auctions/late/room", "/auctions/by-hand/room"], page.FindAll("section[aria-label='Next to close'] a").Select(a => a.GetAttribute("href"))));
        Assert.Equal("Lot soon <b>", page.Find("section[aria-label='Next to close'] a bdi").TextContent); // text stays text
        Assert.Equal(Clock.GetUtcNow().AddSeconds(30), DateTimeOffset.Parse(page.Find("time-left").GetAttribute("until")!, null));
    }

    [Fact]
    public void The_latest_events_are_sentences_that_tell_no_secrets()
    {
        AllIsWell();
        var page = Render<DashboardPage>();
        page.WaitForAssertion(() => Assert.Equal(["Bob (paddle 8) handed in a sealed bid.", "Alice (paddle 7) bid 10 USD."], page.FindAll("section[aria-label='Latest events'] bdi").Select(e => e.TextContent)));
        Assert.DoesNotContain("999", Tile(page, "Latest events"), StringComparison.Ordinal);
        Assert.DoesNotContain("777", Tile(page, "Latest events"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_tile_that_fails_says_so_and_leaves_the_others_alone()
    {
        AllIsWell();
        Cluster.Remove("GetDetailedHosts");
        House.Refuses("GET /sales", 403, "forbidden", "Your role does not allow this.");
        House.Refuses("GET /health", 503, "unavailable", "It is leaving.");
        var page = Render<DashboardPage>();
        page.WaitForAssertion(() => Assert.Contains("No silo answers.", Tile(page, "Silos"), StringComparison.Ordinal));
        page.WaitForAssertion(() => Assert.Contains("Your role does not allow this.", Tile(page, "Open sales"), StringComparison.Ordinal));
        page.WaitForAssertion(() => Assert.Equal(4, page.FindAll("section[aria-label='Services'] .standing[data-tone=bad]").Count));
        page.WaitForAssertion(() => Assert.Equal("3", page.Find("section[aria-label='Open auctions'] .figure").TextContent));
        Assert.Empty(page.FindAll("section[aria-label='Open sales'] .figure")); // no 0 that nobody counted
    }

    [Fact]
    public void Prometheus_counts_bids_and_viewers()
    {
        AllIsWell();
        House.Answers("GET /prometheus/api/v1/query", Vector("value", new JsonArray(1, "1234")));
        House.Answers("GET /prometheus/api/v1/query_range", Vector("values", new JsonArray(new JsonArray(1, "0"), new JsonArray(2, "40"), new JsonArray(3, "2.5"))));
        HasPrometheus = true;
        var page = Render<DashboardPage>();
        page.WaitForAssertion(() => Assert.Equal("1,234", page.Find("section[aria-label='Viewers'] .figure").TextContent));
        page.WaitForAssertion(() => Assert.Equal("2.5", page.Find("section[aria-label='Bids a second'] .figure").TextContent));
        var line = page.Find(".sparkline");
        Assert.Equal("Bids a second over the last 10 minutes: now 2.5, at most 40", line.GetAttribute("aria-label"));
        Assert.Equal("0,39 120,1 240,36.6", line.QuerySelector("polyline")!.GetAttribute("points"));
    }

    [Fact]
    public void A_prometheus_that_answers_nonsense_or_not_at_all_is_said_to_be_away_and_comes_back()
    {
        AllIsWell();
        House.Answers("GET /prometheus/api/v1/query_range", new JsonArray());
        HasPrometheus = true;
        var page = Render<DashboardPage>();
        page.WaitForAssertion(() => Assert.Contains("Prometheus does not answer at prometheus.test:80.", Tile(page, "Bids a second"), StringComparison.Ordinal));
        page.WaitForAssertion(() => Assert.Contains("Prometheus does not answer", Tile(page, "Viewers"), StringComparison.Ordinal));
        House.Answers("GET /prometheus/api/v1/query", Vector("value", new JsonArray(1, "7")));
        Clock.Advance(TimeSpan.FromSeconds(6));
        page.WaitForAssertion(() => Assert.Equal("7", page.Find("section[aria-label='Viewers'] .figure").TextContent));
        Assert.DoesNotContain("does not answer", Tile(page, "Viewers"), StringComparison.Ordinal);
    }

    private static JsonObject Vector(string name, JsonArray values) => new() { ["status"] = "success", ["data"] = new JsonObject { ["result"] = new JsonArray(new JsonObject { ["metric"] = new JsonObject(), [name] = values }) } };
}
