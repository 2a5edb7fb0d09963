using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace Sothebais.Gateways.Defaults.Ports;

/// <summary>
/// Which proxies may say for whom, and for what, they ask (<c>X-Forwarded-*</c>). What anybody else says of that kind is dropped at the door, so that whoever
/// reads such a header further in may believe it.
/// </summary>
public static class TrustedProxies
{
    private const string Key = "Proxies:Trusted";

    private static readonly string[] OnlyTheirs =
    [
        "X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "X-Forwarded-Port", "X-Forwarded-Prefix", "X-Forwarded-Server", "X-Forwarded-Uri", "X-Forwarded-Method",
        "X-Original-For", "X-Original-Proto", "X-Original-Host", "X-Original-Prefix", "X-Real-Ip", "Forwarded", Telemetry.RequestId.Header,
    ];

    /// <summary>Trusts this machine, and the networks of the configuration's <c>Proxies:Trusted</c> (CIDR notation).</summary>
    /// <exception cref="InvalidOperationException">One of them is not a network.</exception>
    public static void AddTrustedProxies(this WebApplicationBuilder builder)
    {
        var networks = (builder.Configuration.GetSection(Key).Get<string[]>() ?? [])
            .Select(text => System.Net.IPNetwork.TryParse(text, out var network) ? network : throw new InvalidOperationException($"{Key}: '{text}' is not a network such as 172.18.0.0/16."))
            .ToArray();
        builder.Services.Configure<ForwardedHeadersOptions>(options =>
        {
            options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
            options.ForwardLimit = 2; // the edge, and the admin gateway behind it
            foreach (var network in networks) options.KnownIPNetworks.Add(network);
        });
    }

    /// <summary>Believes the trusted, and drops what the others say.</summary>
    public static void UseTrustedProxies(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<IOptions<ForwardedHeadersOptions>>().Value;
        app.Use((http, next) =>
        {
            if (http.Connection.RemoteIpAddress is { } peer && !IsTrusted(peer, options))
                foreach (var header in OnlyTheirs) http.Request.Headers.Remove(header);
            return next(http);
        });
        app.UseForwardedHeaders();
    }

    /// <summary>Whether a trusted proxy passed this request on, under the name that the caller knows us by.</summary>
    public static bool IsForwarded(this HttpRequest request) => request.Headers.ContainsKey("X-Original-Host");

    private static bool IsTrusted(System.Net.IPAddress peer, ForwardedHeadersOptions options)
    {
        var plain = peer.IsIPv4MappedToIPv6 ? peer.MapToIPv4() : peer;
        return options.KnownProxies.Contains(plain) || options.KnownIPNetworks.Any(network => network.Contains(plain));
    }
}
