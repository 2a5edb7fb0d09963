using Sothebais.Gateways.AuctionManager;

await AuctionManagerGateway.Build(args).RunAsync();
