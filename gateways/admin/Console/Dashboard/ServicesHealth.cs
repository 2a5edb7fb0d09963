using Sothebais.Gateways.Admin.Forwarding;
using Sothebais.Gateways.Defaults.Ports;

namespace Sothebais.Gateways.Admin.Console.Dashboard;

/// <summary>Asks every service for its health.</summary>
internal sealed class ServicesHealth(HttpClient http, ServiceAddresses services, ServicePorts admin)
{
    /// <summary>The services and whether each is ready.</summary>
    public async Task<ServiceHealth[]> Ask(CancellationToken stopping) => await Task.WhenAll(
        Of("Admin gateway", new Uri($"http://127.0.0.1:{admin.Main}"), stopping),
        Of("Auction manager", services.AuctionManager, stopping),
        Of("Stream manager", services.StreamManager, stopping),
        Of("Event handler", services.EventHandler, stopping));

    private async Task<ServiceHealth> Of(string name, Uri main, CancellationToken stopping)
    {
        try
        {
            using var answer = await http.GetAsync(new Uri(main, "/api/health"), stopping);
            return new ServiceHealth(name, main.Port, answer.IsSuccessStatusCode);
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !stopping.IsCancellationRequested)
        {
            return new ServiceHealth(name, main.Port, false);
        }
    }
}

/// <summary>A service and whether it is ready.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Port">Its main port.</param>
/// <param name="Ok">Whether it is ready.</param>
internal sealed record ServiceHealth(string Name, int Port, bool Ok);
