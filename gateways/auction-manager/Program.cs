using Sothebais.Gateways.AuctionManager;
using Sothebais.Gateways.Defaults.Health;
using Sothebais.Gateways.Defaults.Ports;

if (await HealthProbe.Asked(ServicePorts.AuctionManager, args) is { } code) return code;
await AuctionManagerGateway.Build(args).RunAsync();
return 0;
