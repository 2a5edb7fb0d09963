using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace Sothebais.Gateways.EventHandler.Webhooks;

/// <summary>The lines to receivers. Where a name leads is looked at anew with every connection, and the connection goes to the very address that was looked at.</summary>
internal static class CarrierLine
{
    private const string Agent = "Sothebais-Webhooks";

    /// <summary>Adds them.</summary>
    public static void AddCarrierLine(this IServiceCollection services) => services
        .AddHttpClient(nameof(Carrier), http =>
        {
            http.Timeout = Timeout.InfiniteTimeSpan; // the carrier's own is for the whole answer
            http.DefaultRequestHeaders.UserAgent.ParseAdd(Agent);
        })
        .ConfigurePrimaryHttpMessageHandler(s => Handler(s.GetRequiredService<IOptions<WebhookOptions>>().Value.AllowPrivateTargets))
        .SetHandlerLifetime(Timeout.InfiniteTimeSpan) // connections have a lifetime of their own
        .RemoveAllLoggers(); // an address may carry a token

    private static SocketsHttpHandler Handler(bool allowPrivate) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false, // it would connect in our place, to wherever it likes
        ActivityHeadersPropagator = null,
        MaxResponseHeadersLength = 16, // KiB
        MaxResponseDrainSize = 1_024,
        PooledConnectionLifetime = TimeSpan.FromMinutes(1),
        PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
        MaxConnectionsPerServer = 64,
        ConnectCallback = (context, cancellation) => Connect(context.DnsEndPoint, allowPrivate, cancellation),
    };

    private static async ValueTask<Stream> Connect(DnsEndPoint to, bool allowPrivate, CancellationToken cancellation)
    {
        var found = await Dns.GetHostAddressesAsync(to.Host, cancellation);
        var allowed = found.Where(a => allowPrivate || PublicAddress.Is(a)).ToArray();
        if (allowed.Length == 0 && found.Length > 0) throw new TargetRefused($"{to.Host} leads to no public address; loopback and private ones are not delivered to.");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, to.Port, cancellation); // one after the other
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>The address leads where nothing is delivered to.</summary>
/// <param name="message">Why, in words.</param>
internal sealed class TargetRefused(string message) : Exception(message);
