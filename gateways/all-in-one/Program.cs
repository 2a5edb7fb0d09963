using OpenTelemetry.Metrics;
using Sothebais.Gateways.Admin;
using Sothebais.Gateways.AllInOne;
using Sothebais.Gateways.AuctionManager;
using Sothebais.Gateways.Defaults;
using Sothebais.Gateways.Defaults.Cluster;
using Sothebais.Gateways.Defaults.Health;
using Sothebais.Gateways.Defaults.Ports;
using Sothebais.Gateways.EventHandler;
using Sothebais.Gateways.StreamManager;
using Sothebais.Silo;

#pragma warning disable RS0030 // Checking an export is a command that talks to whoever gave it: no server, no log.
if (args is ["verify", .. var rest]) return await VerifyCommand.Run(rest, Console.OpenStandardInput(), Console.Out, Console.Error);
#pragma warning restore RS0030
if (await HealthProbe.Asked(ServicePorts.Admin, args) is { } code) return code;
var options = CommandLine.Read(args);
var silo = ServiceHost.Create(ServicePorts.Silo, options.Rest, options.Environment, metrics: null);
var connection = RedisConnection.From(silo.Configuration);
var redis = connection is null ? null : await SiloHosting.ConnectRedis(connection);
silo.AddSilo(redis);
if (options.Demo) silo.Logging.AddFilter("Sothebais.Grains", LogLevel.Warning); // the sale itself says what happens
await using var house = silo.Build();
house.MapServiceEndpoints();
house.MapOrleansDashboard();
Notices.Embedded(house.Logger, house.Environment, options.EnvironmentIsAssumed, inMemory: redis is null);
await house.StartAsync();

var shared = new SharedHouse(house.Services.GetRequiredService<IClusterClient>(), house.Services.GetRequiredService<MeterProvider>(), redis?.Log, house.Environment.EnvironmentName);
var admin = AdminGateway.Build(options.Rest, shared);
WebApplication[] gateways =
[
    admin, AuctionManagerGateway.Build(options.Rest, shared), StreamManagerGateway.Build(options.Rest, shared), EventHandlerGateway.Build(options.Rest, shared),
];
var sale = options.Demo ? DemoHosting.Prepare(house, admin) : null;
// The gateways first, and only then the silo below them: what is on its way still gets its answer.
house.Lifetime.ApplicationStopping.Register(() => Task.WhenAll(gateways.Select(g => g.StopAsync())).GetAwaiter().GetResult());
foreach (var gateway in gateways) await gateway.StartAsync();
Notices.Open(house.Logger, house.Configuration);
var playing = sale is null ? Task.CompletedTask : DemoHosting.Play(sale, house);
await house.WaitForShutdownAsync();
await playing;
return 0;
