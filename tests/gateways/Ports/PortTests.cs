using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace Sothebais.Tests.Gateways.Ports;

/// <summary>Every documented port answers what it is documented to answer, and nothing else.</summary>
public sealed class PortTests(OpenHouse house)
{
    private static readonly int[] Main = [3000, 4100, 4200, 4300];
    private static readonly int[] Metrics = [3090, 4190, 4290, 4390];
    private static readonly int[] Health = [3091, 4191, 4291, 4391];

    public static TheoryData<int, string, int> Doors
    {
        get
        {
            var doors = new TheoryData<int, string, int>();
            foreach (var port in Main)
            {
                foreach (var path in new[] { "/api/health", "/openapi/v1.json", "/docs" }) doors.Add(port, path, 200);
                foreach (var path in new[] { "/metrics", "/health", "/health/live", "/health/ready", "/ws", "/nothing" })
                    if ((port, path) != (3000, "/ws")) doors.Add(port, path, 404);
            }
            foreach (var port in Metrics)
            {
                doors.Add(port, "/metrics", 200);
                foreach (var path in new[] { "/", "/health", "/health/ready", "/api/health", "/auctions", "/openapi/v1.json", "/docs", "/events", "/overlay/auction/x", "/dev/token" })
                    doors.Add(port, path, 404);
            }
            foreach (var port in Health)
            {
                foreach (var path in new[] { "/health", "/health/live", "/health/serving", "/health/ready", "/configuration" }) doors.Add(port, path, 200);
                foreach (var path in new[] { "/", "/metrics", "/api/health", "/auctions", "/openapi/v1.json", "/docs", "/events", "/overlay/auction/x", "/auth/verify" })
                    doors.Add(port, path, 404);
            }
            foreach (var path in new[] { "/", "/api/health", "/metrics", "/health", "/overlay/auction/x", "/overlay/version", "/events", "/openapi/v1.json" }) doors.Add(4201, path, 404);
            foreach (var path in new[] { "/", "/api/health", "/metrics", "/health", "/ws", "/events/x-1", "/openapi/v1.json" }) doors.Add(4301, path, 404);
            foreach (var path in new[] { "/events", "/overlay/auction/x", "/api/auctions", "/.well-known/jwks.json", "/auth/verify" }) doors.Add(4100, path, 404);
            foreach (var path in new[] { "/auctions", "/events", "/" }) doors.Add(4200, path, 404);
            foreach (var path in new[] { "/auctions", "/overlay/auction/x", "/" }) doors.Add(4300, path, 404);
            foreach (var path in new[] { "/auctions/x/bids", "/events/x/y" }) doors.Add(3000, path, 404);
            foreach (var path in new[] { "/", "/auctions", "/events" }) doors.Add(3000, path, 401); // pages of the console
            doors.Add(4201, "/ws", 426);
            return doors;
        }
    }

    [Theory, MemberData(nameof(Doors))]
    public async Task A_port_answers_its_own_addresses_and_no_others(int port, string path, int status)
    {
        var reply = await house.Client.Get(port, path);
        Assert.Equal(status, reply.Status);
        if (status >= 400) Assert.Equal("application/problem+json", reply.MediaType);
    }

    [Theory, InlineData(3000), InlineData(4100), InlineData(4200), InlineData(4300)]
    public async Task The_main_port_says_that_all_is_well_and_no_more(int port)
    {
        var reply = await house.Client.Get(port, "/api/health");
        Assert.Equal((200, "application/json"), (reply.Status, reply.MediaType));
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse("""{"status":"ok"}"""), reply.Json), reply.Text);
    }

    [Theory, InlineData(3091), InlineData(4191), InlineData(4291), InlineData(4391)]
    public async Task The_health_port_names_each_check_with_its_timing(int port)
    {
        var health = (await house.Client.Get(port, "/health")).Json;
        Assert.Equal("ok", (string?)health["status"]);
        Assert.True((double)health["durationMs"]! >= 0);
        var checks = health["checks"]!.AsObject();
        Assert.NotEmpty(checks);
        Assert.All(checks, check =>
        {
            Assert.Equal("ok", (string?)check.Value!["status"]);
            Assert.True((double)check.Value["durationMs"]! >= 0);
        });
        Assert.Equal("ok", (string?)(await house.Client.Get(port, "/health/live")).Json["status"]);
        Assert.Equal("ok", (string?)(await house.Client.Get(port, "/health/ready")).Json["status"]);
    }

    [Theory, InlineData(4100, "/auctions/{id}/bids", "post"), InlineData(4200, "/overlay/auction/{id}", "get"), InlineData(4300, "/events", "get"), InlineData(3000, "/auth/verify", "get")]
    public async Task The_OpenAPI_document_describes_the_service(int port, string path, string method)
    {
        var reply = await house.Client.Get(port, "/openapi/v1.json");
        Assert.Equal("application/json", reply.MediaType);
        var document = reply.Json;
        Assert.StartsWith("3.", (string)document["openapi"]!, StringComparison.Ordinal);
        var paths = document["paths"]!.AsObject();
        Assert.NotNull((paths[path] ?? paths[path + "/"])?[method]);
        Assert.Equal("text/html", (await house.Client.Get(port, "/docs/")).MediaType);
    }

    [Theory, InlineData("open"), InlineData("pause"), InlineData("resume"), InlineData("extend"), InlineData("warn"), InlineData("hammer"), InlineData("cancel"), InlineData("settle"),
     InlineData("reopen"), InlineData("schedule")]
    public async Task The_OpenAPI_document_knows_every_way_to_drive_an_auction(string verb) =>
        Assert.NotNull((await house.Client.Get(4100, "/openapi/v1.json")).Json["paths"]![$"/auctions/{{id}}/{verb}"]?["post"]);

    [Theory]
    [InlineData(4100, 4190, "/metrics"), InlineData(4100, 4191, "/health"), InlineData(4190, 4100, "/auctions"), InlineData(4191, 4100, "/auctions"), InlineData(4200, 4201, "/ws"),
     InlineData(4301, 4300, "/events/x-1"), InlineData(3000, 3091, "/health"), InlineData(3090, 3000, "/auth/verify")]
    public async Task A_forged_host_opens_no_door(int port, int pretended, string path)
    {
        var (at, wanted) = (house.At.On(port), house.At.On(pretended));
        string[] forgeries =
        [
            $"GET {path} HTTP/1.1\r\nHost: {wanted.Authority}\r\nConnection: close\r\n\r\n",
            $"GET {path} HTTP/1.1\r\nHost: {at.Authority}\r\nX-Forwarded-Host: {wanted.Authority}\r\nX-Forwarded-Port: {wanted.Port}\r\nForwarded: host={wanted.Authority}\r\nConnection: close\r\n\r\n",
            $"GET http://{wanted.Authority}{path} HTTP/1.1\r\nHost: {wanted.Authority}\r\nConnection: close\r\n\r\n",
        ];
        foreach (var forgery in forgeries) Assert.Equal(404, (await RawHttp.Send(at, forgery)).Status);
    }

    [Fact]
    public async Task In_Development_every_port_is_on_loopback_only()
    {
        var outside = NetworkInterface.GetAllNetworkInterfaces().Where(n => n.OperationalStatus == OperationalStatus.Up)
            .SelectMany(n => n.GetIPProperties().UnicastAddresses).Select(a => a.Address)
            .FirstOrDefault(a => a.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(a));
        if (outside is null) Assert.Skip("This machine has no address but loopback.");
        foreach (var port in new[] { 3000, 3090, 3091, 4100, 4190, 4191, 4200, 4201, 4290, 4291, 4300, 4301, 4390, 4391 })
        {
            using var client = new TcpClient();
            await Assert.ThrowsAnyAsync<SocketException>(() => client.ConnectAsync(outside, house.At.On(port).Port));
        }
    }
}
