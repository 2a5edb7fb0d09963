using System.Collections.Concurrent;
using System.Reflection;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Sothebais.Gateways.EventHandler.Intake;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Money;

namespace Sothebais.Tests.Unit.Intake;

/// <summary>What the intake does with bids, before auctions that are stubs.</summary>
public sealed class EventIntakeTests
{
    private static readonly Sender Bridge = new("event-source:bridge", DateTimeOffset.UnixEpoch, null);

    private static IncomingEvent Bid(string id, string auction)
    {
        using var json = JsonDocument.Parse($$$"""{"specversion":"1.0","id":"{{{id}}}","source":"/s","type":"{{{BidRequested.Type}}}","data":{"auctionId":"{{{auction}}}","bidderId":"ann","next":true}}""");
        return Conformance.Read(json.RootElement);
    }

    private static async Task<IntakeOutcome[]> Process(House house, params IncomingEvent[] events)
    {
        using var metrics = new IntakeMetrics();
        var grains = house.Factory;
        return await new EventIntake(grains, [new BidRequested()], new IntakeLetters(grains, new FakeTimeProvider()), metrics).Process(events, Bridge);
    }

    [Fact]
    public async Task Bids_go_in_calls_of_256_in_their_order()
    {
        var house = new House();
        var outcomes = await Process(house, [.. Enumerable.Range(0, 600).Select(i => Bid($"{i}", i % 2 == 0 ? "even" : "odd"))]);
        Assert.All(outcomes, o => Assert.Equal(IntakeStatus.Accepted, o.Status));
        Assert.Equal([256, 44], house.Calls.Where(c => c.Auction == "even").Select(c => c.Bids.Length));
        Assert.Equal(Enumerable.Range(0, 300).Select(i => $"+/s {2 * i}"), house.Calls.Where(c => c.Auction == "even").SelectMany(c => c.Bids).Select(b => b.Origin.Key));
    }

    [Fact]
    public async Task After_an_unknown_outcome_later_bids_do_not_overtake_and_other_auctions_go_on()
    {
        var house = new House { Lost = "lost" };
        var outcomes = await Process(house, [.. Enumerable.Range(0, 300).Select(i => Bid($"{i}", "lost")), Bid("x", "found")]);
        Assert.All(outcomes[..300], o => Assert.Equal(IntakeStatus.Unknown, o.Status));
        Assert.Equal(IntakeStatus.Accepted, outcomes[300].Status);
        Assert.DoesNotContain(house.Calls, c => c.Auction == "lost" && c.Bids[0].Origin.Key != "+/s 0");
    }

    [Fact]
    public async Task A_long_source_is_known_by_its_hash_and_the_sender_by_their_id()
    {
        var house = new House();
        using var json = JsonDocument.Parse(Encoding.UTF8.GetString(Bid("1", "a").Json).Replace("/s", "/" + new string('s', 300), StringComparison.Ordinal));
        await Process(house, Conformance.Read(json.RootElement));
        var origin = Assert.Single(house.Calls).Bids[0].Origin;
        Assert.Matches("^#[0-9a-f]{64}$", origin.Key);
        Assert.Equal("event-source:bridge", origin.By);
    }

    /// <summary>Auctions that take every bid, but one that never answers.</summary>
    private sealed class House
    {
        public IGrainFactory Factory { get; }

        public string? Lost { get; init; }

        public ConcurrentQueue<(string Auction, PlaceBid[] Bids)> Calls { get; } = new();

        public House()
        {
            Factory = DispatchProxy.Create<IGrainFactory, Grains>();
            ((Grains)(object)Factory).House = this;
        }
    }

    public class Grains : DispatchProxy
    {
        internal object House { get; set; } = null!;

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            if (targetMethod!.GetGenericArguments() is not [var type] || type != typeof(IAuctionGrain)) return null;
            var grain = DispatchProxy.Create<IAuctionGrain, Auction>();
            (((Auction)(object)grain).House, ((Auction)(object)grain).Id) = (House, (string)args![0]!);
            return grain;
        }
    }

    public class Auction : DispatchProxy
    {
        internal object House { get; set; } = null!;

        internal string Id { get; set; } = "";

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            var (house, bids) = ((House)House, (PlaceBid[])args![0]!);
            house.Calls.Enqueue((Id, bids));
            if (Id == house.Lost) return Task.FromException<AuctionAnswer[]>(new OutcomeUnknownException());
            var usd = Currency.Find("USD")!;
            return Task.FromResult(bids.Select((b, i) => (AuctionAnswer)new AuctionAnswer.BidTaken(
                new BidReceipt(i + 1, BidOutcome.Leading, usd, new Amount(1), new Amount(1), new Amount(2), b.Bidder, null, null))).ToArray());
        }
    }
}
