using Microsoft.Net.Http.Headers;
using Sothebais.Gateways.Defaults.Problems;
using Sothebais.Gateways.Defaults.Requests;

namespace Sothebais.Gateways.StreamManager.Overlay;

/// <summary>The overlay pages, for a browser source.</summary>
internal static class OverlayEndpoints
{
    /// <summary>Stream ids that no stream can have: what stands here under <c>/overlay</c> is something else.</summary>
    private static readonly string[] Reserved = ["auction", "assets", "media", "streams", "version", "qr"];

    public static void MapOverlay(this IEndpointRouteBuilder routes)
    {
        var overlay = routes.MapGroup("/overlay").WithTags("Overlay").AllowAnonymous();
        overlay.MapGet("/{streamId}", Stream).WithName("StreamOverlay").Produces(200, contentType: "text/html").ProducesProblem(404);
        overlay.MapGet("/auction/{id}", Auction).WithName("AuctionOverlay").Produces(200, contentType: "text/html").ProducesProblem(404);
        overlay.MapGet("/version", (OverlayAssets assets, HttpContext http) =>
        {
            http.Response.Headers.CacheControl = "no-store";
            return TypedResults.Text(assets.Version);
        }).WithName("OverlayVersion");
        overlay.MapGet("/assets/{**name}", Asset).WithName("OverlayAsset").ExcludeFromDescription();
        overlay.MapGallery();
        overlay.MapQrCode();
    }

    private static IResult Stream(string streamId, HttpContext http, OverlayPages pages) =>
        ResourceId.IsValid(streamId) && !Reserved.Contains(streamId)
            ? pages.Make("stream.html", http, ("stream", streamId))
            : Problem.Result(Problem.Of(404, "stream-not-found", "There is no such stream.", "This is not a stream's id."));

    private static IResult Auction(string id, HttpContext http, OverlayPages pages) =>
        ResourceId.IsValid(id)
            ? pages.Make("overlay.html", http, ("auction", id))
            : Problem.Result(Problem.Of(404, "auction-not-found", "There is no such auction.", "This is not an auction's id."));

    private static IResult Asset(HttpContext http, OverlayAssets assets, string name = "", string? v = null)
    {
        if (assets.Find(name) is not { MediaType: { } type } file) return Problem.Result(Problem.Of(404, "not-found", "There is nothing at this address.", "No such file."));
        var headers = http.Response.Headers;
        headers.CacheControl = v == assets.Version ? "public, max-age=31536000, immutable" : "no-cache";
        if (file.Packed is null) return TypedResults.Bytes(file.Bytes, type, entityTag: new EntityTagHeaderValue($"\"{assets.Version}\""));
        headers.Vary = HeaderNames.AcceptEncoding;
        if (!http.Request.GetTypedHeaders().AcceptEncoding.Any(e => e.Value == "gzip" && e.Quality != 0))
            return TypedResults.Bytes(file.Bytes, type, entityTag: new EntityTagHeaderValue($"\"{assets.Version}\""));
        headers.ContentEncoding = "gzip";
        return TypedResults.Bytes(file.Packed, type, entityTag: new EntityTagHeaderValue($"\"{assets.Version}-gzip\""));
    }
}
