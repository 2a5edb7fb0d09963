using Microsoft.Extensions.Options;
using Sothebais.Gateways.Defaults;
using Sothebais.Gateways.Defaults.Limits;
using Sothebais.Gateways.Defaults.Ports;
using Sothebais.Gateways.StreamManager.Assets;
using Sothebais.Gateways.StreamManager.Overlay;
using Sothebais.Gateways.StreamManager.Streams;
using Sothebais.Gateways.StreamManager.Viewers;

namespace Sothebais.Gateways.StreamManager;

/// <summary>The stream manager: overlay pages on :4200, viewers' WebSockets on :4201.</summary>
public static class StreamManagerGateway
{
    /// <summary>Builds the gateway.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="house">What it shares in a process with a silo; null connects to the silos.</param>
    public static WebApplication Build(string[] args, SharedHouse? house = null)
    {
        var builder = ServiceHost.CreateGateway(ServicePorts.StreamManager, args, house);
        builder.Services.AddOptions<ViewerOptions>().BindConfiguration("Viewers").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<Rooms>();
        builder.Services.AddSingleton(services => new LinesByAddress(services.GetRequiredService<IOptions<ViewerOptions>>().Value.MostFromOneAddress));
        builder.Services.AddOptions<OverlayOptions>().BindConfiguration("Overlay").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<OverlayAssets>();
        builder.Services.AddSingleton<OverlayPages>();
        builder.AddAssets();
        var app = builder.BuildGateway();
        app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = TimeSpan.FromSeconds(15), KeepAliveTimeout = TimeSpan.FromSeconds(15) });
        app.MapStreams();
        app.MapAssets();
        app.MapOverlay();
        app.MapViewers();
        return app;
    }
}
