using Microsoft.AspNetCore.HttpOverrides;

namespace Sothebais.Gateways.Defaults.Ports;

/// <summary>Which proxies may say for whom they ask (X-Forwarded-For): else all of their callers would share one limit, or anyone could make one up.</summary>
public static class TrustedProxies
{
    private const string Key = "Proxies:Trusted";

    /// <summary>Trusts this machine, and the networks of the configuration's <c>Proxies:Trusted</c> (CIDR notation).</summary>
    /// <exception cref="InvalidOperationException">One of them is not a network.</exception>
    public static void AddTrustedProxies(this WebApplicationBuilder builder)
    {
        var networks = (builder.Configuration.GetSection(Key).Get<string[]>() ?? [])
            .Select(text => System.Net.IPNetwork.TryParse(text, out var network) ? network : throw new InvalidOperationException($"{Key}: '{text}' is not a network such as 172.18.0.0/16."))
            .ToArray();
        builder.Services.Configure<ForwardedHeadersOptions>(options =>
        {
            options.ForwardedHeaders = ForwardedHeaders.XForwardedFor;
            options.ForwardLimit = 2; // the edge, and the admin gateway behind it
            foreach (var network in networks) options.KnownIPNetworks.Add(network);
        });
    }
}
