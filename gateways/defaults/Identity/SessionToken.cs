using Microsoft.Net.Http.Headers;

namespace Sothebais.Gateways.Defaults.Identity;

/// <summary>Where a request carries its session token: in the header, or else in Clerk's cookie.</summary>
public static class SessionToken
{
    /// <summary>The cookie in which Clerk's script keeps the token.</summary>
    public const string Cookie = "__session";

    /// <summary>How long a token may be, in characters. Clerk's fit a cookie, which ends at 4 KiB.</summary>
    public const int Longest = 8_192;

    private const string Bearer = "Bearer ";

    /// <summary>The token; null where there is none.</summary>
    public static string? Of(HttpRequest request)
    {
        var header = request.Headers.Authorization;
        return header.Count == 0 ? OfCookie(request) : header.Count == 1 && header[0] is { } one && one.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? one[Bearer.Length..].Trim() : null;
    }

    /// <summary>Whether the browser sent the token by itself, and not the page's own code.</summary>
    public static bool IsFromCookie(HttpRequest request) => request.Headers.Authorization.Count == 0 && OfCookie(request) is not null;

    // A cookie comes percent-decoded, and what it then holds may go on in a header.
    private static string? OfCookie(HttpRequest request) =>
        request.Headers.ContainsKey(HeaderNames.Cookie) && request.Cookies[Cookie] is { Length: > 0 } token && token.All(c => c is > ' ' and <= '~') ? token : null;
}
