using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Sothebais.Gateways.Admin.Console.Dashboard;
using Sothebais.Gateways.Admin.Console.Operations;
using Sothebais.Gateways.Admin.Forwarding;
using Sothebais.Gateways.Defaults.Ports;

namespace Sothebais.Tests.Unit.Console.Operations;

/// <summary>A page about the house's machinery, before machinery that the test speaks for.</summary>
public class OperationsContext : ConsoleContext
{
    private static readonly Uri Somewhere = new("http://house.test");

    /// <summary>A silo's address.</summary>
    public static readonly SiloAddress Silo = SiloAddress.New(new IPEndPoint(IPAddress.Parse("10.0.0.3"), 11111), 1);

    /// <summary>What the cluster answers, by method.</summary>
    public Dictionary<string, Func<object>> Cluster { get; } = [];

    /// <summary>Whether the house has a Prometheus.</summary>
    public bool HasPrometheus { get; set; }

    public OperationsContext() : base(context => ((OperationsContext)context).AddMachinery())
    {
    }

    private void AddMachinery()
    {
        HttpClient Client() => new(House, disposeHandler: false);
        Services.AddSingleton(_ => new ServiceAddresses(Somewhere, Somewhere, Somewhere, Somewhere, Somewhere) { Prometheus = HasPrometheus ? new Uri("http://prometheus.test/prometheus") : null });
        Services.AddSingleton(ServicePorts.Admin);
        Services.AddSingleton(StubGrains.Answering(Cluster));
        Services.AddSingleton<Silos>();
        Services.AddSingleton<RedisGlance>();
        Services.AddTransient(s => new Prometheus(Client(), s.GetRequiredService<ServiceAddresses>()));
        Services.AddTransient(s => new ServicesHealth(Client(), s.GetRequiredService<ServiceAddresses>(), ServicePorts.Admin, Clock));
        Services.AddTransient(s => new HouseSettings(Client(), s.GetRequiredService<ServiceAddresses>(), ServicePorts.Admin, s.GetRequiredService<Silos>()));
    }

    /// <summary>A silo as membership tells of it.</summary>
    public MembershipEntry Entry(SiloStatus status = SiloStatus.Active, TimeSpan up = default) => new()
    {
        SiloAddress = Silo,
        HostName = "vps",
        Status = status,
        StartTime = (Clock.GetUtcNow() - up).UtcDateTime,
        IAmAliveTime = Clock.GetUtcNow().UtcDateTime,
    };

    /// <summary>An open auction as the API gives it.</summary>
    public JsonObject Auction(string id, int? secondsLeft) => new()
    {
        ["id"] = id,
        ["status"] = "open",
        ["sequence"] = 3,
        ["price"] = "1.5",
        ["leader"] = null,
        ["minimumBid"] = "2",
        ["bidCount"] = 4,
        ["reserveMet"] = null,
        ["opensAt"] = null,
        ["closesAt"] = secondsLeft is { } left ? Clock.GetUtcNow().AddSeconds(left).ToString("O") : null,
        ["remaining"] = null,
        ["extensions"] = 0,
        ["serverTime"] = Clock.GetUtcNow().ToString("O"),
        ["format"] = "english",
        ["title"] = $"Lot {id} <b>",
        ["lot"] = new JsonObject { ["name"] = id, ["description"] = null, ["image"] = null, ["animationUrl"] = null, ["token"] = null, ["attributes"] = new JsonArray() },
        ["currency"] = "ETH",
        ["result"] = null,
        ["openingBid"] = "1",
        ["increments"] = null,
        ["duration"] = null,
        ["startsOnFirstBid"] = false,
        ["extension"] = null,
        ["bidders"] = "anyone",
        ["buyNow"] = null,
        ["quantity"] = 1,
        ["quantityLeft"] = 1,
        ["dutch"] = null,
        ["fallingSince"] = null,
        ["saleId"] = null,
    };
}
