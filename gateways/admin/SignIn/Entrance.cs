using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Sothebais.Gateways.Defaults.Identity;

namespace Sothebais.Gateways.Admin.SignIn;

/// <summary>How somebody who may not come in is told so: a person in a browser gets a page, a program a problem.</summary>
/// <param name="pages">The pages.</param>
internal sealed class Entrance(SignInPages pages) : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler _usual = new();

    /// <summary>Decides for this gateway's own endpoints.</summary>
    public async Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Succeeded || !WantsPage(context.Request)) await _usual.HandleAsync(next, context, policy, authorizeResult);
        else if (authorizeResult.Forbidden) await TurnAway(context);
        // Clerk's script renews the cookie every minute, but only on a page that is open: on the way to the next one it may have run out.
        else if (SessionToken.IsFromCookie(context.Request) && (await context.AuthenticateAsync()).Failure is SessionRefused { Expired: true }) await SignInPages.Refresh(context).ExecuteAsync(context);
        else await AskToSignIn(context, context.Request.PathBase + context.Request.Path + context.Request.QueryString);
    }

    /// <summary>Leads to signing in, and from there back; a program gets 401.</summary>
    /// <param name="http">The request.</param>
    /// <param name="from">Where to come back to; from anybody.</param>
    public Task AskToSignIn(HttpContext http, string? from)
    {
        if (!WantsPage(http.Request)) return http.ChallengeAsync();
        http.Response.Redirect(SignInPages.Address(ReturnAddress.Of(from, http.Request.Host)));
        return Task.CompletedTask;
    }

    /// <summary>Says that it takes another role.</summary>
    public Task TurnAway(HttpContext http) => WantsPage(http.Request) ? pages.TurnAway(http).ExecuteAsync(http) : http.ForbidAsync();

    private static bool WantsPage(HttpRequest request) =>
        (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)) && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
}
