using Sothebais.Gateways.Defaults;
using Sothebais.Gateways.Defaults.Ports;
using Sothebais.Gateways.EventHandler.Activity;
using Sothebais.Gateways.EventHandler.Audit;
using Sothebais.Gateways.EventHandler.Chat;
using Sothebais.Gateways.EventHandler.DeadLetters;
using Sothebais.Gateways.EventHandler.Feed;
using Sothebais.Gateways.EventHandler.Intake;
using Sothebais.Gateways.EventHandler.Webhooks;

namespace Sothebais.Gateways.EventHandler;

/// <summary>The event handler: what is sent in, the feed's history, webhooks, replays and dead letters on :4300, the event stream on :4301.</summary>
public static class EventHandlerGateway
{
    /// <summary>Builds the gateway.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="house">What it shares in a process with a silo; null connects to the silos.</param>
    public static WebApplication Build(string[] args, SharedHouse? house = null)
    {
        var builder = ServiceHost.CreateGateway(ServicePorts.EventHandler, args, house);
        builder.AddFeed();
        builder.AddAudit();
        builder.AddIntake();
        builder.AddChat();
        builder.AddWebhooks();
        builder.AddDeadLetters();
        var app = builder.BuildGateway();
        app.MapEvents();
        app.MapIntake();
        app.MapEventStream();
        app.MapWebhooks();
        app.MapReplays();
        app.MapDeadLetters();
        app.MapActivity();
        return app;
    }
}
