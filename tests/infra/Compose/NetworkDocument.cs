namespace Sothebais.Tests.Infra.Compose;

/// <summary>A row of the network document's "Port Reference".</summary>
/// <param name="Service">The service.</param>
/// <param name="Main">Its main ports.</param>
/// <param name="Stream">Where its long-lived connections are.</param>
/// <param name="Metrics">Where Prometheus reads.</param>
/// <param name="Health">Where its health is asked.</param>
internal sealed record PortRow(string Service, int[] Main, int? Stream = null, int? Metrics = null, int? Health = null)
{
    /// <summary>All its ports.</summary>
    public IEnumerable<int> All => [.. Main, .. new[] { Stream, Metrics, Health }.OfType<int>()];
}

/// <summary>What the network document says, as data.</summary>
internal static class NetworkDocument
{
    /// <summary>Section "Port Reference". Redis' metrics are those of its exporter, as the footnote there says.</summary>
    public static readonly PortRow[] PortReference =
    [
        new("traefik", [80, 443], Metrics: 3100),
        new("admin-frontend", [3000], Metrics: 3090, Health: 3091),
        new("auction-manager", [4100], Metrics: 4190, Health: 4191),
        new("event-handler", [4300], 4301, 4390, 4391),
        new("stream-manager", [4200], 4201, 4290, 4291),
        new("prometheus", [9090]),
        new("grafana", [3001]),
        new("redis", [6379]),
        new("redis-exporter", [], Metrics: 9121),
        new("node-exporter", [], Metrics: 9100),
    ];

    /// <summary>What the house needs beside: the silos, which that document does not number, and what stands between Traefik and Docker; and the broadcast, for whoever wants it.</summary>
    public static readonly string[] Added = ["silo", "docker-api", "broadcast"];

    /// <summary>Section "External Access Layer": what the internet reaches.</summary>
    public static readonly int[] Published = [80, 443];

    /// <summary>Section "Monitoring Infrastructure": where in the edge's paths a service is.</summary>
    public static readonly (string Path, string Target)[] Operators = [("/prometheus", "prometheus:9090"), ("/grafana", "grafana:3001")];
}
