using Sothebais.Gateways.Defaults.Health;
using Sothebais.Gateways.Defaults.Ports;
using Sothebais.Gateways.StreamManager;

if (await HealthProbe.Asked(ServicePorts.StreamManager, args) is { } code) return code;
await StreamManagerGateway.Build(args).RunAsync();
return 0;
