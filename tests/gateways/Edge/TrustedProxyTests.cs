using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Sothebais.Gateways.Defaults.Ports;
using Sothebais.Gateways.Defaults.Telemetry;

namespace Sothebais.Tests.Gateways.Edge;

/// <summary>Who is believed when they say for whom they ask.</summary>
public sealed class TrustedProxyTests
{
    private static readonly (string, string)[] Said =
    [
        ("X-Forwarded-For", "198.51.100.7"), ("X-Forwarded-Proto", "https"), ("X-Forwarded-Host", "admin.example"), ("X-Forwarded-Uri", "/grafana"), ("X-Forwarded-Method", "POST"), ("X-Request-Id", "from-the-edge"),
        ("X-Original-Host", "evil.example"),
    ];

    [Theory, InlineData("172.18.0.5"), InlineData("::ffff:172.18.0.5"), InlineData("127.0.0.1"), InlineData("::1")]
    public async Task A_trusted_proxy_is_believed(string peer)
    {
        var heard = await Hear(peer);
        Assert.Equal(("198.51.100.7", "https", "admin.example", "/grafana", "POST", "from-the-edge"),
            ((string?)heard["ip"], (string?)heard["scheme"], (string?)heard["host"], (string?)heard["uri"], (string?)heard["method"], (string?)heard["id"]));
        Assert.True((bool)heard["forwarded"]!);
    }

    [Theory, InlineData("172.19.0.5"), InlineData("203.0.113.7"), InlineData("2001:db8::1")]
    public async Task What_anybody_else_says_is_dropped(string peer)
    {
        var heard = await Hear(peer);
        Assert.Equal((peer, "http", "", ""), ((string?)heard["ip"], (string?)heard["scheme"], (string?)heard["uri"], (string?)heard["method"]));
        Assert.StartsWith("127.0.0.1", (string?)heard["host"], StringComparison.Ordinal);
        Assert.False((bool)heard["forwarded"]!);
        Assert.Matches("^[0-9a-f]{32}$", (string?)heard["id"]);
    }

    [Theory, InlineData(""), InlineData("with space"), InlineData("<script>"), InlineData("a,b")]
    public async Task An_id_that_could_be_anything_else_is_replaced(string id) => Assert.Matches("^[0-9a-f]{32}$", (string?)(await Hear("127.0.0.1", ("X-Request-Id", id)))["id"]);

    [Fact]
    public async Task An_id_is_not_as_long_as_its_giver_likes() => Assert.Matches("^[0-9a-f]{32}$", (string?)(await Hear("127.0.0.1", ("X-Request-Id", new string('a', 65))))["id"]);

    private static Task<JsonNode> Hear(string peer) => Hear(peer, Said);

    private static async Task<JsonNode> Hear(string peer, params (string Name, string Value)[] said)
    {
        var port = Harness.Ports.Next();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection([new("Proxies:Trusted:0", "172.18.0.0/16")]);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        builder.AddTrustedProxies();
        await using var app = builder.Build();
        app.Use((http, next) =>
        {
            http.Connection.RemoteIpAddress = IPAddress.Parse(peer); // a test is a stranger from nowhere but this machine
            return next(http);
        });
        app.UseTrustedProxies();
        app.UseRequestIds();
        app.Run(http => http.Response.WriteAsync(new JsonObject
        {
            ["ip"] = http.Connection.RemoteIpAddress!.ToString(),
            ["scheme"] = http.Request.Scheme,
            ["host"] = http.Request.Host.Value,
            ["uri"] = http.Request.Headers["X-Forwarded-Uri"].ToString(),
            ["method"] = http.Request.Headers["X-Forwarded-Method"].ToString(),
            ["id"] = http.TraceIdentifier,
            ["forwarded"] = http.Request.IsForwarded(),
        }.ToJsonString()));
        await app.StartAsync();
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        using var request = new HttpRequestMessage(HttpMethod.Get, $"http://127.0.0.1:{port}/");
        foreach (var (name, value) in said) request.Headers.TryAddWithoutValidation(name, value);
        using var response = await client.SendAsync(request);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
    }
}
