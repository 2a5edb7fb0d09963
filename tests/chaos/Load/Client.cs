using System.Diagnostics;
using System.Text.Json.Nodes;
using Sothebais.Tests.Chaos.House;
using Sothebais.Tests.Harness.Clerk;

namespace Sothebais.Tests.Chaos.Load;

/// <summary>A client that asks again, under the same key, until it has an answer that is one.</summary>
/// <param name="house">The house.</param>
/// <param name="told">Where it notes what it is told.</param>
/// <param name="timeout">How long it waits for one answer; 8 s where nothing is said.</param>
public sealed class Client(ChaosHouse house, Told told, TimeSpan? timeout = null) : IDisposable
{
    /// <summary>How long it asks again before it gives up: the house had all its faults made good long before.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, MaxConnectionsPerServer = 512 }) { Timeout = timeout ?? TimeSpan.FromSeconds(8) };
    private readonly string _token = house.Tokens.Of(new ClerkSession("sess_chaos", new ClerkPerson("desk", Roles: ["admin", "auctioneer", "event-source"])), origin: null);

    /// <summary>What it was told.</summary>
    public Told Told => told;

    /// <summary>Sends a request until it is answered.</summary>
    /// <exception cref="TimeoutException">It never was.</exception>
    public async Task<Answer> Persist(HttpMethod method, Uri address, JsonNode? body, string? key = null, string type = "application/json")
    {
        var (started, pause, last) = (Stopwatch.GetTimestamp(), 20, "");
        while (Stopwatch.GetElapsedTime(started) < Patience)
        {
            try
            {
                var answer = await Once(method, address, body, key, type);
                if (answer.Status is < 500 and not 429) return answer;
                last = $"{answer.Status} {answer.Text}";
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException or IOException)
            {
                last = e.Message;
            }
            await Task.Delay(pause);
            pause = Math.Min(2 * pause, 200);
        }
        throw new TimeoutException($"{method} {address} ({key}) was not answered within {Patience}: {last}");
    }

    /// <summary>Sends a request once.</summary>
    public Task<Answer> Once(HttpMethod method, Uri address, JsonNode? body, string? key = null, string type = "application/json") =>
        HouseClient.SendOver(_http, method, address, body, _token, key, type);

    /// <summary>Does what must succeed.</summary>
    /// <exception cref="InvalidOperationException">The house refused it.</exception>
    public async Task<JsonNode> Must(HttpMethod method, Uri address, JsonNode? body, string? key = null)
    {
        var answer = await Persist(method, address, body, key);
        return answer.Status is >= 200 and < 300 ? answer.Body! : throw new InvalidOperationException($"{method} {address}: {answer.Status} {answer.Text}");
    }

    /// <summary>Drives an auction.</summary>
    /// <returns>Whether it was done.</returns>
    public async Task<bool> Drive(string auction, string verb, string key, JsonObject? body = null)
    {
        var answer = await Persist(HttpMethod.Post, house.At.On(4100, $"/auctions/{auction}/{verb}"), body ?? [], key);
        if (answer.Status is not (200 or 409)) told.Unexpected.Enqueue($"{verb} {auction}: {answer.Status} {answer.Text}");
        told.Drives.Enqueue(new DriveTold(auction, verb, "=" + key, answer.Status == 200));
        return answer.Status == 200;
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();
}
