using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Sothebais.Tests.Harness.Clerk;

namespace Sothebais.Tests.Infra.Stack;

/// <summary>Somebody from outside: by names, over TLS, with session tokens.</summary>
/// <param name="tokens">Who signs the tokens.</param>
internal sealed class EdgeClient(ClerkTokens tokens) : IDisposable
{
    private readonly ConcurrentDictionary<string, string> _signed = new();
    private readonly HttpClient _http = new(Handler()) { Timeout = TimeSpan.FromSeconds(30) };

    /// <summary>An address of the house.</summary>
    public static Uri At(string path) => new($"https://admin.{StackHouse.Domain}{path}");

    /// <summary>What reaches the house from here, whatever name it is called by. The certificate is of an authority that nobody knows.</summary>
    public static SocketsHttpHandler Handler() => new()
    {
        UseProxy = false,
        AllowAutoRedirect = false,
        MaxConnectionsPerServer = 256,
        SslOptions = { RemoteCertificateValidationCallback = (_, _, _, _) => true },
        ConnectCallback = async (context, stopping) =>
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(EngineNetwork.Inside, context.DnsEndPoint.Port, stopping);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        },
    };

    /// <summary>A session token.</summary>
    public string Token(string subject, params string[] roles) => _signed.GetOrAdd($"{subject} {string.Join(',', roles)}", _ =>
        tokens.Of(new ClerkSession($"sess_{subject}", new ClerkPerson(subject, subject, "Stack", Roles: roles)), $"https://admin.{StackHouse.Domain}"));

    /// <summary>Reads something.</summary>
    public Task<Answer> Get(string path, string? role = null) => Send(HttpMethod.Get, At(path), null, role is null ? null : Token(role, role));

    /// <summary>Creates an auction and opens it.</summary>
    public async Task<string> Open(JsonObject? with = null)
    {
        var auction = new JsonObject
        {
            ["title"] = "A lot",
            ["lot"] = new JsonObject { ["name"] = "A lot" },
            ["currency"] = "USD",
            ["openingBid"] = "10",
            ["increments"] = new JsonObject { ["fixed"] = "1" },
        };
        foreach (var (name, value) in with ?? []) auction[name] = value?.DeepClone();
        var admin = Token("admin", "admin", "auctioneer");
        var created = await Send(HttpMethod.Post, At("/api/auctions"), auction, admin);
        if (created.Status != 201) throw new InvalidOperationException(created.Text);
        var id = (string)created.Body!["id"]!;
        var opened = await Send(HttpMethod.Post, At($"/api/auctions/{id}/open"), new JsonObject(), admin);
        return opened.Status == 200 ? id : throw new InvalidOperationException(opened.Text);
    }

    /// <summary>Bids the next amount.</summary>
    public Task<Answer> BidNext(string auction, string bidder, string key) =>
        Send(HttpMethod.Post, At($"/api/auctions/{auction}/bids"), new JsonObject { ["next"] = true }, Token(bidder, "bidder"), key);

    /// <summary>The whole public log.</summary>
    public async Task<IReadOnlyList<JsonNode>> Events(string auction)
    {
        var events = new List<JsonNode>();
        while (true)
        {
            var page = (await Get($"/api/auctions/{auction}/events?after={events.Count}&limit=500", "admin")).Body!["items"]!.AsArray();
            if (page.Count == 0) return events;
            events.AddRange(page.Select(e => e!));
        }
    }

    /// <summary>Sends a request with a JSON body.</summary>
    public Task<Answer> Send(HttpMethod method, Uri address, JsonNode? body, string? token, string? key = null) => HouseClient.SendOver(_http, method, address, body, token, key);

    /// <summary>Where an address leads.</summary>
    public async Task<Uri?> LedTo(Uri address)
    {
        using var response = await _http.GetAsync(address);
        return response.Headers.Location;
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();
}
