using Microsoft.Net.Http.Headers;
using Sothebais.Gateways.Defaults.Problems;

namespace Sothebais.Gateways.StreamManager.Assets;

/// <summary>Gives assets out to everybody. The name is the content's own: what is there never changes.</summary>
internal static class MediaEndpoint
{
    // A drawing that is opened by itself is a document: nothing runs in it, and it asks for nothing.
    private const string ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox";

    public static void MapMedia(this IEndpointRouteBuilder routes) =>
        routes.MapGet(AssetType.Path + "{id}.{extension}", Read).WithTags("Overlay").WithName("OverlayMedia").AllowAnonymous()
            .Produces(200, contentType: AssetType.All[0].MediaType, additionalContentTypes: [.. AssetType.All.Skip(1).Select(t => t.MediaType)]).Produces(206).ProducesProblem(404);

    private static IResult Read(string id, string extension, HttpContext http, AssetStore store)
    {
        var type = AssetType.All.FirstOrDefault(t => t.Extension == extension);
        if (type is null || !AssetType.IsId(id) || store.Find(id, type) is not { } file) return Problem.Result(Problem.Of(404, "not-found", "There is nothing at this address.", "No such asset."));
        http.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
        http.Response.Headers.ContentSecurityPolicy = ContentSecurityPolicy;
        return TypedResults.PhysicalFile(file, type.MediaType, entityTag: new EntityTagHeaderValue($"\"{id}\""), enableRangeProcessing: true);
    }
}
