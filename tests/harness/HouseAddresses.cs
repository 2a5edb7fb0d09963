namespace Sothebais.Tests.Harness;

/// <summary>Where a house's doors are.</summary>
/// <param name="Offset">What is added to the documented ports.</param>
public sealed record HouseAddresses(int Offset)
{
    /// <summary>The address of a documented port.</summary>
    public Uri On(int port, string path = "/") => new($"http://127.0.0.1:{port + Offset}{path}");

    /// <summary>The WebSocket address of a documented port.</summary>
    public Uri SocketOn(int port, string path) => new($"ws://127.0.0.1:{port + Offset}{path}");

    /// <summary>The admin gateway.</summary>
    public Uri Admin => On(3000);

    /// <summary>The auction manager.</summary>
    public Uri Auctions => On(4100);

    /// <summary>The stream manager.</summary>
    public Uri Streams => On(4200);

    /// <summary>The event handler.</summary>
    public Uri Events => On(4300);
}
