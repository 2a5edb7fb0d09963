using System.Collections.Concurrent;
using System.Net.WebSockets;
using Sothebais.Tests.Gateways.Observers;

namespace Sothebais.Tests.Gateways.Attack;

/// <summary>Callers and viewers who come in numbers, or who do not stop talking.</summary>
public sealed class FloodTests(BusyHouse house) : IClassFixture<BusyHouse>
{
    private const int Lines = 32, Requests = 150, Bids = 20;

    /// <summary>More than a house's own comings and goings, less than what is thrown at it would be if it were kept.</summary>
    private const long Swing = 200L << 20;

    [Theory, InlineData(false), InlineData(true)]
    public async Task Whoever_floods_the_house_is_told_when_to_come_back_and_bidders_are_served_meanwhile(bool signedIn)
    {
        var auction = await house.Client.Open();
        var token = signedIn ? await house.Client.Token("flood", "bidder") : null;
        var (before, statuses) = (house.Memory, new ConcurrentDictionary<int, int>());
        var flood = Task.WhenAll(Enumerable.Range(0, Lines).Select(async _ =>
        {
            for (var n = 0; n < Requests; n++)
            {
                var reply = await house.Client.Get(4100, $"/auctions/{auction}", token);
                statuses.AddOrUpdate(reply.Status, 1, (_, count) => count + 1);
                if (reply.Status != 429) continue;
                Check.Problem(reply, 429, "rate-limited");
                Assert.InRange(int.Parse(reply.Header("Retry-After")!, null), 1, 60);
            }
        }));
        await house.BidInTurns(auction, Bids);
        await flood;
        Assert.Equal([200, 429], statuses.Keys.Order());
        Assert.True(statuses[429] > statuses[200], string.Join(", ", statuses));
        Assert.InRange(house.Memory - before, long.MinValue, Swing);
    }

    [Fact]
    public async Task One_address_takes_so_many_lines_and_leaves_room_for_the_others()
    {
        var auction = await house.Client.Open();
        async Task<ClientWebSocket?> Enter(string address)
        {
            var socket = new ClientWebSocket();
            socket.Options.CollectHttpResponseDetails = true;
            socket.Options.SetRequestHeader("X-Forwarded-For", address);
            try
            {
                await socket.ConnectAsync(house.At.SocketOn(4201, $"/ws?auction={auction}"), TestContext.Current.CancellationToken);
                return socket;
            }
            catch (WebSocketException)
            {
                Assert.Equal(429, (int)socket.HttpStatusCode);
                socket.Dispose();
                return null;
            }
        }
        foreach (var (one, same, other) in new[] { ("203.0.113.7", "203.0.113.7", "203.0.113.8"), ("2001:db8:1:2::1", "2001:db8:1:2:3:4:5:6", "2001:db8:1:3::1") })
        {
            var inside = await Task.WhenAll(Enumerable.Range(0, BusyHouse.MostViewers).Select(n => Enter(n % 2 == 0 ? one : same)));
            Assert.DoesNotContain(null, inside);
            Assert.Null(await Enter(same));
            using (var stranger = await Enter(other)) Assert.NotNull(await new SocketLine(stranger!).Next("snapshot"));
            inside[0]!.Abort();
            await Wait.Until("there is room again", Wait.Patience, async () =>
            {
                using var next = await Enter(same);
                return next is not null;
            });
            foreach (var socket in inside) socket!.Dispose();
        }
    }

    [Fact]
    public async Task One_address_follows_the_feed_so_often_and_leaves_room_for_the_others()
    {
        async Task<HttpResponseMessage> Follow(string address)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, house.At.On(4301, "/events"));
            request.Headers.Add("X-Forwarded-For", address);
            return await house.Client.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        }
        var inside = await Task.WhenAll(Enumerable.Range(0, BusyHouse.MostFollowers).Select(_ => Follow("203.0.113.7")));
        Assert.All(inside, line => Assert.Equal(200, (int)line.StatusCode));
        using (var refused = await Follow("203.0.113.7")) Assert.Equal((429, "5"), ((int)refused.StatusCode, refused.Headers.GetValues("Retry-After").Single()));
        using (var other = await Follow("203.0.113.8")) Assert.Equal(200, (int)other.StatusCode);
        foreach (var line in inside) line.Dispose();
        await Wait.Until("there is room again", Wait.Patience, async () =>
        {
            using var next = await Follow("203.0.113.7");
            return (int)next.StatusCode == 200;
        });
    }
}
