using Sothebais.Gateways.Defaults.Ports;

namespace Sothebais.Gateways.AllInOne;

/// <summary>What the host says of itself when it starts.</summary>
internal static partial class Notices
{
    /// <summary>Says what is not as in production.</summary>
    public static void Embedded(ILogger logger, IHostEnvironment environment, bool environmentIsAssumed, bool inMemory)
    {
        if (environmentIsAssumed) AssumedDevelopment(logger);
        else if (environment.IsDevelopment()) Development(logger);
        if (inMemory) InMemory(logger);
    }

    /// <summary>Says where the doors are.</summary>
    public static void Open(ILogger logger, IConfiguration configuration)
    {
        var (admin, auctions, streams, events) = (
            ServicePorts.Admin.Moved(configuration), ServicePorts.AuctionManager.Moved(configuration), ServicePorts.StreamManager.Moved(configuration),
            ServicePorts.EventHandler.Moved(configuration));
        Listening(logger, admin.Main, auctions.Main, streams.Main, streams.Stream!.Value, events.Main, events.Stream!.Value);
    }

    [LoggerMessage(LogLevel.Warning, "Running as Development, because no environment is named and Clerk is not configured: anyone on this machine can make themselves an admin, and all ports are on loopback.")]
    private static partial void AssumedDevelopment(ILogger logger);

    [LoggerMessage(LogLevel.Warning, "Running as Development: all ports are on loopback.")]
    private static partial void Development(ILogger logger);

    [LoggerMessage(LogLevel.Warning, "Running IN MEMORY: every auction and bid is gone when this process ends. Use --redis <connection> to keep them.")]
    private static partial void InMemory(ILogger logger);

    [LoggerMessage(LogLevel.Information, "The house is open: admin http://localhost:{Admin}, auctions :{Auctions}, overlays :{Streams}, viewers :{Viewers}, events :{Events}, event stream :{EventStream}.")]
    private static partial void Listening(ILogger logger, int admin, int auctions, int streams, int viewers, int events, int eventStream);
}
