using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;

namespace Sothebais.Gateways.Admin.SignIn;

/// <summary>How somebody who may not come in is told so: a person in a browser is led to signing in, a program gets a problem.</summary>
internal sealed class Entrance : IAuthorizationMiddlewareResultHandler
{
    private readonly AuthorizationMiddlewareResultHandler _usual = new();

    /// <summary>Decides for this gateway's own endpoints.</summary>
    public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult) =>
        authorizeResult.Challenged && WantsPage(context.Request) ? AskToSignIn(context, context.Request.PathBase + context.Request.Path + context.Request.QueryString)
        : authorizeResult.Forbidden && WantsPage(context.Request) ? TurnAway(context)
        : _usual.HandleAsync(next, context, policy, authorizeResult);

    /// <summary>Leads to signing in, and from there back; a program gets 401.</summary>
    /// <param name="http">The request.</param>
    /// <param name="from">Where to come back to; from anybody.</param>
    public async Task AskToSignIn(HttpContext http, string? from)
    {
        if (!WantsPage(http.Request)) await http.ChallengeAsync();
        else http.Response.Redirect($"/sign-in?redirect_url={Uri.EscapeDataString(ReturnAddress.Of(from, http.Request.Host))}");
    }

    /// <summary>Says that it takes another role.</summary>
    public Task TurnAway(HttpContext http) => http.ForbidAsync();

    private static bool WantsPage(HttpRequest request) =>
        (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)) && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
}
