using System.Net;

namespace Sothebais.Tests.Gateways.Shutdown;

/// <summary>A gateway leaves a house that goes on.</summary>
public sealed class LeavingTests
{
    [Fact]
    public async Task Asked_to_end_a_gateway_says_so_and_goes_on_serving_until_the_others_have_noticed()
    {
        await using var house = await SeparateHouse.Start(silos: 1, "--Leaving:Linger=00:00:15");
        using var client = new HouseClient(house.At);
        var auction = await client.Open();
        await using var viewer = new SocketObserver(house.At, auction);
        await viewer.Connect();
        await using var bidding = new Bidding(client, auction, bidders: 4);
        await bidding.More(20, TimeSpan.FromSeconds(15));
        async Task<bool> Says(int port, HttpStatusCode status)
        {
            using var ready = await client.Http.GetAsync(house.At.On(port, "/health/ready"));
            using var serving = await client.Http.GetAsync(house.At.On(port, "/health/serving"));
            return ready.StatusCode == status && serving.StatusCode == status;
        }
        Assert.True(await Says(4191, HttpStatusCode.OK));

        var leaving = house.Gateways.Where(g => g.Name.EndsWith("AuctionManager", StringComparison.Ordinal) || g.Name.EndsWith("StreamManager", StringComparison.Ordinal)).Select(g => g.Terminate(TimeSpan.FromSeconds(30))).ToArray();
        await Wait.Until("both say that they leave", TimeSpan.FromSeconds(12), async () => await Says(4191, HttpStatusCode.ServiceUnavailable) && await Says(4291, HttpStatusCode.ServiceUnavailable));
        await bidding.More(20, TimeSpan.FromSeconds(12));
        await bidding.Stop();
        using var answer = await client.Http.GetAsync(house.At.On(4100, $"/auctions/{auction}"));
        Assert.Equal((HttpStatusCode.OK, true), (answer.StatusCode, answer.Headers.ConnectionClose));
        using var health = await client.Http.GetAsync(house.At.On(4100, "/api/health"));
        Assert.Equal(HttpStatusCode.OK, health.StatusCode); // the house goes on
        using var staying = await client.Http.GetAsync(house.At.On(4300, "/events"));
        Assert.Null(staying.Headers.ConnectionClose);
        await Wait.Until("the viewer has what came meanwhile", TimeSpan.FromSeconds(12), () => viewer.Last == bidding.Acknowledged.Max(a => a.Sequence));
        Assert.Null(viewer.CloseStatus);

        var exits = await Task.WhenAll(leaving);
        Assert.All(exits, exit => Assert.Equal(0, exit));
        await viewer.Ended.WaitAsync(Wait.Patience);
        Assert.Equal(1012, viewer.CloseStatus);
        Assert.Empty(bidding.Failures);
    }

    [Fact]
    public async Task Asked_twice_it_ends_at_once()
    {
        await using var house = await SeparateHouse.Start(silos: 1, "--Leaving:Linger=00:00:20");
        var gateway = house.Gateways.Single(g => g.Name.EndsWith("AuctionManager", StringComparison.Ordinal));
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        var ended = gateway.Terminate(TimeSpan.FromSeconds(30));
        await Wait.Until("it says that it leaves", Wait.Patience, async () =>
        {
            using var answer = await http.GetAsync(house.At.On(4191, "/health/ready"));
            return answer.StatusCode == HttpStatusCode.ServiceUnavailable;
        });
        Assert.False(ended.IsCompleted);
        Assert.Equal(0, await gateway.Terminate(TimeSpan.FromSeconds(10))); // twenty seconds would be too long
        Assert.Equal(0, await ended);
    }
}
