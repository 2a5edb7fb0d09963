namespace Sothebais.Gateways.Defaults.Ports;

/// <summary>The ports of one service, by the house's convention: main xx00, stream xx01, metrics xx90, health xx91.</summary>
/// <param name="Service">The service's name, as on its network.</param>
/// <param name="Main">Where its API or pages are.</param>
/// <param name="Stream">Where its long-lived connections are; null where it has none.</param>
/// <param name="Metrics">Where Prometheus reads.</param>
/// <param name="Health">Where its health is asked.</param>
public sealed record ServicePorts(string Service, int Main, int? Stream, int Metrics, int Health)
{
    /// <summary>The admin gateway.</summary>
    public static readonly ServicePorts Admin = new("admin-frontend", 3000, null, 3090, 3091);

    /// <summary>The auction manager.</summary>
    public static readonly ServicePorts AuctionManager = new("auction-manager", 4100, null, 4190, 4191);

    /// <summary>The stream manager.</summary>
    public static readonly ServicePorts StreamManager = new("stream-manager", 4200, 4201, 4290, 4291);

    /// <summary>The event handler.</summary>
    public static readonly ServicePorts EventHandler = new("event-handler", 4300, 4301, 4390, 4391);

    /// <summary>The silo; its main port has Orleans' dashboard, for the admin gateway to pass on to admins, and its health.</summary>
    public static readonly ServicePorts Silo = new("silo", 4000, null, 4090, 4091);

    /// <summary>All its ports.</summary>
    public IEnumerable<int> All => [Main, .. Stream is { } stream ? new[] { stream } : [], Metrics, Health];

    /// <summary>These ports, moved by the configured <c>port-offset</c>: several houses on one machine.</summary>
    /// <exception cref="InvalidOperationException">The offset is not a number, or moves a port out of 1 to 65535.</exception>
    public ServicePorts Moved(IConfiguration configuration)
    {
        var offset = Offset(configuration);
        return this with { Main = Main + offset, Stream = Stream + offset, Metrics = Metrics + offset, Health = Health + offset };
    }

    /// <summary>The configured <c>port-offset</c>; 0 where there is none.</summary>
    /// <exception cref="InvalidOperationException">It is not a number, or moves a port out of 1 to 65535.</exception>
    public static int Offset(IConfiguration configuration)
    {
        if (configuration["port-offset"] is not { } text) return 0;
        if (!int.TryParse(text, out var offset) || offset is < -2900 or > 35_000)
            throw new InvalidOperationException($"--port-offset takes a whole number from -2900 to 35000, not '{text}'.");
        return offset;
    }
}
