using Sothebais.Gateways.EventHandler;

await EventHandlerGateway.Build(args).RunAsync();
