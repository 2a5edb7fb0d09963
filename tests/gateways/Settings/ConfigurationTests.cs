namespace Sothebais.Tests.Gateways.Settings;

/// <summary>The configuration in force, inside the house.</summary>
public sealed class ConfigurationTests(OpenHouse house)
{
    [Theory, InlineData(3091, "admin-frontend"), InlineData(4091, "silo"), InlineData(4191, "auction-manager"), InlineData(4291, "stream-manager"), InlineData(4391, "event-handler")]
    public async Task Every_health_port_says_what_its_service_goes_by_and_no_secret(int port, string service)
    {
        var said = await house.Client.Get(port, "/configuration");
        Assert.Equal((200, service, "Development"), (said.Status, (string?)said.Json["service"], (string?)said.Json["environment"]));
        Assert.Equal("no-store", said.Header("Cache-Control"));
        Assert.DoesNotContain(OpenHouse.SourceKey, said.Text, StringComparison.Ordinal);
        var key = said.Json["settings"]!.AsArray().Single(s => (string?)s!["key"] == "EventSources:test-bridge:Key")!;
        Assert.Equal((true, "command line"), ((bool)key["masked"]!, (string?)key["source"]));
        var plain = said.Json["settings"]!.AsArray().Single(s => (string?)s!["key"] == "Assets:LargestImage")!;
        Assert.Equal((false, $"{OpenHouse.LargestImage}"), ((bool)plain["masked"]!, (string?)plain["value"]));
    }

    [Theory, InlineData(3000), InlineData(4000), InlineData(4090), InlineData(4100), InlineData(4190), InlineData(4200), InlineData(4201), InlineData(4300), InlineData(4301)]
    public async Task No_other_port_does(int port) => Assert.Equal(404, (await house.Client.Get(port, "/configuration", await house.Client.Admin())).Status);
}
