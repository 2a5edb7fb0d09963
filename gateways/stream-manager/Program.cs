using Sothebais.Gateways.StreamManager;

await StreamManagerGateway.Build(args).RunAsync();
