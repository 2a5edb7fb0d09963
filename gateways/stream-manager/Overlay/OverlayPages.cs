using System.Globalization;
using System.Net;
using System.Text;
using Sothebais.Gateways.Defaults.Ports;

namespace Sothebais.Gateways.StreamManager.Overlay;

/// <summary>Makes the overlay's pages of their files.</summary>
internal sealed class OverlayPages(OverlayAssets assets, ServicePorts ports)
{
    // Nothing but the page's own files, pictures and films from anywhere, and the line to the house. Custom CSS is put in by OBS itself.
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' https: http: data:; media-src 'self' https: http:; "
        + "connect-src 'self' ws: wss:; base-uri 'none'; form-action 'none'";

    /// <summary>A page.</summary>
    /// <param name="file">Its file.</param>
    /// <param name="http">The request.</param>
    /// <param name="subject">What stands in the file in double braces, and the id to put there; null where there is none.</param>
    public IResult Make(string file, HttpContext http, (string Place, string Id)? subject = null)
    {
        // Behind a proxy the socket is beside the page; without one it is on our own stream port.
        var socket = http.Request.IsForwarded() ? "same-origin" : ports.Stream!.Value.ToString(CultureInfo.InvariantCulture);
        var page = Encoding.UTF8.GetString(assets.Find(file)!.Bytes)
            .Replace("{{version}}", assets.Version, StringComparison.Ordinal)
            .Replace("{{socket}}", socket, StringComparison.Ordinal);
        if (subject is var (place, id)) page = page.Replace($"{{{{{place}}}}}", WebUtility.HtmlEncode(id), StringComparison.Ordinal);
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.ContentSecurityPolicy = ContentSecurityPolicy;
        return TypedResults.Text(page, "text/html; charset=utf-8");
    }
}
