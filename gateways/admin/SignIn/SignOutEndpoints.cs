using Microsoft.AspNetCore.Mvc;
using Sothebais.Gateways.Admin.Clerk;
using Sothebais.Gateways.Defaults.Identity;

namespace Sothebais.Gateways.Admin.SignIn;

/// <summary>Signing out: <c>/sign-out</c>.</summary>
internal static partial class SignOutEndpoints
{
    public static void MapSignOut(this IEndpointRouteBuilder routes, SignInPages pages)
    {
        var signOut = routes.MapGroup("/sign-out").AllowAnonymous().ExcludeFromDescription();
        signOut.MapGet("", (HttpContext http) => pages.SignOut(http));
        signOut.MapPost("", End);
    }

    private static async Task<IResult> End(HttpContext http, [FromServices] ClerkBackend? clerk, ILogger<SignInPages> logger)
    {
        var cookie = new CookieOptions { HttpOnly = true, SameSite = SameSiteMode.Lax, Path = "/", Secure = http.Request.IsHttps };
        http.Response.Cookies.Delete(SessionToken.Cookie, cookie);
        // Clerk's script keeps a copy under its instance's own name.
        foreach (var copy in http.Request.Cookies.Keys.Where(name => name.StartsWith(SessionToken.Cookie + "_", StringComparison.Ordinal)))
            http.Response.Cookies.Delete(copy, cookie);
        http.Response.Headers.CacheControl = "no-store";
        // Without the cookie this browser is out, whatever Clerk says; the session's end at Clerk is for a copy of the token that somebody else may have.
        var ended = clerk is null || http.User.Session() is not { } session || await Revoke(clerk, session, logger, http.RequestAborted);
        if (http.Request.Headers.Accept.Any(types => types?.Contains("text/html", StringComparison.OrdinalIgnoreCase) == true)) return Page.SeeOther(http, "/sign-in");
        return ended
            ? TypedResults.NoContent()
            : TypedResults.Ok(new SignedOut(false, "You are signed out here. Clerk could not be told: the session itself ends when Clerk lets it."));
    }

    private static async Task<bool> Revoke(ClerkBackend clerk, string session, ILogger logger, CancellationToken stopping)
    {
        try
        {
            await clerk.RevokeSession(session, stopping); // unknown to Clerk is as good as revoked
            return true;
        }
        catch (ClerkException e)
        {
            NotRevoked(logger, session, e.Message, e.TraceId, e);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Warning, "Session {Session} was signed out here and not revoked: {Why} (trace {TraceId})")]
    private static partial void NotRevoked(ILogger logger, string session, string why, string? traceId, Exception e);
}

/// <summary>A sign-out that is not whole.</summary>
/// <param name="SessionEnded">Whether the session has ended at Clerk.</param>
/// <param name="Detail">What that means.</param>
internal sealed record SignedOut(bool SessionEnded, string Detail);
