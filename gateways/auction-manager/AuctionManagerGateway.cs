using Sothebais.Gateways.AuctionManager.Auctions;
using Sothebais.Gateways.AuctionManager.Bidders;
using Sothebais.Gateways.AuctionManager.Bids;
using Sothebais.Gateways.AuctionManager.Sales;
using Sothebais.Gateways.Defaults;
using Sothebais.Gateways.Defaults.Ports;

namespace Sothebais.Gateways.AuctionManager;

/// <summary>The auction manager, :4100: auctions, bids, bidders and sales over REST.</summary>
public static class AuctionManagerGateway
{
    /// <summary>Builds the gateway.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="house">What it shares in a process with a silo; null connects to the silos.</param>
    public static WebApplication Build(string[] args, SharedHouse? house = null)
    {
        var builder = ServiceHost.CreateGateway(ServicePorts.AuctionManager, args, house);
        builder.Services.AddSingleton<BidDesk>();
        builder.Services.AddTransient<IStartupFilter, Arrival.Noted>();
        var app = builder.BuildGateway();
        app.MapAuctions();
        app.MapDriving();
        app.MapBids();
        app.MapAbsenteeBids();
        app.MapHistory();
        app.MapBidders();
        app.MapOwn();
        app.MapSales();
        return app;
    }
}
