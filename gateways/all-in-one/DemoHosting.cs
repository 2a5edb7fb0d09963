using Sothebais.Gateways.AllInOne.Demo;
using Sothebais.Gateways.Defaults.Ports;

namespace Sothebais.Gateways.AllInOne;

/// <summary>Puts the demo on: a sale that plays by itself, for Development.</summary>
internal static class DemoHosting
{
    /// <summary>Prepares the sale and its pages.</summary>
    /// <exception cref="InvalidOperationException">This is not Development: the demo's people could not sign in.</exception>
    public static DemoSale Prepare(WebApplication house, WebApplication admin)
    {
        if (!house.Environment.IsDevelopment() || house.Configuration["Clerk:Issuer"] is { Length: > 0 })
            throw new InvalidOperationException("--demo needs the local issuer's tokens: run it in Development and without Clerk settings.");
        var addresses = new DemoAddresses(At(house, ServicePorts.Admin), At(house, ServicePorts.AuctionManager), At(house, ServicePorts.StreamManager), At(house, ServicePorts.EventHandler));
        var sale = new DemoSale(addresses, TimeProvider.System, house.Services.GetRequiredService<ILogger<DemoSale>>());
        admin.MapDemo(sale);
        return sale;
    }

    /// <summary>Says where to look, and plays until the house closes.</summary>
    public static Task Play(DemoSale sale, WebApplication house)
    {
#pragma warning disable RS0030 // The one place that talks to a person at a terminal.
        Console.WriteLine(DemoBanner.Of(sale.Addresses));
#pragma warning restore RS0030
        return sale.Run(house.Lifetime.ApplicationStopping);
    }

    private static Uri At(WebApplication house, ServicePorts service) => new($"http://localhost:{service.Moved(house.Configuration).Main}");
}
