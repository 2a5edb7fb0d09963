using System.Globalization;
using System.Text;
using Sothebais.Gateways.Admin.SignIn;
using Sothebais.Gateways.Defaults.Identity;
using Sothebais.Gateways.Defaults.Problems;

namespace Sothebais.Gateways.Admin.Edge;

/// <summary>
/// Answers a proxy that asks whether a request may pass (Traefik's forwardAuth, Caddy's forward_auth): 200 and who it is, or what the caller is to be told.
/// The services behind do not rest on it; they verify the token themselves.
/// </summary>
internal static class VerifyEndpoint
{
    public static void MapVerify(this IEndpointRouteBuilder routes) => routes.MapMethods("/auth/verify", [HttpMethods.Get, HttpMethods.Head], Verify)
        .AllowAnonymous().DisableRateLimiting().WithName("VerifyRequest").WithTags("Edge") // one proxy asks for everybody
        .Produces(200).Produces(302).ProducesProblem(401).ProducesProblem(403);

    private static async Task Verify(HttpContext http, Entrance entrance)
    {
        var asked = ForwardedRequest.Of(http.Request);
        http.Response.Headers.CacheControl = "no-store";
        if (http.User.Identity?.IsAuthenticated != true) await entrance.AskToSignIn(http, HttpMethods.IsGet(asked.Method) || HttpMethods.IsHead(asked.Method) ? asked.Uri : ReturnAddress.Home);
        else if (SessionToken.IsFromCookie(http.Request) && CrossOrigin.IsForeign(http.Request, asked.Method)) await Problem.Write(http, CrossOrigin.Refusal());
        else if (asked.IsForAdmins() && !http.User.IsInRole(Roles.Admin)) await entrance.TurnAway(http);
        else
        {
            // All three, always: a proxy copies what it is given over what the caller made up, and some leave alone what they are not given.
            http.Response.Headers["X-User-Id"] = Ascii(http.User.Id());
            http.Response.Headers["X-User-Name"] = Ascii(http.User.Name() ?? http.User.Id());
            http.Response.Headers["X-User-Roles"] = string.Join(',', http.User.RolesHeld().Order(StringComparer.Ordinal));
        }
    }

    /// <summary>The text, with whatever is not printable ASCII percent-encoded (RFC 3986): names have letters that headers have not.</summary>
    private static string Ascii(string text)
    {
        if (text.All(c => c is >= ' ' and <= '~' and not '%')) return text;
        var encoded = new StringBuilder();
        foreach (var unit in Encoding.UTF8.GetBytes(text))
        {
            if (unit is >= (byte)' ' and <= (byte)'~' and not (byte)'%') encoded.Append((char)unit);
            else encoded.Append(CultureInfo.InvariantCulture, $"%{unit:X2}");
        }
        return encoded.ToString();
    }
}
