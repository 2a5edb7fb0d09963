using Sothebais.Gateways.Defaults.Health;
using Sothebais.Gateways.Defaults.Ports;
using Sothebais.Gateways.EventHandler;

if (await HealthProbe.Asked(ServicePorts.EventHandler, args) is { } code) return code;
await EventHandlerGateway.Build(args).RunAsync();
return 0;
