namespace Sothebais.Tests.Gateways.Ports;

/// <summary>A service that asks its own health, as containers have it asked.</summary>
public sealed class HealthProbeTests(OpenHouse house)
{
    [Theory]
    [InlineData("gateways/admin", "Sothebais.Gateways.Admin"), InlineData("gateways/auction-manager", "Sothebais.Gateways.AuctionManager")]
    [InlineData("gateways/stream-manager", "Sothebais.Gateways.StreamManager"), InlineData("gateways/event-handler", "Sothebais.Gateways.EventHandler"), InlineData("silo", "Sothebais.Silo")]
    public async Task It_ends_with_0_where_the_service_is_ready_and_with_1_where_there_is_none(string folder, string assembly)
    {
        Assert.Equal(0, await Probe(folder, assembly, house.At.Offset));
        Assert.Equal(1, await Probe(folder, assembly, Harness.Ports.NextOffset()));
    }

    private static async Task<int> Probe(string folder, string assembly, int offset)
    {
        await using var process = ServerProcess.Start("probe", "dotnet", [Programs.Of(folder, assembly), "--health", "--port-offset", $"{offset}"]);
        await Wait.Until("it has ended", Wait.Patience, () => !process.IsRunning);
        return await process.Terminate(TimeSpan.FromSeconds(1));
    }
}
