using Sothebais.Gateways.Defaults.Problems;

namespace Sothebais.Gateways.Defaults.Identity;

/// <summary>
/// A browser sends the session cookie along whoever made it ask; so a cookie authorises a change only where the browser says that a page of this very
/// site asked. Browsers always say (https://developer.mozilla.org/docs/Web/HTTP/Headers/Origin, .../Sec-Fetch-Site); programs that do not are no
/// browsers, and nobody else's page can make them ask.
/// </summary>
public static class CrossOrigin
{
    /// <summary>Refuses changes that another site's page makes in a person's name.</summary>
    public static void UseSameOriginCookies(this WebApplication app) => app.Use((http, next) =>
        SessionToken.IsFromCookie(http.Request) && IsForeign(http.Request, http.Request.Method) ? Problem.Write(http, Refusal()) : next(http));

    /// <summary>Whether another site's page asks for a change.</summary>
    /// <param name="request">The request, with what the browser says of it.</param>
    /// <param name="method">What is asked for: of the request itself, or of the one that a proxy asks about.</param>
    public static bool IsForeign(HttpRequest request, string method)
    {
        if (HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method)) return false;
        var site = request.Headers["Sec-Fetch-Site"];
        if (site.Count > 0 && site.ToString() is not ("same-origin" or "none")) return true;
        var origin = request.Headers.Origin;
        return origin.Count > 0 && !(Uri.TryCreate(origin.ToString(), UriKind.Absolute, out var from) && from.Scheme == request.Scheme &&
            new HostString(from.Authority).Equals(request.Host));
    }

    /// <summary>What such a request is told.</summary>
    public static Microsoft.AspNetCore.Mvc.ProblemDetails Refusal() => Problem.Of(
        StatusCodes.Status403Forbidden, "cross-origin", "Another site asked for this.", "The session cookie authorises changes from this site's own pages only; a program sends its token as Authorization: Bearer.");
}
