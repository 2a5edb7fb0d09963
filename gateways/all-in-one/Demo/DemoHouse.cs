using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Sothebais.Gateways.AllInOne.Demo;

/// <summary>
/// The house as a visitor reaches it: HTTP with a session token. Whatever may pass (no answer, 429, 5xx) is tried again with the same
/// Idempotency-Key; at most <see cref="MostTries"/> times, which a restart of the house fits in.
/// </summary>
internal sealed class DemoHouse(HttpClient http, DemoAddresses addresses, TimeProvider clock)
{
    private const int MostTries = 12;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan TokenMargin = TimeSpan.FromSeconds(30);

    private readonly ConcurrentDictionary<string, (string Token, DateTimeOffset RenewAt)> _tokens = new(StringComparer.Ordinal);

    /// <summary>Reads an auction, as anybody can.</summary>
    public async Task<AuctionState> Read(string auction, CancellationToken stopping) =>
        (await Try(() => new HttpRequestMessage(HttpMethod.Get, At($"/auctions/{auction}")), null, stopping)).Read<AuctionState>();

    /// <summary>Posts to the auction manager.</summary>
    /// <param name="person">Who asks.</param>
    /// <param name="path">The path, from the root.</param>
    /// <param name="body">The body.</param>
    /// <param name="key">The Idempotency-Key: one for what is meant, however often it is sent.</param>
    /// <param name="stopping">Gives up.</param>
    public Task<HouseAnswer> Post<T>(DemoPerson person, string path, T body, string key, CancellationToken stopping) =>
        Try(() => new HttpRequestMessage(HttpMethod.Post, At(path)) { Content = JsonContent.Create(body, options: HouseAnswer.Json), Headers = { { "Idempotency-Key", key } } }, person, stopping);

    /// <summary>Directs the demo's stream; a no is none of the sale's business.</summary>
    /// <param name="method">The method.</param>
    /// <param name="path">The path at the stream manager, from the root.</param>
    /// <param name="body">The body.</param>
    /// <param name="key">The Idempotency-Key.</param>
    /// <param name="stopping">Gives up.</param>
    public Task Direct<T>(HttpMethod method, string path, T body, string key, CancellationToken stopping) => Try(
        () => new HttpRequestMessage(method, new Uri(addresses.StreamManager, path)) { Content = JsonContent.Create(body, options: HouseAnswer.Json), Headers = { { "Idempotency-Key", key }, { "If-Match", "*" } } },
        DemoBidders.Auctioneer, stopping);

    private Uri At(string path) => new(addresses.AuctionManager, path);

    private async Task<HouseAnswer> Try(Func<HttpRequestMessage> ask, DemoPerson? person, CancellationToken stopping)
    {
        var pause = FirstPause;
        for (var tries = 1; ; tries++)
        {
            TimeSpan? asked = null;
            try
            {
                using var request = ask();
                if (person is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await TokenOf(person, stopping));
                using var response = await http.SendAsync(request, stopping);
                var answer = new HouseAnswer((int)response.StatusCode, await response.Content.ReadAsByteArrayAsync(stopping));
                var forgotten = response.StatusCode == HttpStatusCode.Unauthorized && person is not null && _tokens.TryRemove(person.Sub, out _); // a restarted issuer has another key
                if (!(forgotten || response.StatusCode is HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError) || tries == MostTries) return answer;
                asked = response.Headers.RetryAfter?.Delta;
            }
            catch (HttpRequestException) when (tries < MostTries)
            {
                // refused, reset, cut off: the pause below, and again
            }
            catch (OperationCanceledException) when (!stopping.IsCancellationRequested && tries < MostTries)
            {
                // the client's own time limit
            }
            await Task.Delay(asked is { } wanted && wanted > pause ? Least(wanted, LongestPause) : pause, clock, stopping);
            pause = Least(pause * 2, LongestPause);
        }
    }

    private static TimeSpan Least(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private async Task<string> TokenOf(DemoPerson person, CancellationToken stopping)
    {
        if (_tokens.TryGetValue(person.Sub, out var known) && clock.GetUtcNow() < known.RenewAt) return known.Token;
        using var response = await http.PostAsJsonAsync(new Uri(addresses.Admin, "/dev/token"), person, HouseAnswer.Json, stopping);
        response.EnsureSuccessStatusCode();
        var token = (await response.Content.ReadFromJsonAsync<TokenAnswer>(HouseAnswer.Json, stopping))?.Token ?? throw new HttpRequestException("The issuer gave no token.");
        _tokens[person.Sub] = (token, RenewalOf(token));
        return token;
    }

    // Ahead of its end, by half of what is left where that is short.
    private DateTimeOffset RenewalOf(string token)
    {
        var now = clock.GetUtcNow();
        if (token.Split('.') is not [_, var payload, _]) return now + TokenMargin;
        try
        {
            using var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(payload));
            var left = DateTimeOffset.FromUnixTimeSeconds(claims.RootElement.GetProperty("exp").GetInt64()) - now;
            return now + (left > TokenMargin * 2 ? left - TokenMargin : left / 2);
        }
        catch (Exception e) when (e is JsonException or FormatException or KeyNotFoundException or InvalidOperationException)
        {
            return now + TokenMargin; // it says no end; a new one costs little
        }
    }
}
