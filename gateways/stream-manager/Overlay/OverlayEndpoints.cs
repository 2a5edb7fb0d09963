using System.Globalization;
using System.Text;
using Microsoft.Net.Http.Headers;
using Sothebais.Gateways.Defaults.Ports;
using Sothebais.Gateways.Defaults.Problems;
using Sothebais.Gateways.Defaults.Requests;

namespace Sothebais.Gateways.StreamManager.Overlay;

/// <summary>The overlay page, for a browser source.</summary>
internal static class OverlayEndpoints
{
    // Nothing but the page's own files, lots' images from anywhere, and the line to the house. Custom CSS is put in by OBS itself.
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' https: http: data:; connect-src 'self' ws: wss:; base-uri 'none'; form-action 'none'";

    public static void MapOverlay(this IEndpointRouteBuilder routes)
    {
        var overlay = routes.MapGroup("/overlay").WithTags("Overlay").AllowAnonymous();
        overlay.MapGet("/auction/{id}", Page).WithName("AuctionOverlay").Produces(200, contentType: "text/html");
        overlay.MapGet("/version", (OverlayAssets assets, HttpContext http) =>
        {
            http.Response.Headers.CacheControl = "no-store";
            return TypedResults.Text(assets.Version);
        }).WithName("OverlayVersion");
        overlay.MapGet("/assets/{**name}", Asset).WithName("OverlayAsset").ExcludeFromDescription();
    }

    private static IResult Page(string id, HttpContext http, OverlayAssets assets, ServicePorts ports)
    {
        if (!ResourceId.IsValid(id)) return Problem.Result(Problem.Of(404, "auction-not-found", "There is no such auction.", "This is not an auction's id."));
        // Behind a proxy the socket is beside the page; without one it is on our own stream port.
        var socket = http.Request.IsForwarded() ? "same-origin" : ports.Stream!.Value.ToString(CultureInfo.InvariantCulture);
        var page = Encoding.UTF8.GetString(assets.Find("overlay.html")!)
            .Replace("{{version}}", assets.Version, StringComparison.Ordinal)
            .Replace("{{socket}}", socket, StringComparison.Ordinal)
            .Replace("{{auction}}", id, StringComparison.Ordinal);
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.ContentSecurityPolicy = ContentSecurityPolicy;
        return TypedResults.Text(page, "text/html; charset=utf-8");
    }

    private static IResult Asset(string name, HttpContext http, OverlayAssets assets, string? v = null)
    {
        var type = Path.GetExtension(name) switch
        {
            ".js" => "text/javascript; charset=utf-8",
            ".css" => "text/css; charset=utf-8",
            ".woff2" => "font/woff2",
            ".txt" => "text/plain; charset=utf-8",
            _ => null,
        };
        if (type is null || assets.Find(name) is not { } file) return Problem.Result(Problem.Of(404, "not-found", "There is nothing at this address.", "No such file."));
        http.Response.Headers.CacheControl = v == assets.Version ? "public, max-age=31536000, immutable" : "no-cache";
        return TypedResults.Bytes(file, type, entityTag: new EntityTagHeaderValue($"\"{assets.Version}\""));
    }
}
