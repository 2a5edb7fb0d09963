using Sothebais.Gateways.Admin.Console.Dashboard;

namespace Sothebais.Gateways.Admin.Console.Operations;

/// <summary>How the console looks at the house's machinery: health, silos, Prometheus, Redis, and the settings in force.</summary>
internal static class OperationsHosting
{
    // Short: a page that is read every few seconds waits for nobody.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private const long LargestAnswer = 4 << 20; // bytes

    /// <summary>Adds what looks.</summary>
    public static void AddOperations(this WebApplicationBuilder builder)
    {
        builder.AddLook<ServicesHealth>();
        builder.AddLook<Prometheus>();
        builder.AddLook<HouseSettings>();
        builder.Services.AddSingleton<Silos>();
        builder.Services.AddSingleton<RedisGlance>();
    }

    private static void AddLook<T>(this WebApplicationBuilder builder) where T : class =>
        builder.Services.AddHttpClient<T>(http => (http.Timeout, http.MaxResponseContentBufferSize) = (Patience, LargestAnswer))
            .ConfigurePrimaryHttpMessageHandler(() => new SocketsHttpHandler { UseCookies = false, UseProxy = false, AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromSeconds(30) });
}
