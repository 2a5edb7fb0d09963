namespace Sothebais.Gateways.Defaults.Settings;

/// <summary>The settings that the house knows, and that hold no secrets. Whoever adds a setting and wants to see its value adds it here.</summary>
internal static class KnownSettings
{
    // A name that ends with a colon is a section of its own, with all that is in it.
    private static readonly string[] Names =
    [
        "redis", "port-offset", "environment", "applicationName", "contentRoot", "urls", "AllowedHosts", "ASPNETCORE_ENVIRONMENT", "DOTNET_ENVIRONMENT", "ENVIRONMENT",
        "OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_SERVICE_NAME", "Logging:",
        "Clerk:Issuer", "Clerk:JwksUrl", "Clerk:ApiUrl", "Clerk:AuthorizedParties", "Clerk:AuthorizedParties:", "Clerk:OrganizationId", "Clerk:PublishableKey",
        "Silo:", "House:", "EventLog:", "Services:", "Proxies:Trusted:", "RateLimits:", "Leaving:", "Sales:", "Assets:", "Overlay:", "Viewers:", "Feed:", "Audit:", "Webhooks:", "Intake:",
        "SyntheticOverlay:", "Chat:",
    ];

    /// <summary>Whether the house knows a key, and its value may be looked at.</summary>
    public static bool Has(string key) => Array.Exists(Names, name =>
        name[^1] == ':' ? key.StartsWith(name, StringComparison.OrdinalIgnoreCase) : key.Equals(name, StringComparison.OrdinalIgnoreCase));

    // What the house reads and never shows.
    private static readonly string[] Hidden = ["Redis:", "Clerk:", "EventSources:"];

    /// <summary>Whether a key is one of the house's at all, shown or not: others are the machine's.</summary>
    public static bool Concerns(string key) => Has(key) || Array.Exists(Hidden, name => key.StartsWith(name, StringComparison.OrdinalIgnoreCase));
}
