using Sothebais.Gateways.Defaults.Cluster;
using Sothebais.Gateways.Defaults.Problems;
using Sothebais.Gateways.Defaults.Requests;
using Sothebais.GrainInterfaces.Streams;

namespace Sothebais.Gateways.StreamManager.Overlay;

/// <summary>The gallery: which streams anybody may put on air, how they look, and how that is done.</summary>
internal static class GalleryEndpoints
{
    public static void MapGallery(this IEndpointRouteBuilder overlay)
    {
        overlay.MapGet("", (HttpContext http, OverlayPages pages) => pages.Make("gallery.html", http)).WithName("OverlayGallery").Produces(200, contentType: "text/html");
        overlay.MapGet("/streams", List).WithName("ListPublicStreams").Produces<ListedStreams>().ProducesProblem(400);
    }

    private static async Task<IResult> List(HttpContext http, IGrainFactory grains, int limit = 50, string? cursor = null)
    {
        if (!Paging.TryRead(limit, cursor, out var after, out var problem)) return Problem.Result(problem);
        if (after is not null && !ResourceId.IsValid(after)) return Problem.Result(Paging.BadCursor());
        var page = await HouseCalls.Retry(() => grains.GetGrain<IStreamCatalogueGrain>(0).List(onlyPublic: true, after, limit));
        http.Response.Headers.CacheControl = "no-cache";
        return TypedResults.Ok(new ListedStreams([.. page.Streams.Select(ListedStream.Of)], Paging.Cursor(page.Next)));
    }
}

/// <summary>A page of the streams that anybody may watch.</summary>
/// <param name="Items">The streams, in the order of their ids.</param>
/// <param name="NextCursor">The cursor of the next page; null at the end.</param>
public sealed record ListedStreams(ListedStream[] Items, string? NextCursor);

/// <summary>A stream as the public may know it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Title">Its title.</param>
/// <param name="Status">Whether it is on air.</param>
/// <param name="Theme">Its looks.</param>
/// <param name="Auction">The auction it is bound to; null is none.</param>
/// <param name="Sale">The sale it is bound to; null is none.</param>
public sealed record ListedStream(string Id, string Title, StreamStatus Status, Theme Theme, string? Auction, string? Sale)
{
    /// <summary>Makes it.</summary>
    public static ListedStream Of(StreamView view) =>
        new(view.Id, view.Settings.Title, view.Status, view.Settings.Theme, view.Settings.AuctionId, view.Settings.SaleId);
}
