using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Sothebais.Tests.Harness;
using Xunit;

namespace Sothebais.Tests.Browser.Attack;

/// <summary>A house in which every text that people, senders and settings can bring is a payload.</summary>
public sealed class BaitedHouse : IAsyncLifetime
{
    /// <summary>What everything is called where an id is needed.</summary>
    public const string Id = "bait";

    private AllInOneHouse? _house;

    /// <summary>A client of it, an admin's.</summary>
    public HouseClient Client { get; private set; } = null!;

    /// <summary>Its doors.</summary>
    public HouseAddresses At => _house!.At;

    /// <summary>The id of a bidder whom the house knows; it needs none of a payload's characters to be kept.</summary>
    public static string Bidder { get; } = Payloads.Word(1).Replace("/", "", StringComparison.Ordinal);

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        _house = await AllInOneHouse.Start(null, "--Webhooks:Schedule:0=00:00:00", $"--Sales:Motto={Payloads.Long}", $"--Overlay:BiddingPage=https://bid.example/{{auctionId}}?{Payloads.Word(1)}");
        Client = new HouseClient(At);
        await Bidders();
        await Auctions();
        await Streams();
        await Events();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Client?.Dispose();
        if (_house is not null) await _house.DisposeAsync();
    }

    private async Task Bidders()
    {
        await Done(4100, "POST", "/bidders", new() { ["id"] = Bidder, ["name"] = Payloads.Of(2), ["handles"] = new JsonArray([.. Enumerable.Range(0, 12).Select(n => (JsonNode)new JsonObject { ["platform"] = "x", ["handle"] = Payloads.Word(n) })]) });
        await Done(4100, "POST", $"/bidders/{Uri.EscapeDataString(Bidder)}/block", new() { ["reason"] = Payloads.Of(0) });
        await Done(4100, "POST", $"/bidders/{Uri.EscapeDataString(Bidder)}/unblock", []);
    }

    private async Task Auctions()
    {
        await Done(4100, "POST", "/sales", new() { ["id"] = Id, ["title"] = Payloads.Of(1), ["currency"] = "USD" });
        foreach (var n in Enumerable.Range(0, 4))
        {
            await Client.Create(new JsonObject { ["id"] = $"{Id}-{n}", ["title"] = Payloads.Of(n + 2), ["lot"] = Payloads.Lot(n) });
            await Done(4100, "POST", $"/sales/{Id}/lots", new() { ["lots"] = new JsonArray($"{Id}-{n}") });
        }
        await Done(4100, "POST", $"/sales/{Id}/open", []);
        await Done(4100, "POST", $"/sales/{Id}/paddles", new() { ["bidderId"] = Bidder });
        await Client.Open(new JsonObject { ["id"] = Id, ["title"] = Payloads.Of(0), ["lot"] = Payloads.Lot(1) });
        foreach (var n in Enumerable.Range(0, Payloads.All.Length)) await Bid(Id, n);
        await Done(4100, "DELETE", $"/auctions/{Id}/bids/{Id}-4", new() { ["reason"] = Payloads.Of(1) });
        await Done(4100, "POST", $"/auctions/{Id}/pause", new() { ["reason"] = Payloads.Of(3) });
        await Done(4100, "POST", $"/auctions/{Id}/resume", []);
        await Client.Open(new JsonObject { ["id"] = $"{Id}-sold", ["title"] = Payloads.Of(2), ["lot"] = Payloads.Lot(2) });
        await Done(4100, "POST", $"/auctions/{Id}-sold/bids", new() { ["bidderId"] = Bidder, ["name"] = Payloads.Of(4), ["next"] = true });
        await Done(4100, "POST", $"/auctions/{Id}-sold/hammer", []);
        await Done(4100, "POST", $"/auctions/{Id}-sold/settle", new() { ["reference"] = Payloads.Of(5) });
        await Client.Open(new JsonObject { ["id"] = $"{Id}-off", ["title"] = Payloads.Of(3), ["lot"] = Payloads.Lot(3) });
        await Done(4100, "POST", $"/auctions/{Id}-off/cancel", new() { ["reason"] = Payloads.Of(0) });
    }

    private Task Bid(string auction, int n) => Done(4100, "POST", $"/auctions/{auction}/bids", new() { ["bidderId"] = Payloads.Word(n), ["name"] = Payloads.Of(n), ["next"] = true });

    private async Task Streams()
    {
        await Done(4200, "POST", "/streams", new() { ["id"] = Id, ["title"] = Payloads.Of(0), ["auctionId"] = Id });
        var layers = Payloads.All.Select((p, n) => (JsonNode)Layer("text", n, new() { ["text"] = $"{p}\n{p}" })).ToList();
        layers.Add(Layer("image", 13, new() { ["source"] = "https://pictures.example/x.png?\"'><x-pwned/onerror=pwned()>" }));
        layers.Add(Layer("video", 14, new() { ["source"] = "https://pictures.example/x.mp4?\"'><x-pwned/onerror=pwned()>" }));
        layers.Add(Layer("qr-code", 15, new() { ["address"] = "https://bid.example/{auctionId}?\"'><x-pwned/onload=pwned()>" }));
        foreach (var kind in new[] { "lot-card", "price", "leader", "countdown", "bid-ticker", "leaderboard", "caption", "sold-banner" }) layers.Add(Layer(kind, layers.Count, null));
        await Done(4200, "POST", $"/streams/{Id}/scenes", new() { ["id"] = Id, ["name"] = Payloads.Of(3), ["layers"] = new JsonArray([.. layers]) });
        await Done(4200, "POST", $"/streams/{Id}/take", new() { ["scene"] = Id });
        await Done(4200, "POST", $"/streams/{Id}/live", []);
        await Done(4200, "POST", $"/streams/{Id}/captions", new() { ["text"] = Payloads.Of(0) + Payloads.Of(1) + Payloads.Of(2), ["duration"] = "PT1H" });
        var drawing = $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><script>pwned('drawing')</script><image href=\"https://{Payloads.Canary}/i.png\"/><rect onload=\"pwned()\" width=\"9\" height=\"9\"/></svg>";
        await Sent(4200, $"/streams/{Id}/assets?name={Uri.EscapeDataString(Payloads.Of(1))}", drawing, "image/svg+xml", 201);
    }

    private static JsonObject Layer(string kind, int n, JsonObject? content) => new() { ["id"] = $"{kind}-{n}", ["kind"] = kind, ["x"] = n % 6 * 300, ["y"] = n / 6 * 200, ["width"] = 290, ["height"] = 190, ["content"] = content };

    // Events of strangers' types are kept; a bid for nobody's auction is a dead letter, and what a webhook cannot be brought is another.
    private async Task Events()
    {
        await Done(4300, "POST", "/webhooks", new() { ["id"] = Id, ["url"] = "https://shop.example/?\"'><x-pwned/onerror=pwned()>", ["type"] = Payloads.Word(2), ["subject"] = Payloads.Of(0), ["source"] = Payloads.Word(1) });
        foreach (var (payload, n) in Payloads.All.Select((p, n) => (p, n)))
        {
            var kept = new JsonObject { ["specversion"] = "1.0", ["id"] = Printable(payload), ["source"] = "/" + Uri.EscapeDataString(payload), ["type"] = Printable(payload), ["subject"] = Printable(payload), ["data"] = new JsonObject { [payload] = payload } };
            await Sent(4300, "/events", kept.ToJsonString(), "application/cloudevents+json", 202);
            var bid = new JsonObject { ["specversion"] = "1.0", ["id"] = Printable(payload) + n, ["source"] = "/bids", ["type"] = "com.sothebais.bid.requested.v1", ["data"] = new JsonObject { ["auctionId"] = Payloads.Word(n), ["bidderId"] = payload, ["name"] = payload, ["amount"] = payload } };
            await Sent(4300, "/events", bid.ToJsonString(), "application/cloudevents+json", 202);
        }
    }

    private static string Printable(string payload) => payload.Replace("\u2028", "", StringComparison.Ordinal).Replace("\u2029", "", StringComparison.Ordinal);

    private async Task Done(int port, string method, string path, JsonObject body)
    {
        var answer = await Client.Send(new HttpMethod(method), At.On(port, path), body, await Client.Admin());
        Assert.True(answer.Status is >= 200 and < 300, $"{method} {path}: {answer.Status} {answer.Text}\n{body.ToJsonString()}");
    }

    private async Task Sent(int port, string path, string body, string type, int status)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, At.On(port, path)) { Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue(type)) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await Client.Admin());
        using var answer = await Client.Http.SendAsync(request);
        Assert.True((int)answer.StatusCode == status, $"{path}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}\n{body}");
    }
}
