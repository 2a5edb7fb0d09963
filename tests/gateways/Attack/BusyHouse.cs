using System.Globalization;

namespace Sothebais.Tests.Gateways.Attack;

/// <summary>A house with its limits on, in which few may watch from one address and one may follow the feed at all; and two bidders who go on bidding.</summary>
public sealed class BusyHouse : IAsyncLifetime
{
    /// <summary>How many viewers, and followers, of one address it takes.</summary>
    public const int MostViewers = 8, MostFollowers = 4;

    private AllInOneHouse? _house;

    /// <summary>Its doors.</summary>
    public HouseAddresses At => _house!.At;

    /// <summary>A client of it.</summary>
    public HouseClient Client { get; private set; } = null!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        _house = await AllInOneHouse.Start(
            null, "--RateLimits:Enabled=true", "--RateLimits:PerSecond=50", $"--Viewers:MostFromOneAddress={MostViewers}", $"--Feed:MostFromOneAddress={MostFollowers}", $"--Feed:Most={MostFollowers + 1}", "--Feed:LongestWrite=00:00:01");
        Client = new HouseClient(_house.At);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Client?.Dispose();
        if (_house is not null) await _house.DisposeAsync();
    }

    /// <summary>What the process holds of the machine's memory, in bytes.</summary>
    public long Memory => 1024 * long.Parse(
        File.ReadLines($"/proc/{_house!.Process.Id}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);

    /// <summary>Two bidders answer each other, each with a token of their own, and are taken every time.</summary>
    /// <param name="auction">On which auction.</param>
    /// <param name="bids">How often.</param>
    public async Task BidInTurns(string auction, int bids)
    {
        string[] tokens = [await Client.Token($"ann-{auction}", "bidder"), await Client.Token($"bob-{auction}", "bidder")];
        for (var n = 0; n < bids; n++)
        {
            var reply = await Client.PostAs(tokens[n % 2], $"/auctions/{auction}/bids", new JsonObject { ["next"] = true });
            Assert.True(reply.Status == 201, reply.Text);
        }
    }

    /// <summary>Somebody who watches an auction from the beginning.</summary>
    public async Task<SocketObserver> Watching(string auction)
    {
        var viewer = new SocketObserver(At, auction);
        await viewer.Connect(after: 0);
        return viewer;
    }
}
