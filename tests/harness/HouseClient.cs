using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Sothebais.Tests.Harness;

/// <summary>A client of the house's HTTP API, as a user would write it.</summary>
public sealed class HouseClient(HouseAddresses at) : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { MaxConnectionsPerServer = 512, UseProxy = false }) { Timeout = TimeSpan.FromSeconds(30) };
    private readonly ConcurrentDictionary<string, string> _tokens = new();

    /// <summary>The house's doors.</summary>
    public HouseAddresses At => at;

    /// <summary>The client below, for what is not here.</summary>
    public HttpClient Http => _http;

    /// <summary>A token of the local issuer.</summary>
    public async Task<string> Token(string subject, params string[] roles)
    {
        var who = $"{subject} {string.Join(',', roles)}";
        if (_tokens.TryGetValue(who, out var known)) return known;
        var wanted = new JsonObject { ["sub"] = subject, ["name"] = subject, ["roles"] = new JsonArray([.. roles.Select(r => (JsonNode)r)]) };
        var answer = await Send(HttpMethod.Post, at.On(3000, "/dev/token"), wanted, token: null);
        return _tokens[who] = (string)answer.Body!["token"]!;
    }

    /// <summary>Forgets all tokens: a house that was started again signs with a new key.</summary>
    public void SignOut() => _tokens.Clear();

    /// <summary>The token of an admin who may do everything.</summary>
    public Task<string> Admin() => Token("admin", "admin", "auctioneer", "event-source");

    /// <summary>Sends a request with a JSON body.</summary>
    public Task<Answer> Send(HttpMethod method, Uri address, JsonNode? body, string? token, string? key = null) => SendOver(_http, method, address, body, token, key);

    /// <summary>Sends a request with a JSON body over a line of one's own.</summary>
    public static async Task<Answer> SendOver(HttpClient http, HttpMethod method, Uri address, JsonNode? body, string? token, string? key = null, string type = "application/json")
    {
        using var request = new HttpRequestMessage(method, address);
        if (body is not null) request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, type);
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        using var response = await http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        return new Answer((int)response.StatusCode, text.Length > 0 && text[0] is '{' or '[' ? JsonNode.Parse(text) : null, text);
    }

    /// <summary>Creates an auction and says its id; USD, opening at 10, steps of 1, no clock, unless told otherwise.</summary>
    public async Task<string> Create(JsonObject? with = null)
    {
        var auction = new JsonObject
        {
            ["title"] = "A test lot",
            ["lot"] = new JsonObject { ["name"] = "A test lot" },
            ["currency"] = "USD",
            ["openingBid"] = "10",
            ["increments"] = new JsonObject { ["fixed"] = "1" },
        };
        foreach (var (name, value) in with ?? []) auction[name] = value?.DeepClone();
        var answer = await Send(HttpMethod.Post, at.On(4100, "/auctions"), auction, await Admin());
        return answer.Status == 201 ? (string)answer.Body!["id"]! : throw new InvalidOperationException(answer.Text);
    }

    /// <summary>Creates an auction and opens it.</summary>
    public async Task<string> Open(JsonObject? with = null)
    {
        var id = await Create(with);
        var answer = await Drive(id, "open");
        return answer.Status == 200 ? id : throw new InvalidOperationException(answer.Text);
    }

    /// <summary>Drives an auction.</summary>
    public async Task<Answer> Drive(string id, string verb, JsonObject? body = null, string? key = null) =>
        await Send(HttpMethod.Post, at.On(4100, $"/auctions/{id}/{verb}"), body ?? [], await Admin(), key);

    /// <summary>Bids for somebody, as an event source.</summary>
    public async Task<Answer> Bid(string id, string bidder, string amount, string? key = null) =>
        await Send(HttpMethod.Post, at.On(4100, $"/auctions/{id}/bids"), new JsonObject { ["bidderId"] = bidder, ["name"] = bidder, ["amount"] = amount }, await Admin(), key);

    /// <summary>Bids the next amount for somebody, as an event source.</summary>
    public async Task<Answer> BidNext(string id, string bidder, string? key = null) =>
        await Send(HttpMethod.Post, at.On(4100, $"/auctions/{id}/bids"), new JsonObject { ["bidderId"] = bidder, ["name"] = bidder, ["next"] = true }, await Admin(), key);

    /// <summary>The auction's view.</summary>
    public async Task<JsonNode> View(string id) => (await Send(HttpMethod.Get, at.On(4100, $"/auctions/{id}"), null, null)).Body!;

    /// <summary>The whole public log.</summary>
    public async Task<List<JsonNode>> Events(string id)
    {
        var events = new List<JsonNode>();
        while (true)
        {
            var page = (await Send(HttpMethod.Get, at.On(4100, $"/auctions/{id}/events?after={events.Count}&limit=500"), null, null)).Body!["items"]!.AsArray();
            if (page.Count == 0) return events;
            events.AddRange(page.Select(e => e!));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();
}

/// <summary>An answer of the API.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The JSON body; null where there is none.</param>
/// <param name="Text">The body as it came.</param>
public sealed record Answer(int Status, JsonNode? Body, string Text)
{
    /// <summary>The problem's code; null where it is none.</summary>
    public string? Code => (string?)Body?["code"];
}
