using System.Globalization;
using System.Net;
using Microsoft.Net.Http.Headers;

namespace Sothebais.Gateways.AllInOne.Demo;

/// <summary>The demo's pages, on the admin frontend: the studio and the lots' pictures.</summary>
public static class DemoPages
{
    // Drawn when first asked for, once.
    private static readonly Lazy<string>[] Pictures = [.. Enumerable.Range(1, LotArt.Count).Select(lot => new Lazy<string>(() => LotArt.Svg(lot)))];

    /// <summary>Maps the pages. Whatever they show is public.</summary>
    /// <param name="routes">The admin frontend's routes.</param>
    /// <param name="sale">The sale.</param>
    public static void MapDemo(this IEndpointRouteBuilder routes, DemoSale sale)
    {
        var demo = routes.MapGroup("/demo").AllowAnonymous().ExcludeFromDescription();
        demo.MapGet("/", (HttpContext http) => Page(http, sale, DemoStudio.Page(sale.Addresses)));
        demo.MapGet("/demo.css", (HttpContext http) => Asset(http, DemoStudio.Style, "text/css; charset=utf-8"));
        demo.MapGet("/demo.js", (HttpContext http) => Asset(http, DemoStudio.Script, "text/javascript; charset=utf-8"));
        demo.MapGet("/current", (HttpContext http) =>
        {
            http.Response.Headers.CacheControl = "no-store";
            return TypedResults.Text(sale.CurrentLot ?? "");
        });
        demo.MapGet("/lots/{lot:int}.svg", Picture);
    }

    private static IResult Page(HttpContext http, DemoSale sale, string page)
    {
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.ContentSecurityPolicy =
            $"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; frame-src {sale.Addresses.StreamManager.GetLeftPart(UriPartial.Authority)}; base-uri 'none'; form-action 'none'";
        return TypedResults.Text(page, "text/html; charset=utf-8");
    }

    private static IResult Asset(HttpContext http, string text, string type)
    {
        http.Response.Headers.CacheControl = "no-cache";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        return TypedResults.Text(text, type);
    }

    private static IResult Picture(int lot, HttpContext http)
    {
        if (lot < 1 || lot > LotArt.Count) return TypedResults.NotFound();
        var tag = new EntityTagHeaderValue(string.Create(CultureInfo.InvariantCulture, $"\"{typeof(LotArt).Assembly.ManifestModule.ModuleVersionId:n}-{lot}\""));
        http.Response.Headers.CacheControl = "public, max-age=3600";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.Headers.AccessControlAllowOrigin = "*"; // a picture for anybody's canvas
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'";
        http.Response.GetTypedHeaders().ETag = tag;
        if (http.Request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false))) return TypedResults.StatusCode((int)HttpStatusCode.NotModified);
        return TypedResults.Text(Pictures[lot - 1].Value, "image/svg+xml; charset=utf-8");
    }
}
