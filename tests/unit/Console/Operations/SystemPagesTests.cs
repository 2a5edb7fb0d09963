using System.Text.Json;
using System.Text.Json.Nodes;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Sothebais.Gateways.Admin.Console.Operations;
using Sothebais.Gateways.Defaults.Settings;

namespace Sothebais.Tests.Unit.Console.Operations;

/// <summary>The pages under System.</summary>
public sealed class SystemPagesTests : OperationsContext
{
    private static JsonNode InForce(string service, params SettingInForce[] settings) => JsonSerializer.SerializeToNode(new SettingsInForce(service, "1.2.3", "Production", settings), JsonSerializerOptions.Web)!;

    [Fact]
    public void The_silos_are_there_with_what_runs_on_them()
    {
        Cluster["GetDetailedHosts"] = () => new[] { Entry(up: TimeSpan.FromDays(2)) };
        Cluster["GetSimpleGrainStatistics"] = () => new[]
        {
            new SimpleGrainStatistic { GrainType = "Sothebais.Grains.Auctions.AuctionGrain,Sothebais.Grains", SiloAddress = Silo, ActivationCount = 1200 },
            new SimpleGrainStatistic { GrainType = "Sothebais.Grains.Feed.FeedGrain,Sothebais.Grains", SiloAddress = Silo, ActivationCount = 3 },
        };
        House.Answers("GET /configuration", InForce("silo"));
        var page = Render<OperationsPage>();
        page.WaitForAssertion(() => Assert.Equal(["10.0.0.3:11111", "vps", "running", "1.2.3", "2 d 0 h", "12:00:00", "1,203"], page.FindAll("table[aria-label=Silos] tbody td").Select(c => c.TextContent)));
        Assert.Equal(["AuctionGrain", "1,200", "1,200", "FeedGrain", "3", "3"], page.FindAll("table[aria-label='Active grains'] tbody td").Select(c => c.TextContent));
        Assert.Equal("/system/orleans/", page.Find(".tabs a[target=_blank]").GetAttribute("href"));
    }

    [Fact]
    public void The_settings_stand_side_by_side_with_their_differences_marked_and_can_be_searched()
    {
        SettingInForce Plain(string key, string value) => new(key, value, false, "environment", true);
        House.Answers("GET /configuration", request => new HttpResponseMessage
        {
            Content = new StringContent(InForce(
                "x", Plain("RateLimits:PerSecond", request.RequestUri!.Port == 4191 ? "60" : "50"), Plain("redis", "redis:6379"), new SettingInForce("Redis:Password", Mask.Over, true, "secret file", true),
                new SettingInForce("HOME", Mask.Over, true, "environment", false)).ToJsonString()),
        });
        Cluster["GetDetailedHosts"] = () => Array.Empty<MembershipEntry>();
        var page = Render<ConfigurationPage>();
        page.WaitForAssertion(() => Assert.Equal(3, page.FindAll("tbody tr").Count)); // the machine's own is left out
        Assert.Equal(["RateLimits:PerSecond differs"], page.FindAll("tr[data-differs] th").Select(h => h.TextContent.Trim()));
        Assert.Contains("masked, secret file", page.Find("tbody").TextContent, StringComparison.Ordinal);
        page.Find("input[name=q]").Input("secret nothing has");
        Clock.Advance(TimeSpan.FromSeconds(1));
        page.WaitForAssertion(() => Assert.Contains("No setting matches.", page.Markup, StringComparison.Ordinal));
    }

    [Fact]
    public void A_service_that_does_not_say_is_named_and_the_others_are_shown()
    {
        House.Answers("GET /configuration", request => request.RequestUri!.Port == 4391 ? throw new HttpRequestException() : new HttpResponseMessage { Content = new StringContent(InForce("x", new SettingInForce("redis", "r", false, "environment", true)).ToJsonString()) });
        var page = Render<ConfigurationPage>(); // and the cluster does not answer either
        page.WaitForAssertion(() => Assert.Equal(["event-handler: It does not say: nothing useful came from house.test:4391.", "silo: No silo answers."], page.FindAll(".tile-failure").Select(f => f.TextContent)));
        Assert.Equal(4, page.FindAll("thead th").Count);
    }

    [Fact]
    public void Activity_is_told_with_links_and_filtered_by_person_and_thing()
    {
        House.Answers("GET /activity", new JsonObject
        {
            ["items"] = new JsonArray(new JsonObject
            {
                ["id"] = "1-1",
                ["at"] = Clock.GetUtcNow().ToString("O"),
                ["by"] = "helen",
                ["kind"] = "auctionPaused",
                ["text"] = "paused the auction",
                ["thing"] = "auction",
                ["thingId"] = "genesis-1",
                ["sequence"] = 4,
                ["reason"] = "<b>fire</b>",
                ["requestId"] = "r1",
            }),
            ["nextCursor"] = null,
        });
        var page = Render<ActivityPage>();
        page.WaitForAssertion(() => Assert.Equal(["27 Nov 2026, 12:00:00", "helen", "paused the auction: <b>fire</b>", "auction genesis-1 only", "r1"], page.FindAll("tbody td").Select(c => c.TextContent)));
        Assert.Equal("/auctions/genesis-1", page.FindAll("tbody a")[1].GetAttribute("href"));
        var navigation = Services.GetRequiredService<NavigationManager>();
        navigation.NavigateTo(page.FindAll("tbody a")[0].GetAttribute("href")!);
        page.WaitForAssertion(() => Assert.Contains(House.Heard, a => a.Path.Contains("by=helen", StringComparison.Ordinal)));
        Assert.Contains("by helen", page.Markup.Replace("<bdi>", "", StringComparison.Ordinal).Replace("</bdi>", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }
}
