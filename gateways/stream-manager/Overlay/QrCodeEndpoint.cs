using Sothebais.Gateways.Defaults.Problems;

namespace Sothebais.Gateways.StreamManager.Overlay;

/// <summary>QR codes of web addresses, for whoever watches with a phone in hand.</summary>
internal static class QrCodeEndpoint
{
    /// <summary>The longest address: what a telephone still reads off a television across a room is shorter.</summary>
    private const int Longest = 512;

    public static void MapQrCode(this IEndpointRouteBuilder overlay) =>
        overlay.MapGet("/qr.svg", Draw).WithName("QrCode").Produces(200, contentType: "image/svg+xml").ProducesProblem(400);

    private static IResult Draw(HttpContext http, string? text = null)
    {
        if (text is not { Length: >= 1 and <= Longest } || !Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
            return Problem.Result(Problem.Of(400, "bad-request", "The request is malformed.", $"The text is an absolute http or https address of {Longest} characters at most."));
        http.Response.Headers.CacheControl = "public, max-age=604800, immutable"; // one text has one picture
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'";
        return TypedResults.Text(QrCode.Svg(text), "image/svg+xml");
    }
}
