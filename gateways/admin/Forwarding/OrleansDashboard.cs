using Sothebais.Gateways.Defaults.Identity;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Transforms;
using Yarp.ReverseProxy.Transforms.Builder;

namespace Sothebais.Gateways.Admin.Forwarding;

/// <summary>Orleans' dashboard, which a silo serves inside the house: under <c>/system/orleans/</c>, for admins.</summary>
internal static class OrleansDashboard
{
    /// <summary>Where it is on this site. It names its own files beside it, so that the address ends with a slash.</summary>
    public const string Address = "/system/orleans/";

    /// <summary>Its cluster's name.</summary>
    public const string Cluster = "silo";

    // It places its parts by inline styles, draws on canvases and brings its own fonts. It runs what it brings itself, and nobody frames it.
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>The way to it.</summary>
    public static RouteConfig Route() => new()
    {
        RouteId = Address,
        ClusterId = Cluster,
        Match = new() { Path = Address + "{**rest}", Methods = ["GET"] },
        AuthorizationPolicy = Policies.Administer,
        Transforms = [new Dictionary<string, string> { ["PathPattern"] = "/{**rest}" }],
    };

    /// <summary>Keeps the admin's token here, and the dashboard to itself.</summary>
    public static void Fence(TransformBuilderContext route)
    {
        route.AddRequestTransform(context =>
        {
            if (!context.HttpContext.Request.Path.StartsWithSegments(Address.TrimEnd('/'), out var within) || !within.HasValue) context.HttpContext.Response.Redirect(Address); // and goes no further
            context.ProxyRequest.Headers.Authorization = null;
            return default;
        });
        route.AddResponseTransform(context =>
        {
            context.HttpContext.Response.Headers.ContentSecurityPolicy = Policy;
            return default;
        });
    }
}
