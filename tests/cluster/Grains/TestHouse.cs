using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Orleans.TestingHost;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Money;
using Sothebais.Grains.Auctions;
using Sothebais.Grains.EventLog;
using Sothebais.Grains.Outages;
using Sothebais.Silo;

namespace Sothebais.Tests.Cluster.Grains;

/// <summary>
/// A cluster of silos in this process that share a log, as silos on one Redis do. Its grains live by a clock that the test moves; the silos
/// themselves by the real one.
/// </summary>
internal sealed class TestHouse : IAsyncDisposable
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
    public static readonly Currency Usd = Currency.Find("USD")!;

    private readonly InProcessTestCluster _cluster;

    private TestHouse(InProcessTestCluster cluster, FakeTimeProvider clock, FaultyLog log, ICatalogue catalogue, HeldPulse pulse, MemoryAlarms alarms, AuctionCalls calls, HeldAttempts attempts) =>
        (_cluster, Clock, Log, Catalogue, Pulse, Alarms, Calls, Attempts) = (cluster, clock, log, catalogue, pulse, alarms, calls, attempts);

    /// <summary>The grains' clock.</summary>
    public FakeTimeProvider Clock { get; }

    /// <summary>The log that all silos share, and that can be made to fail.</summary>
    public FaultyLog Log { get; }

    /// <summary>The lists beside the log.</summary>
    public ICatalogue Catalogue { get; }

    /// <summary>The silos' signs of life.</summary>
    public HeldPulse Pulse { get; }

    /// <summary>What reaches auctions.</summary>
    public AuctionCalls Calls { get; }

    /// <summary>The record of refused bids.</summary>
    public HeldAttempts Attempts { get; }

    /// <summary>The alarms of its auctions; nobody looks at them unless a test does.</summary>
    public MemoryAlarms Alarms { get; }

    public InProcessTestCluster Cluster => _cluster;

    public IGrainFactory Grains => _cluster.Client;

    public static async Task<TestHouse> Start(short silos = 1)
    {
        var clock = new FakeTimeProvider(Noon);
        var memory = new MemoryEventLog(clock);
        var log = new FaultyLog(memory);
        var pulse = new HeldPulse(new MemoryPulse(new HouseRules(), clock));
        var alarms = new MemoryAlarms();
        var calls = new AuctionCalls();
        var attempts = new HeldAttempts(new MemoryAttemptLog());
        var builder = new InProcessTestClusterBuilder(silos);
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddSingleton<TimeProvider>(clock);
            silo.Services.UseTimeProviderForBackgroundAreas(TimeProvider.System);
            silo.Services.AddSingleton<RunningAuctions>();
            silo.Services.AddSingleton<SignOfLife>();
            silo.Services.AddOptions<HouseRules>();
            silo.Services.AddSingleton(memory);
            silo.Services.AddSingleton<IEventLog>(log);
            silo.Services.AddSingleton<IPulse>(pulse);
            silo.Services.AddSingleton<IAlarms>(alarms);
            silo.Services.AddSingleton<IAttemptLog>(attempts);
            silo.Services.AddMemoryHouse();
            silo.Services.AddLogging(l => l.SetMinimumLevel(LogLevel.Warning));
            silo.UseHouseDefaults(memory: true);
            silo.AddIncomingGrainCallFilter(calls);
        });
        var house = new TestHouse(builder.Build(), clock, log, memory, pulse, alarms, calls, attempts);
        await house._cluster.DeployAsync();
        return house;
    }

    /// <summary>Lets time go by with every silo's sign of life in every second of it.</summary>
    public async Task Live(TimeSpan time)
    {
        var silos = _cluster.Silos.Select(s => s.SiloAddress.ToParsableString()).ToArray();
        for (var left = time; left > TimeSpan.Zero; left -= IPulse.Period)
        {
            Clock.Advance(left < IPulse.Period ? left : IPulse.Period);
            foreach (var silo in silos) await Pulse.Beat(silo);
        }
    }

    public IAuctionGrain Auction(string id) => Grains.GetGrain<IAuctionGrain>(id);

    /// <summary>Creates an auction in USD, opening at 10, steps of 1, and opens it.</summary>
    public async Task<IAuctionGrain> Open(string id, TimeSpan? duration = null, SoftClose? extension = null)
    {
        var auction = Auction(id);
        await Done(auction, new CreateAuction(Settings(duration, extension)) { Origin = By("admin") });
        await Done(auction, new OpenAuction { Origin = By("admin") });
        return auction;
    }

    public static AuctionSettings Settings(TimeSpan? duration = null, SoftClose? extension = null) => new()
    {
        Title = "A lot",
        Lot = new Lot("A lot", null, null, null, []),
        Currency = Usd,
        OpeningBid = new Amount(10_00),
        Increments = new Increments.FixedStep(new Amount(1_00)),
        Duration = duration,
        Extension = extension,
    };

    public static async Task<AuctionView> Done(IAuctionGrain auction, AuctionCommand command) =>
        await auction.Execute(command) is AuctionAnswer.Done done ? done.View : throw new InvalidOperationException($"{command} was refused.");

    public static Origin By(string who, string? key = null, string body = "") => new(who, key ?? Guid.NewGuid().ToString("n"), body);

    public static PlaceBid Bid(string bidder, uint dollars, string? key = null, string body = "") =>
        new(new Bidder(bidder, bidder, null), new StatedAmount(dollars, 0), null) { Origin = By(bidder, key, body) };

    public static PlaceBid Next(string bidder, string? key = null) => new(new Bidder(bidder, bidder, null), null, null) { Origin = By(bidder, key) };

    public async Task<AuctionEvent[]> Events(string id) => (await Grains.GetGrain<IAuctionHistoryGrain>(id).Read(0, 1_000))!.Events;

    public async ValueTask DisposeAsync() => await _cluster.DisposeAsync();
}
