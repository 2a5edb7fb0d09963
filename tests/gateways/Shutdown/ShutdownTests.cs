namespace Sothebais.Tests.Gateways.Shutdown;

/// <summary>The house closes in good order.</summary>
public sealed class ShutdownTests
{
    [Fact]
    public async Task Asked_to_end_it_sends_everybody_home_and_ends_well()
    {
        await using var house = await AllInOneHouse.Start();
        using var client = new HouseClient(house.At);
        var id = await client.Open();
        await client.Offer(id, "ann", "10");
        await using var socket = new SocketObserver(house.At, id);
        await using var feed = new FeedObserver(house.At, id);
        await socket.Connect(after: 0);
        await feed.Connect(after: "0");
        await Wait.Until("both follow", Wait.Patience, () => socket.Last == 3 && feed.Events.Count == 3);

        Assert.Equal(0, await house.Process.Terminate(TimeSpan.FromSeconds(20)));
        await socket.Ended.WaitAsync(Wait.Patience);
        await feed.Ended.WaitAsync(Wait.Patience);
        Assert.Equal(1012, socket.CloseStatus);
        Assert.Equal(3, feed.Events.Count);
        Assert.DoesNotContain("Unhandled exception", house.Process.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("fail:", house.Process.Output, StringComparison.Ordinal);
    }
}
