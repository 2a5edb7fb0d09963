using Sothebais.Broadcast;
using Sothebais.Gateways.Defaults;
using Sothebais.Gateways.Defaults.Health;

if (await HealthProbe.Asked(BroadcastHost.Ports, args) is { } code) return code;
var builder = ServiceHost.Create(BroadcastHost.Ports, args, environment: null, metrics: null);
builder.AddBroadcast();
var app = builder.Build();
app.MapServiceEndpoints();
await app.RunAsync();
return 0;
