using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Sothebais.Gateways.Admin;
using Sothebais.Gateways.AuctionManager;
using Sothebais.Gateways.Defaults;
using Sothebais.Gateways.Defaults.Identity;
using Sothebais.Gateways.EventHandler;
using Sothebais.Gateways.StreamManager;

namespace Sothebais.Tests.Gateways.InProcess;

/// <summary>
/// The four gateways, built by their own Build methods within the test: on a house that is a stub, a clock that the test moves, and a book of all they log.
/// Each has some endpoints more, for a caller to be told who the gateway takes them for.
/// </summary>
public sealed class HouseFront : IAsyncDisposable
{
    /// <summary>The path that tells a signed-in caller who they are, on every gateway and by every method.</summary>
    public const string Probe = "/probe";

    /// <summary>A path that says neither who may come nor that everybody may.</summary>
    public const string Unmarked = "/unmarked";

    /// <summary>The day on which the tests take place.</summary>
    public static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    /// <summary>A gateway's name.</summary>
    public const string Admin = "admin", AuctionManager = "auction manager", StreamManager = "stream manager", EventHandler = "event handler";

    /// <summary>The names of all four.</summary>
    public static readonly string[] Names = [Admin, AuctionManager, StreamManager, EventHandler];

    private static readonly string[] Methods = ["GET", "POST", "PUT", "PATCH", "DELETE"];

    private readonly List<WebApplication> _hosts = [];

    private HouseFront() => Client = new HouseClient(At);

    /// <summary>Their doors.</summary>
    public HouseAddresses At { get; } = new(Harness.Ports.NextOffset());

    /// <summary>A client of theirs.</summary>
    public HouseClient Client { get; }

    /// <summary>The house that they stand before.</summary>
    public StubHouse House { get; } = new();

    /// <summary>Their clock.</summary>
    public FakeTimeProvider Clock { get; } = new(Noon);

    /// <summary>What they log.</summary>
    public LogBook Log { get; } = new();

    /// <summary>Who reached a probe.</summary>
    public ConcurrentQueue<string> Reached { get; } = new();

    /// <summary>Builds those of the names, without starting them or adding anything to them.</summary>
    public static IEnumerable<(string Name, WebApplication App)> Build(string[] names, Action<IServiceCollection> services, SharedHouse house, params string[] settings) =>
        names.Select(name => (name, BuildHook.With(services, () => name switch
        {
            Admin => AdminGateway.Build(settings, house),
            AuctionManager => AuctionManagerGateway.Build(settings, house),
            StreamManager => StreamManagerGateway.Build(settings, house),
            EventHandler => EventHandlerGateway.Build(settings, house),
            _ => throw new ArgumentException($"There is no gateway '{name}'."),
        })));

    /// <summary>Builds and starts them, as Production and without rate limits.</summary>
    /// <param name="settings">The command line: Clerk's settings.</param>
    public static Task<HouseFront> Start(params string[] settings) => Start(Names, settings);

    /// <summary>Builds and starts some of them.</summary>
    public static async Task<HouseFront> Start(string[] names, params string[] settings)
    {
        var gateways = new HouseFront();
        try
        {
            var at = gateways.At;
            string[] all =
            [
                "--port-offset", $"{at.Offset}", "--RateLimits:Enabled=false", $"--Services:AuctionManager={at.Auctions}", $"--Services:StreamManager={at.Streams}",
                $"--Services:EventHandler={at.Events}", $"--Services:StreamManagerSockets={at.On(4201)}",
                "--Audit:Enabled=false", "--Webhooks:Enabled=false", "--SyntheticOverlay:Lines=0", .. settings, // so that every call to the house is a caller's
            ];
            foreach (var (_, app) in Build(names, gateways.Replace, gateways.House.Shared("Production"), all))
            {
                gateways._hosts.Add(app);
                app.MapMethods(Probe, Methods, gateways.Tell).RequireAuthorization(Policies.SignedIn);
                app.MapMethods(Unmarked, Methods, gateways.Tell);
                await app.StartAsync();
            }
            return gateways;
        }
        catch
        {
            await gateways.DisposeAsync();
            throw;
        }
    }

    /// <summary>Forgets who reached what.</summary>
    public void Forget()
    {
        House.Calls.Clear();
        Reached.Clear();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var host in _hosts)
        {
            await host.StopAsync();
            await host.DisposeAsync();
        }
        Client.Dispose();
        House.Dispose();
    }

    private void Replace(IServiceCollection services)
    {
        services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock));
        services.RemoveAll<ILoggerProvider>();
        services.AddSingleton<ILoggerProvider>(Log);
        services.PostConfigure<LoggerFilterOptions>(filter =>
        {
            filter.Rules.Clear();
            filter.MinLevel = LogLevel.Trace;
        });
    }

    private IResult Tell(HttpContext http)
    {
        Reached.Enqueue($"{http.Request.Method} {http.Connection.LocalPort - At.Offset}");
        var caller = http.User;
        return TypedResults.Ok(new { id = caller.Id(), name = caller.Name(), session = caller.Session(), roles = caller.RolesHeld().Order(StringComparer.Ordinal) });
    }
}
