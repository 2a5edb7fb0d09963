using System.Text.Json;
using Sothebais.Gateways.Admin.Forwarding;
using Sothebais.Gateways.Defaults.Ports;
using Sothebais.Gateways.Defaults.Settings;

namespace Sothebais.Gateways.Admin.Console.Operations;

/// <summary>Asks every service and silo for the configuration that it goes by. They mask their secrets themselves.</summary>
internal sealed class HouseSettings(HttpClient http, ServiceAddresses services, ServicePorts admin, Silos silos)
{
    private const int MostSilos = 20;

    /// <summary>What each goes by, or why that is not known.</summary>
    public async Task<ServiceSettings[]> All(CancellationToken stopping)
    {
        var offset = admin.Main - ServicePorts.Admin.Main;
        Task<ServiceSettings> Gateway(Uri main, ServicePorts ports) => Ask(ports.Service, ServiceAddresses.On(main, ports.Health + offset), stopping);
        return await Task.WhenAll(
        [
            Gateway(new Uri("http://127.0.0.1"), ServicePorts.Admin), Gateway(services.AuctionManager, ServicePorts.AuctionManager), Gateway(services.StreamManager, ServicePorts.StreamManager),
            Gateway(services.EventHandler, ServicePorts.EventHandler), .. await Silos(stopping),
        ]);
    }

    /// <summary>The versions of the silos that run, by their addresses; of one that does not say, a dash.</summary>
    public async Task<Dictionary<string, string>> Versions(CancellationToken stopping)
    {
        var running = await Running(stopping);
        var said = await Task.WhenAll(running.Select(silo => Ask(silo.Name, Health(silo), stopping)));
        return said.ToDictionary(silo => silo.Name, silo => silo.InForce?.Version ?? "–");
    }

    private async Task<SiloGlance[]> Running(CancellationToken stopping) => [.. (await silos.All(stopping)).Where(s => s.Status == SiloStatus.Active).Take(MostSilos)];

    private Uri Health(SiloGlance silo) => new UriBuilder("http", silo.Address.Endpoint.Address.ToString(), ServicePorts.Silo.Health + admin.Main - ServicePorts.Admin.Main).Uri;

    private async Task<IEnumerable<Task<ServiceSettings>>> Silos(CancellationToken stopping)
    {
        try
        {
            var running = await Running(stopping);
            return running.Select(s => Ask(running.Length == 1 ? "silo" : $"silo {s.Name}", Health(s), stopping));
        }
        catch (Exception e) when (e is OrleansException or TimeoutException)
        {
            return [Task.FromResult(new ServiceSettings("silo", null, "No silo answers."))];
        }
    }

    private async Task<ServiceSettings> Ask(string name, Uri health, CancellationToken stopping)
    {
        try
        {
            return new ServiceSettings(name, await http.GetFromJsonAsync<SettingsInForce>(new Uri(health, "/configuration"), stopping), null);
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or OperationCanceledException && !stopping.IsCancellationRequested)
        {
            return new ServiceSettings(name, null, $"It does not say: nothing useful came from {health.Host}:{health.Port}.");
        }
    }
}

/// <summary>What a service goes by.</summary>
/// <param name="Name">Which service or silo.</param>
/// <param name="InForce">Its settings; null where it did not say.</param>
/// <param name="Failure">Why not; null where it did.</param>
internal sealed record ServiceSettings(string Name, SettingsInForce? InForce, string? Failure);
