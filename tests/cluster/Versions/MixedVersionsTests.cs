using System.Diagnostics;
using Sothebais.Tests.Cluster.Processes;
using Sothebais.Tests.Harness;

namespace Sothebais.Tests.Cluster.Versions;

/// <summary>A house that is being renewed: processes of two versions beside each other.</summary>
[Trait("Run", "on demand")]
public sealed class MixedVersionsTests(EarlierBuild earlier, ITestOutputHelper output) : IClassFixture<EarlierBuild>
{
    private const int Bidders = 8;
    private static readonly TimeSpan Patience = Wait.Patience;

    [Fact]
    public async Task Silos_of_two_versions_are_one_house_and_the_earlier_one_killed_costs_no_acknowledged_bid()
    {
        await using var house = await SeparateHouse.Empty();
        var old = await house.StartSilo(earlier.Checkout);
        await house.StartGateways();
        using var client = new HouseClient(house.At);
        var auction = await client.Open(); // there is no other silo yet
        Assert.Equal(house.Silos[old].Address, await Ledger.HostOf(house.Redis, auction));
        await house.StartSilo();
        await using var bidding = new Bidding(client, auction, Bidders);
        await bidding.More(200, Patience);
        await UseBoth(client, house);

        var killedAt = Stopwatch.GetTimestamp();
        await house.KillSilo(old);
        await bidding.More(200, Patience);
        await bidding.Stop();

        output.WriteLine($"Earlier is {earlier.Commit}, built in {earlier.Took.TotalSeconds:0} s. {bidding.Acknowledged.Count} bids acknowledged; the longest silence after the kill was {bidding.LongestSilence(killedAt).TotalSeconds:0.00} s.");
        Assert.Empty(bidding.Failures);
        Ledger.Agrees(await Ledger.Read(house.Redis, auction), bidding);
    }

    [Fact]
    public async Task Gateways_of_the_version_before_serve_on_silos_of_this_one()
    {
        await using var house = await SeparateHouse.Empty();
        await house.StartSilo();
        await house.StartGateways(earlier.Checkout);
        using var client = new HouseClient(house.At);
        var auction = await client.Open();
        await using var watcher = new SocketObserver(house.At, auction);
        await watcher.Connect();
        await using var bidding = new Bidding(client, auction, Bidders);
        await bidding.More(200, Patience);
        await bidding.Stop();

        output.WriteLine($"Earlier is {earlier.Commit}, built in {earlier.Took.TotalSeconds:0} s. {bidding.Acknowledged.Count} bids acknowledged.");
        Assert.Empty(bidding.Failures);
        var log = await Ledger.Read(house.Redis, auction);
        Ledger.Agrees(log, bidding);
        await Wait.Until("the viewer has seen everything", Patience, () => watcher.Last == log.Count);
        Assert.Equal(log.Count, (await client.Events(auction)).Count);
        Assert.Equal(200, (await client.Drive(auction, "hammer")).Status);
    }

    // Auctions go where there is room: some of a few go to each.
    private static async Task UseBoth(HouseClient client, SeparateHouse house)
    {
        var hosts = new HashSet<string>();
        for (var n = 0; n < 60 && hosts.Count < 2; n++)
        {
            var auction = await client.Open();
            Assert.Equal(201, (await client.BidNext(auction, "ann")).Status);
            hosts.Add(await Ledger.HostOf(house.Redis, auction));
        }
        Assert.Equal(2, hosts.Count);
    }
}
