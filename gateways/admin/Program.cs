using Sothebais.Gateways.Admin;

await AdminGateway.Build(args).RunAsync();
