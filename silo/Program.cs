using Sothebais.Gateways.Defaults;
using Sothebais.Gateways.Defaults.Cluster;
using Sothebais.Gateways.Defaults.Health;
using Sothebais.Gateways.Defaults.Ports;
using Sothebais.Silo;

if (await HealthProbe.Asked(ServicePorts.Silo, args) is { } code) return code;
var builder = ServiceHost.Create(ServicePorts.Silo, args, environment: null, metrics: null);
var redis = RedisConnection.From(builder.Configuration) ??
    throw new InvalidOperationException("A silo needs Redis: --redis <connection>. (The all-in-one host can do without.)");
builder.AddSilo(await SiloHosting.ConnectRedis(redis));
var app = builder.Build();
app.MapServiceEndpoints();
app.MapOrleansDashboard();
await app.RunAsync();
return 0;
