namespace Sothebais.Tests.Gateways.Identity;

/// <summary>Without Clerk's settings no door opens in Production.</summary>
public sealed class StartTests
{
    /// <summary>Apart from the houses of other tests; only the all-in-one gets as far as to listen at all.</summary>
    private const int Offset = 9_000;

    [Theory]
    [InlineData("gateways/all-in-one", "Sothebais.Gateways.AllInOne", "Production"), InlineData("gateways/admin", "Sothebais.Gateways.Admin", null)]
    [InlineData("gateways/auction-manager", "Sothebais.Gateways.AuctionManager", null), InlineData("gateways/stream-manager", "Sothebais.Gateways.StreamManager", null)]
    [InlineData("gateways/event-handler", "Sothebais.Gateways.EventHandler", null)]
    public async Task Without_Clerk_a_service_refuses_to_start_and_says_what_is_missing(string folder, string assembly, string? environment)
    {
        // A gateway needs Redis as well; that nobody answers there is not what it should stumble over.
        List<string> arguments =
        [
            Programs.Of(folder, assembly), "--port-offset", $"{Offset}", $"--Silo:Port={Harness.Ports.Next()}", $"--Silo:GatewayPort={Harness.Ports.Next()}",
        ];
        if (environment is null) arguments.AddRange(["--redis", $"127.0.0.1:{Harness.Ports.Next()}"]);
        await using var process = ServerProcess.Start("service without Clerk", "dotnet", arguments, environment is null ? null : new Dictionary<string, string> { ["DOTNET_ENVIRONMENT"] = environment });
        await Wait.Until("it has ended", Wait.Patience, () => !process.IsRunning);
        Assert.NotEqual(0, await process.Terminate(TimeSpan.FromSeconds(1)));
        await Wait.Until("it said why", Wait.Patience, () => process.Output.Contains("Clerk__Issuer", StringComparison.Ordinal));
        Assert.Contains("Clerk is not configured", process.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Clerk__JwtKey", "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----", "Clerk:JwtKey is not a public RSA key"), InlineData("Clerk__JwtKey", "secret", "Clerk:JwtKey is not a public RSA key")]
    [InlineData("Clerk__JwksUrl", "http://clerk.sothebais.test/jwks", "keys are taken over https only"), InlineData("Clerk__JwksUrl", "jwks", "is not an address of signing keys")]
    [InlineData("Clerk__AuthorizedParties__0", "https://admin.sothebais.test/", "is not an origin"), InlineData("Clerk__OrganizationId", "sothebais", "is not an organisation's id")]
    [InlineData("Clerk__PublishableKey", "pk_live_nonsense", "is not a publishable key"), InlineData("EventSources__bridge__Key", "evs_short", "EventSources:bridge:Key")]
    public async Task Settings_that_cannot_be_meant_stop_the_start_and_are_named(string setting, string value, string why)
    {
        await using var process = ServerProcess.Start("service with odd settings", "dotnet",
            [Programs.Of("gateways/all-in-one", "Sothebais.Gateways.AllInOne"), "--port-offset", $"{Harness.Ports.NextOffset()}", $"--Silo:Port={Harness.Ports.Next()}", $"--Silo:GatewayPort={Harness.Ports.Next()}"],
            new Dictionary<string, string> { ["DOTNET_ENVIRONMENT"] = "Production", ["Clerk__Issuer"] = ClerkHouse.Issuer, [setting] = value });
        await Wait.Until("it has ended", Wait.Patience, () => !process.IsRunning);
        Assert.NotEqual(0, await process.Terminate(TimeSpan.FromSeconds(1)));
        await Wait.Until("it said why", Wait.Patience, () => process.Output.Contains(why, StringComparison.Ordinal));
    }
}
