using Sothebais.Gateways.Admin;
using Sothebais.Gateways.Defaults.Health;
using Sothebais.Gateways.Defaults.Ports;

if (await HealthProbe.Asked(ServicePorts.Admin, args) is { } code) return code;
await AdminGateway.Build(args).RunAsync();
return 0;
