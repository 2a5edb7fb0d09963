namespace Sothebais.Gateways.Defaults.Telemetry;

/// <summary>The house's own viewer, which measures what people see, and says so: it is no audience.</summary>
public static class SyntheticViewer
{
    /// <summary>What it calls itself.</summary>
    public const string UserAgent = "Sothebais-Synthetic-Overlay";

    /// <summary>Whether a request is its own.</summary>
    public static bool Is(HttpRequest request) => request.Headers.UserAgent == UserAgent;
}
