using System.Text.Json;
using Sothebais.Gateways.Admin.Forwarding;
using Sothebais.Gateways.Defaults.Ports;

namespace Sothebais.Gateways.Admin.Console.Dashboard;

/// <summary>Asks every service for its health: on its health port, which names each check, or else on its main one.</summary>
internal sealed class ServicesHealth(HttpClient http, ServiceAddresses services, ServicePorts admin, TimeProvider clock)
{
    private static readonly Uri Here = new("http://127.0.0.1");

    /// <summary>The services and whether each is ready.</summary>
    public async Task<ServiceHealth[]> Ask(CancellationToken stopping) => await Task.WhenAll(
        Of("Admin gateway", new UriBuilder(Here) { Port = admin.Main }.Uri, ServicePorts.Admin, stopping),
        Of("Auction manager", services.AuctionManager, ServicePorts.AuctionManager, stopping),
        Of("Stream manager", services.StreamManager, ServicePorts.StreamManager, stopping),
        Of("Event handler", services.EventHandler, ServicePorts.EventHandler, stopping));

    private async Task<ServiceHealth> Of(string name, Uri main, ServicePorts ports, CancellationToken stopping)
    {
        var health = ServiceAddresses.On(main, ports.Health + admin.Main - ServicePorts.Admin.Main);
        var began = clock.GetTimestamp();
        foreach (var address in new[] { new Uri(health, "/health"), new Uri(main, "/api/health") })
        {
            try
            {
                using var answer = await http.GetAsync(address, stopping);
                return new ServiceHealth(name, main.Port, answer.IsSuccessStatusCode, clock.GetElapsedTime(began), Checks(await answer.Content.ReadAsByteArrayAsync(stopping)));
            }
            catch (Exception e) when (e is HttpRequestException || (e is OperationCanceledException && !stopping.IsCancellationRequested))
            {
                began = clock.GetTimestamp(); // the main port may answer where the health port is not to be reached
            }
        }
        return new ServiceHealth(name, main.Port, false, null, []);
    }

    private static CheckHealth[] Checks(byte[] body)
    {
        try
        {
            var health = JsonElement.Parse(body);
            if (health.ValueKind != JsonValueKind.Object || !health.TryGetProperty("checks", out var checks)) return [];
            return [.. checks.EnumerateObject().Select(check => new CheckHealth(
                check.Name, check.Value.GetProperty("status").GetString() == "ok", TimeSpan.FromMilliseconds(check.Value.GetProperty("durationMs").GetDouble()),
                check.Value.TryGetProperty("description", out var words) ? words.GetString() : null))];
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return []; // not the house's words
        }
    }
}

/// <summary>A service and whether it is ready.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Port">Its main port.</param>
/// <param name="Ok">Whether it is ready.</param>
/// <param name="Answered">How long it took to answer; null where it did not.</param>
/// <param name="Checks">What it checked; empty where only its main port could be asked.</param>
internal sealed record ServiceHealth(string Name, int Port, bool Ok, TimeSpan? Answered, CheckHealth[] Checks);

/// <summary>One check of a service's health.</summary>
/// <param name="Name">What was checked.</param>
/// <param name="Ok">Whether it is well.</param>
/// <param name="Took">How long the check took.</param>
/// <param name="Words">What it says; null is nothing.</param>
internal sealed record CheckHealth(string Name, bool Ok, TimeSpan Took, string? Words);
