namespace Sothebais.Gateways.AllInOne.Demo;

/// <summary>Where the demo reaches the house, and sends its visitors: the documented main ports.</summary>
/// <param name="Admin">The admin frontend.</param>
/// <param name="AuctionManager">The auction manager.</param>
/// <param name="StreamManager">The stream manager.</param>
/// <param name="EventHandler">The event handler.</param>
public sealed record DemoAddresses(Uri Admin, Uri AuctionManager, Uri StreamManager, Uri EventHandler)
{
    /// <summary>The page that shows the sale.</summary>
    public Uri Page => new(Admin, "/demo");

    /// <summary>A lot's picture.</summary>
    /// <param name="lot">The lot's number.</param>
    public Uri Picture(int lot) => new(Admin, $"/demo/lots/{lot}.svg");

    /// <summary>The sale's overlay, for OBS.</summary>
    public Uri Overlay => new(StreamManager, $"/overlay/{DemoStream.Id}");

    /// <summary>A lot's own overlay.</summary>
    /// <param name="auction">The auction's id.</param>
    public Uri LotOverlay(string auction) => new(StreamManager, $"/overlay/auction/{auction}");

    /// <summary>An address beside a service, on the port after its own: its live transport.</summary>
    /// <param name="service">The service's main address.</param>
    /// <param name="scheme">The scheme of the live address.</param>
    /// <param name="pathAndQuery">What follows the port.</param>
    public static string Live(Uri service, string scheme, string pathAndQuery) => $"{scheme}://{service.Host}:{service.Port + 1}{pathAndQuery}";
}
