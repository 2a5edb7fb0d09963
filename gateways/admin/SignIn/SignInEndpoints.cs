using Sothebais.Gateways.Admin.Clerk;
using Sothebais.Gateways.Admin.Development;
using Sothebais.Gateways.Defaults.Identity;
using Sothebais.Gateways.Defaults.Problems;

namespace Sothebais.Gateways.Admin.SignIn;

/// <summary>Signing in: <c>/sign-in</c> and what it needs.</summary>
internal static class SignInEndpoints
{
    /// <summary>Adds the pages.</summary>
    /// <param name="builder">The gateway.</param>
    /// <param name="local">Whether this house signs its own tokens.</param>
    public static void AddSignIn(this WebApplicationBuilder builder, bool local) =>
        builder.Services.AddSingleton(services => new SignInPages(local, services.GetService<ClerkFrontend>()));

    public static void MapSignIn(this IEndpointRouteBuilder routes)
    {
        var pages = routes.ServiceProvider.GetRequiredService<SignInPages>();
        var signIn = routes.MapGroup("/sign-in").AllowAnonymous().ExcludeFromDescription();
        signIn.MapGet("", (HttpContext http, string? redirect_url) => pages.SignIn(http, ReturnAddress.Of(redirect_url, http.Request.Host)));
        signIn.MapGet("/refresh", (HttpContext http, string? redirect_url) => SignInPages.Refresh(http, redirect_url ?? ReturnAddress.Home, StatusCodes.Status200OK));
        signIn.MapGet("/{name}", (string name, HttpContext http) => name switch
        {
            "sign-in.css" => Page.Asset(http, name, "text/css; charset=utf-8"),
            "lasting.js" => Page.Asset(http, name, "text/javascript; charset=utf-8"),
            "sign-in.js" => Page.Asset(http, name, "text/javascript; charset=utf-8"),
            "development.js" when pages.Local => Page.Asset(http, name, "text/javascript; charset=utf-8"),
            _ => Problem.Result(Problem.Of(404, "not-found", "There is nothing at this address.", "No such file.")),
        });
        if (pages.Local) signIn.MapPost("", SignInAsAnybody);
        else signIn.MapPost("", () => Problem.Result(Problem.Of(404, "not-found", "There is nothing at this address.", "People sign in with Clerk here.")));
        routes.MapSignOut(pages);
    }

    private static async Task<IResult> SignInAsAnybody(HttpContext http, SignInPages pages, LocalIssuer issuer)
    {
        if (!http.Request.HasFormContentType)
            return Problem.Result(Problem.Of(415, "unsupported-media-type", "This address does not take that content type.", "Sign in with a form; programs take their token from /dev/token."));
        IFormCollection fields;
        try
        {
            fields = await http.Request.ReadFormAsync(http.RequestAborted);
        }
        catch (InvalidDataException e)
        {
            return Problem.Result(Problem.Of(400, "bad-request", "The request is malformed.", e.Message));
        }
        var wanted = ReturnAddress.Of(fields["redirect_url"].ToString(), http.Request.Host);
        var form = DevelopmentForm.Read(fields);
        if (form.IsWrong) return pages.Form(http, wanted, form, StatusCodes.Status422UnprocessableEntity);
        http.Response.Cookies.Append(SessionToken.Cookie, issuer.Sign(form.Subject, form.Name, form.AllRoles), new CookieOptions
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            Path = "/",
            Secure = http.Request.IsHttps,
            MaxAge = LocalIssuer.Lifetime,
        });
        return Page.SeeOther(http, wanted);
    }
}
