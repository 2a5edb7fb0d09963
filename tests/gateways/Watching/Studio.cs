using System.Net.WebSockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Metrics;
using Sothebais.Gateways.Admin;
using Sothebais.Gateways.AuctionManager;
using Sothebais.Gateways.Defaults;
using Sothebais.Gateways.Defaults.Ports;
using Sothebais.Gateways.StreamManager;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Streams;
using Sothebais.Silo;
using Sothebais.Tests.Gateways.InProcess;
using Sothebais.Tests.Gateways.Observers;

namespace Sothebais.Tests.Gateways.Watching;

/// <summary>
/// A house within the test, in memory: a silo whose grains the test calls, and the gateways built by their own Build methods, of which there may be more
/// than one of a kind. Its heart beats twice a second.
/// </summary>
public sealed class Studio : IAsyncLifetime
{
    /// <summary>How often a viewer's gateway asks the house.</summary>
    public static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(0.5);

    private readonly List<WebApplication> _hosts = [];

    /// <summary>Its doors.</summary>
    public HouseAddresses At { get; } = new(Harness.Ports.NextOffset());

    /// <summary>A client of its API.</summary>
    public HouseClient Client { get; private set; } = null!;

    /// <summary>Its grains.</summary>
    public IClusterClient Grains { get; private set; } = null!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        string[] args = [.. Arguments(At), $"--Silo:Port={Harness.Ports.Next()}", $"--Silo:GatewayPort={Harness.Ports.Next()}"];
        var silo = ServiceHost.Create(ServicePorts.Silo, args, "Development", metrics: null);
        Quieten(silo.Services);
        silo.AddSilo(redis: null);
        var house = silo.Build();
        _hosts.Add(house);
        await house.StartAsync();
        (Grains, Metrics) = (house.Services.GetRequiredService<IClusterClient>(), house.Services.GetRequiredService<MeterProvider>());
        foreach (var build in new Func<string[], SharedHouse?, WebApplication>[] { AdminGateway.Build, AuctionManagerGateway.Build, StreamManagerGateway.Build })
            await Start(() => build(args, new SharedHouse(Grains, Metrics, null, "Development")), Quieten);
        Client = new HouseClient(At);
    }

    /// <summary>Opens one more stream manager at doors of its own.</summary>
    /// <param name="with">Other services.</param>
    /// <param name="cluster">What it takes for the house; null is the house.</param>
    /// <param name="settings">More of its command line.</param>
    public async Task<(WebApplication Host, HouseAddresses At)> OpenGateway(Action<IServiceCollection>? with = null, IClusterClient? cluster = null, params string[] settings)
    {
        var at = new HouseAddresses(Harness.Ports.NextOffset());
        var host = await Start(() => StreamManagerGateway.Build([.. Arguments(at), .. settings], new SharedHouse(cluster ?? Grains, Metrics, null, "Development")), services =>
        {
            Quieten(services);
            with?.Invoke(services);
        });
        return (host, at);
    }

    /// <summary>Has something done to a stream.</summary>
    public async Task<StreamView> Do(string stream, Func<Origin, StreamCommand> command) =>
        await Ask(stream, command) is StreamAnswer.Done done ? done.View : throw new InvalidOperationException("The stream refused.");

    /// <summary>Removes a stream.</summary>
    public async Task Remove(string stream) => Assert.IsType<StreamAnswer.Removed>(await Ask(stream, by => new RemoveStream(null) { Origin = by }));

    private Task<StreamAnswer> Ask(string stream, Func<Origin, StreamCommand> command) =>
        Grains.GetGrain<IStreamGrain>(stream).Execute(command(new Origin("admin", Guid.NewGuid().ToString("n"), "")));

    /// <summary>A stream with all scenes, on air; says its id.</summary>
    public async Task<string> Stream(string? auction = null, string? sale = null, Access access = Access.Public)
    {
        var id = Ids.New("stream");
        await Do(id, by => new CreateStream(new StreamSettings { Title = "Evening sale", AuctionId = auction, SaleId = sale, Access = access }, [.. Enum.GetValues<ScenePreset>()]) { Origin = by });
        await Do(id, by => new GoLive { Origin = by });
        return id;
    }

    /// <summary>An open sale of some lots, none of which is called yet; says its id.</summary>
    public async Task<string> Sale(int lots)
    {
        var id = Ids.New("sale");
        var sale = Sales.SaleroomTests.Request(id);
        sale["lotDefaults"]!["reserve"] = null;
        Assert.Equal(201, (await Client.Post("/sales", sale)).Status);
        Assert.Equal(200, (await Client.Post($"/sales/{id}/import", new JsonArray([.. Enumerable.Range(1, lots).Select(n => new JsonObject { ["name"] = $"Lot {n}" })]))).Status);
        await Drive(id, "open");
        return id;
    }

    /// <summary>Drives a sale.</summary>
    public async Task Drive(string sale, string verb)
    {
        var reply = await Client.Post($"/sales/{sale}/{verb}", new JsonObject());
        Assert.True(reply.Status == 200, $"{verb}: {reply.Text}");
    }

    /// <summary>Connects a viewer.</summary>
    /// <param name="query">What they ask for.</param>
    /// <param name="how">What else they send.</param>
    /// <param name="at">At which doors; null is the house's first.</param>
    /// <param name="port">On which port.</param>
    public async Task<SocketLine> Watch(string query, Action<ClientWebSocketOptions>? how = null, HouseAddresses? at = null, int port = 4201)
    {
        var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        how?.Invoke(socket.Options);
        using var patience = new CancellationTokenSource(Wait.Patience);
        await socket.ConnectAsync((at ?? At).SocketOn(port, $"/ws?{query}"), patience.Token);
        return new SocketLine(socket);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Client?.Dispose();
        foreach (var host in Enumerable.Reverse(_hosts))
        {
            await host.StopAsync();
            await host.DisposeAsync();
        }
    }

    private MeterProvider Metrics { get; set; } = null!;

    private static string[] Arguments(HouseAddresses at) =>
        ["--port-offset", $"{at.Offset}", "--RateLimits:Enabled=false", "--SyntheticOverlay:Lines=0", $"--Viewers:Heartbeat={Heartbeat}", "--Overlay:BiddingPage=https://bid.example/{auctionId}"];

    private static void Quieten(IServiceCollection services) => services.AddLogging(logging => logging.ClearProviders());

    private async Task<WebApplication> Start(Func<WebApplication> build, Action<IServiceCollection> with)
    {
        var host = BuildHook.With(with, build);
        _hosts.Add(host);
        await host.StartAsync();
        return host;
    }
}

/// <summary>The tests that share it.</summary>
[CollectionDefinition(Name)]
public sealed class InStudio : ICollectionFixture<Studio>
{
    /// <summary>Their collection.</summary>
    public const string Name = "in the studio";
}
