using Microsoft.AspNetCore.Authorization;
using Sothebais.Gateways.Admin.Clerk;
using Sothebais.Gateways.Admin.Console;
using Sothebais.Gateways.Admin.Development;
using Sothebais.Gateways.Admin.Edge;
using Sothebais.Gateways.Admin.Forwarding;
using Sothebais.Gateways.Admin.SignIn;
using Sothebais.Gateways.Admin.SyntheticOverlay;
using Sothebais.Gateways.Defaults;
using Sothebais.Gateways.Defaults.Ports;

namespace Sothebais.Gateways.Admin;

/// <summary>The admin gateway, :3000: the console, and the way in to the services.</summary>
public static class AdminGateway
{
    /// <summary>Builds the gateway.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="house">What it shares in a process with a silo; null connects to the silos.</param>
    public static WebApplication Build(string[] args, SharedHouse? house = null)
    {
        var builder = ServiceHost.CreateGateway(ServicePorts.Admin, args, house);
        var services = ServiceAddresses.From(builder.Configuration, builder.Environment);
        builder.Services.AddSingleton(services);
        builder.AddForwarding(services);
        builder.Services.AddSingleton<Entrance>();
        builder.Services.AddSingleton<IAuthorizationMiddlewareResultHandler>(provider => provider.GetRequiredService<Entrance>());
        var issuing = builder.AddLocalIssuer();
        builder.AddClerk();
        builder.AddSignIn(local: issuing);
        builder.AddSyntheticOverlay();
        builder.AddConsole();
        var app = builder.BuildGateway();
        app.UseWebSockets();
        app.UseAntiforgery();
        app.MapConsole();
        app.MapVerify();
        app.MapSignIn();
        app.MapPeople();
        app.MapForwarding();
        if (issuing) app.MapLocalIssuer();
        return app;
    }
}
