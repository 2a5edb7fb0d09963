using System.Net.Sockets;
using System.Text;

namespace Sothebais.Tests.Gateways.Attack;

/// <summary>Callers who take their time, so that the house should wait.</summary>
public sealed class SlowTests(BusyHouse house) : IClassFixture<BusyHouse>
{
    private const int Callers = 20, Bids = 20, Kept = 400;

    private static readonly TimeSpan Drip = TimeSpan.FromMilliseconds(500);

    /// <summary>Heads have 15 s; a body 5 s, and then comes at 240 bytes a second at least. The server looks once a second.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(40);

    /// <summary>The door, and what is sent before the drops.</summary>
    public static TheoryData<int, string> Slow => new()
    {
        { 4100, "GET /auctions HTTP/1.1\r\nHost: x\r\nX-Slow: " }, { 4201, "GET /ws?auction=x HTTP/1.1\r\nHost: x\r\nX-Slow: " }, { 3000, "G" },
        { 4100, "POST /auctions/{id}/bids HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}\r\nContent-Type: application/json\r\nContent-Length: 60000\r\n\r\n" },
        { 3000, "POST /api/auctions/{id}/bids HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}\r\nContent-Type: application/json\r\nContent-Length: 60000\r\n\r\n" },
        { 4300, "POST /events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}\r\nContent-Type: application/cloudevents+json\r\nTransfer-Encoding: chunked\r\n\r\nffff\r\n" },
    };

    [Fact]
    public async Task Whoever_sends_drop_by_drop_is_cut_off_and_bidders_are_served_meanwhile()
    {
        var auction = await house.Client.Open();
        var token = await house.Client.Admin();
        var slow = Slow.SelectMany(row => Enumerable.Repeat(row.Data, Callers / Slow.Count + 1)).Select(caller => Dripping(
            caller.Item1, caller.Item2.Replace("{id}", auction, StringComparison.Ordinal).Replace("{token}", token, StringComparison.Ordinal))).ToArray();
        await house.BidInTurns(auction, Bids);
        foreach (var answer in await Task.WhenAll(slow))
            Assert.True(answer.Length == 0 || answer.StartsWith("HTTP/1.1 408", StringComparison.Ordinal) || answer.StartsWith("HTTP/1.1 400", StringComparison.Ordinal), answer);
        Assert.Equal(Bids + 2, (int)(await house.Client.View(auction))["sequence"]!);
    }

    [Fact]
    public async Task Whoever_follows_the_feed_and_does_not_read_makes_way_for_others()
    {
        // All the places there are, by those who read nothing.
        var lines = Enumerable.Range(0, BusyHouse.MostFollowers + 1).Select(_ => new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 4 * 1024 }).ToArray();
        foreach (var line in lines)
        {
            await line.ConnectAsync("127.0.0.1", house.At.On(4301).Port);
            await line.SendAsync("GET /events HTTP/1.1\r\nHost: x\r\n\r\n"u8.ToArray());
            Assert.Equal(12, await line.ReceiveAsync(new byte[12])); // HTTP/1.1 200
        }
        async Task<int> Follow()
        {
            using var answer = await house.Client.Http.GetAsync(house.At.On(4301, "/events"), HttpCompletionOption.ResponseHeadersRead);
            return (int)answer.StatusCode;
        }
        Assert.Equal(503, await Follow());
        var (token, sent) = (await house.Client.Admin(), 0);
        var large = new string('x', 50_000);
        await Wait.Until("the silent are cut off", Wait.Patience, async () =>
        {
            if (sent++ < Kept)
            {
                var happened = new JsonObject { ["specversion"] = "1.0", ["id"] = $"slow-{sent}", ["source"] = "/slow", ["type"] = "slow", ["data"] = large };
                using var content = new StringContent(happened.ToJsonString(), new System.Net.Http.Headers.MediaTypeHeaderValue("application/cloudevents+json"));
                Assert.Equal(202, (await house.Client.Ask(HttpMethod.Post, house.At.On(4300, "/events"), content, token)).Status);
            }
            return await Follow() == 200;
        });
        foreach (var line in lines) line.Dispose();
    }

    /// <summary>Sends the beginning, then a letter now and then until the house hangs up; says what it answered.</summary>
    private async Task<string> Dripping(int port, string beginning)
    {
        using var patience = new CancellationTokenSource(Longest);
        using var client = new TcpClient();
        await client.ConnectAsync("127.0.0.1", house.At.On(port).Port, patience.Token);
        var line = client.GetStream();
        using var answer = new MemoryStream();
        var reading = line.CopyToAsync(answer, patience.Token);
        try
        {
            await line.WriteAsync(Encoding.ASCII.GetBytes(beginning), patience.Token);
            while (!reading.IsCompleted)
            {
                await Task.WhenAny(reading, Task.Delay(Drip, patience.Token));
                if (!reading.IsCompleted) await line.WriteAsync("x"u8.ToArray(), patience.Token);
            }
            await reading;
        }
        catch (IOException)
        {
            // the house has hung up
        }
        return Encoding.UTF8.GetString(answer.ToArray());
    }
}
