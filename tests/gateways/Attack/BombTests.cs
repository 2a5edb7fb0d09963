using System.IO.Compression;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using Sothebais.Tests.Gateways.Streams;

namespace Sothebais.Tests.Gateways.Attack;

/// <summary>Requests that are small to send and would be large to take.</summary>
public sealed class BombTests(OpenHouse house)
{
    private static readonly int[] MainPorts = [3000, 4100, 4200, 4300];

    private static string Many(int times, Func<int, string> one) => string.Concat(Enumerable.Range(0, times).Select(one));

    /// <summary>What is wrong with a request's head, the head, and the statuses with which the server refuses it.</summary>
    public static TheoryData<string, string, int> Heads => new()
    {
        { "two hundred headers", $"GET /auctions HTTP/1.1\r\nHost: x\r\n{Many(200, n => $"X-{n}: a\r\n")}", 431 },
        { "a header of 40,000 characters", $"GET /auctions HTTP/1.1\r\nHost: x\r\nX-A: {new string('a', 40_000)}\r\n", 431 },
        { "a header's name of 40,000 characters", $"GET /auctions HTTP/1.1\r\nHost: x\r\n{new string('a', 40_000)}: a\r\n", 431 },
        { "cookies of 40,000 characters", $"GET /auctions HTTP/1.1\r\nHost: x\r\nCookie: {Many(4_000, n => $"c{n}=aaaa; ")}\r\n", 431 },
        { "an address of 9,000 characters", $"GET /{new string('a', 9_000)} HTTP/1.1\r\nHost: x\r\n", 414 },
        { "a query of 9,000 characters", $"GET /auctions?{Many(1_500, n => $"a={n}&")} HTTP/1.1\r\nHost: x\r\n", 414 },
    };

    [Theory, MemberData(nameof(Heads))]
    public async Task A_head_is_only_so_large_at_every_door(string _, string head, int status)
    {
        foreach (var port in MainPorts) Assert.Equal(status, (await RawHttp.Send(house.At.On(port), head + "Connection: close\r\n\r\n")).Status);
    }

    [Fact]
    public async Task As_many_parameters_and_cookies_as_fit_are_read()
    {
        var query = Many(700, n => $"a={n}&");
        foreach (var port in MainPorts)
            Assert.InRange((await house.Client.Get(port, $"/api/health?{query}", null, ("Cookie", Many(1_000, n => $"c{n}=a; ") + "a=a"))).Status, 200, 499);
    }

    /// <summary>What is wrong with a body, and the body; it is sent as JSON.</summary>
    public static TheoryData<string, string> Bodies => new()
    {
        { "arrays 60,000 deep", new string('[', 60_000) }, { "objects 12,000 deep", Many(12_000, _ => "{\"a\":") }, { "objects 30 deep, closed", Many(30, _ => "{\"lot\":") + "1" + new string('}', 30) },
        { "a list of 30,000", $"{{\"title\":\"x\",\"lots\":[{Many(30_000, _ => "0,")}0]}}" }, { "a text of 60,000", $"{{\"title\":\"{new string('x', 60_000)}\"}}" }, { "a name of 60,000", $"{{\"{new string('x', 60_000)}\":1}}" },
        { "a number too large for anything", "{\"title\":\"x\",\"quantity\":1e999999999}" }, { "a number of 60,000 digits", $"{{\"title\":\"x\",\"quantity\":{new string('9', 60_000)}}}" },
        { "a fraction of 60,000 digits", $"{{\"title\":\"x\",\"quantity\":0.{new string('1', 60_000)}}}" }, { "an amount too large for anything", "{\"title\":\"x\",\"openingBid\":\"1e999999999\",\"amount\":\"1e999999999\",\"currency\":\"ETH\"}" },
        { "amounts of 30,000 digits", $"{{\"amount\":\"{new string('9', 30_000)}\",\"title\":\"x\",\"openingBid\":\"{new string('9', 30_000)}\"}}" }, { "a field twice", "{\"title\":\"a\",\"title\":\"b\",\"amount\":\"1\",\"amount\":\"2\"}" },
        { "5,000 fields", $"{{{Many(5_000, n => $"\"f{n}\":1,")}\"z\":1}}" },
    };

    private static readonly (int Port, string Path)[] Doors = [(4100, "/auctions"), (4100, "/auctions/{id}/bids"), (4100, "/sales"), (4100, "/bidders"), (4200, "/streams"), (4300, "/webhooks"), (3000, "/api/auctions"), (3000, "/dev/token")];

    [Theory, MemberData(nameof(Bodies))]
    public async Task A_body_that_would_grow_is_refused_with_the_reason_at_every_door(string _, string body)
    {
        var auction = await house.Client.Open();
        foreach (var (port, path) in Doors)
        {
            var reply = await house.Client.Ask(HttpMethod.Post, house.At.On(port, path.Replace("{id}", auction, StringComparison.Ordinal)), Asking.Json(body), await house.Client.Admin());
            Assert.True(reply.Status is 400 or 422, $"{port}{path}: {reply.Status} {reply.Text[..Math.Min(300, reply.Text.Length)]}");
            Assert.InRange(reply.Text.Length, 1, 2_000); // and is not told back
        }
        Assert.Equal(2, (int)(await house.Client.View(auction))["sequence"]!);
    }

    [Fact]
    public async Task What_is_packed_is_not_unpacked()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true)) gzip.Write(new byte[10 << 20]);
        Assert.InRange(packed.Length, 1, 20_000);
        var (auction, stream) = (await house.Client.Open(), await house.Client.NewStream());
        foreach (var (port, path, type) in new[]
        {
            (4100, "/auctions", "application/json"), (4100, $"/auctions/{auction}/bids", "application/json"), (3000, $"/api/auctions/{auction}/bids", "application/json"), (4300, "/events", "application/cloudevents+json"),
            (4300, "/events", "application/cloudevents-batch+json"), (4200, $"/streams/{stream}/assets?name=x", "image/png"), (4200, "/streams", "application/json"),
        })
            foreach (var encoding in new[] { "gzip", "deflate", "br" })
            {
                using var content = new ByteArrayContent(packed.ToArray());
                content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
                content.Headers.ContentEncoding.Add(encoding);
                Assert.InRange((await house.Client.Ask(HttpMethod.Post, house.At.On(port, path), content, await house.Client.Admin())).Status, 400, 422);
            }
    }

    [Theory, InlineData(4100, "/auctions", 1 << 20), InlineData(3000, "/api/auctions", 1 << 20), InlineData(3000, "/sign-out", 1 << 20), InlineData(4200, "/streams", 1 << 20), InlineData(4300, "/webhooks", 1 << 20), InlineData(4300, "/events", 8 << 20)]
    public async Task A_body_that_has_no_end_is_cut_off(int port, string path, int most)
    {
        using var client = new TcpClient { SendBufferSize = 16 * 1024 };
        await client.ConnectAsync("127.0.0.1", house.At.On(port).Port, TestContext.Current.CancellationToken);
        var line = client.GetStream();
        await line.WriteAsync(Encoding.ASCII.GetBytes($"POST {path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {await house.Client.Admin()}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"), TestContext.Current.CancellationToken);
        var chunk = Encoding.ASCII.GetBytes($"1000\r\n{new string(' ', 0x1000)}\r\n");
        using var patience = new CancellationTokenSource(Wait.Patience);
        var taken = 0L;
        try
        {
            // Beyond what may be, there is room in the buffers of two sockets.
            for (; taken < most + (32 << 20); taken += chunk.Length) await line.WriteAsync(chunk, patience.Token);
        }
        catch (IOException)
        {
            return;
        }
        Assert.Fail($"{taken} bytes were taken.");
    }

    [Fact]
    public async Task No_archive_and_no_document_passes_for_a_picture()
    {
        var stream = await house.Client.NewStream();
        foreach (var (name, file) in new Dictionary<string, byte[]>
        {
            ["a zip"] = [.. "PK\u0003\u0004"u8, .. new byte[100]],
            ["a gzip"] = [0x1F, 0x8B, 8, .. new byte[100]],
            ["a packed drawing"] = Gzip("<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),
            ["a PDF"] = [.. "%PDF-1.7"u8],
            ["a page"] = [.. "<html><script>pwned()</script></html>"u8],
            ["a script"] = [.. "#!/bin/sh\n"u8],
            ["a picture of 60,000 by 60,000"] = Assets.Files.Png(60_000, 60_000),
            ["a GIF of 60,000 by 60,000"] = Assets.Files.Gif(60_000, 60_000),
            ["laughs"] = Encoding.UTF8.GetBytes($"<!DOCTYPE svg [<!ENTITY a0 \"ha\">{Many(20, n => $"<!ENTITY a{n + 1} \"&a{n};&a{n};&a{n};&a{n};\">")}]><svg xmlns=\"http://www.w3.org/2000/svg\"><text>&a20;</text></svg>"),
            ["a drawing 20,000 deep"] = Encoding.UTF8.GetBytes($"<svg xmlns=\"http://www.w3.org/2000/svg\">{Many(20_000, _ => "<g>")}{Many(20_000, _ => "</g>")}</svg>"),
        })
        {
            using var content = new ByteArrayContent(file);
            var reply = await house.Client.Ask(HttpMethod.Post, house.At.On(4200, $"/streams/{stream}/assets?name=x"), content, await house.Client.Admin());
            Assert.True(reply.Status is 415 or 422 or 413, $"{name}: {reply.Status} {reply.Text}");
        }
        Assert.Empty((await house.Client.Do("GET", $"/streams/{stream}/assets"))["items"]!.AsArray());
    }

    private static byte[] Gzip(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal)) gzip.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }
}
