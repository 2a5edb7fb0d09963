using System.Reflection;
using System.Text;
using Sothebais.Gateways.Defaults.Identity;
using Sothebais.Gateways.Defaults.Problems;

namespace Sothebais.Gateways.Admin.Home;

/// <summary>The home page: the services' health and the auctions.</summary>
internal static class HomeEndpoints
{
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' https: http: data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    public static void MapHome(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", (HttpContext http) => File(http, "home.html", "text/html; charset=utf-8")).RequireAuthorization(Policies.SignedIn).ExcludeFromDescription();
        routes.MapGet("/home/{name}", (string name, HttpContext http) => name switch
        {
            "home.css" => File(http, name, "text/css; charset=utf-8"),
            "home.js" => File(http, name, "text/javascript; charset=utf-8"),
            _ => Problem.Result(Problem.Of(404, "not-found", "There is nothing at this address.", "No such file.")),
        }).AllowAnonymous().ExcludeFromDescription();
        routes.MapGet("/home/services", async (ServicesHealth health, CancellationToken stopping) => TypedResults.Ok(await health.Ask(stopping)))
            .RequireAuthorization(Policies.SignedIn).WithName("ServicesHealth").WithTags("Home");
    }

    private static IResult File(HttpContext http, string name, string type)
    {
        using var resource = Assembly.GetExecutingAssembly().GetManifestResourceStream("home/" + name)!;
        using var reader = new StreamReader(resource, Encoding.UTF8);
        http.Response.Headers.ContentSecurityPolicy = ContentSecurityPolicy;
        http.Response.Headers.CacheControl = "no-cache";
        return TypedResults.Text(reader.ReadToEnd(), type);
    }
}
