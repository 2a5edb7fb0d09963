namespace Sothebais.Tests.Infra.Redis;

/// <summary>A Redis that asks for a password.</summary>
public sealed class RedisPasswordTests
{
    /// <summary>With what would end it in a connection string.</summary>
    private const string Password = "s3cret, and=more";

    // The silo logs its options, as an operator may have it do in search of a fault.
    private static readonly string[] Talkative = ["--Logging:LogLevel:Default=Debug", "--Logging:LogLevel:Orleans.Runtime.SiloOptionsLogger=Information"];

    [Fact]
    public async Task A_silo_and_a_gateway_that_know_it_get_in_and_say_it_nowhere()
    {
        await using var redis = await RedisServer.Start(Password);
        var at = new HouseAddresses(Harness.Ports.NextOffset());
        await using var silo = Start("silo", "Sothebais.Silo", redis, at, Password);
        await using var gateway = Start("gateways/event-handler", "Sothebais.Gateways.EventHandler", redis, at, Password);
        await Programs.Ready(at, silo, 4091);
        await Programs.Ready(at, gateway, 4391);
        using var http = new HttpClient();
        var health = await http.GetStringAsync(at.On(4391, "/health"));
        Assert.Contains("\"redis\":{\"status\":\"ok\"", health, StringComparison.Ordinal);
        Assert.Contains("RedisStorageOptions", silo.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", silo.Output + gateway.Output + health, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_house_in_one_process_gets_in_as_well()
    {
        await using var redis = await RedisServer.Start(Password);
        await using var house = await AllInOneHouse.Start(redis.Connection, [$"--Redis:Password={Password}", .. Talkative]);
        Assert.DoesNotContain("s3cret", house.Process.Output, StringComparison.Ordinal);
    }

    [Theory, InlineData("wr0ng"), InlineData("")]
    public async Task A_silo_without_it_ends_at_once_and_says_which_setting_is_wrong(string password)
    {
        await using var redis = await RedisServer.Start(Password);
        await using var silo = Start("silo", "Sothebais.Silo", redis, new HouseAddresses(Harness.Ports.NextOffset()), password);
        await Wait.Until("it has ended", Wait.Patience, () => !silo.IsRunning);
        Assert.NotEqual(0, await silo.Terminate(TimeSpan.FromSeconds(1)));
        await Wait.Until("it said why", Wait.Patience, () => silo.Output.Contains("Redis:Password is missing or wrong", StringComparison.Ordinal));
        Assert.DoesNotContain("wr0ng", silo.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_that_cannot_be_read_is_not_quoted()
    {
        var at = new HouseAddresses(Harness.Ports.NextOffset());
        await using var silo = ServerProcess.Start("silo", "dotnet", [Programs.Of("silo", "Sothebais.Silo"), "--redis", "127.0.0.1:6379,passwort=s3cret", "--port-offset", $"{at.Offset}"]);
        await Wait.Until("it said why", Wait.Patience, () => silo.Output.Contains("The connection to Redis cannot be read", StringComparison.Ordinal));
        await Wait.Until("it has ended", Wait.Patience, () => !silo.IsRunning);
        Assert.DoesNotContain("s3cret", silo.Output, StringComparison.Ordinal);
    }

    private static ServerProcess Start(string folder, string assembly, RedisServer redis, HouseAddresses at, string password) =>
        ServerProcess.Start(assembly, "dotnet",
            [
                Programs.Of(folder, assembly), "--redis", redis.Connection, "--port-offset", $"{at.Offset}",
                $"--Silo:Port={Harness.Ports.Next()}", $"--Silo:GatewayPort={Harness.Ports.Next()}", .. Talkative,
            ],
            new Dictionary<string, string> { ["DOTNET_ENVIRONMENT"] = "Development", ["Redis__Password"] = password });
}
