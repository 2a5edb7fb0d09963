using System.Reflection;
using System.Text;
using Sothebais.Gateways.Admin.SignIn;
using Sothebais.Gateways.Defaults.Identity;
using Sothebais.Gateways.Defaults.Problems;

namespace Sothebais.Gateways.Admin.Home;

/// <summary>The home page: the services' health and the auctions.</summary>
internal static class HomeEndpoints
{
    // Lots' pictures are from anywhere.
    private const string Pictures = "img-src 'self' https: http: data:";

    public static void MapHome(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/", Home).RequireAuthorization(Policies.SignedIn).ExcludeFromDescription();
        routes.MapGet("/home/{name}", (string name, HttpContext http) => name switch
        {
            "home.css" => File(http, name, "text/css; charset=utf-8"),
            "home.js" => File(http, name, "text/javascript; charset=utf-8"),
            _ => Problem.Result(Problem.Of(404, "not-found", "There is nothing at this address.", "No such file.")),
        }).AllowAnonymous().ExcludeFromDescription();
        routes.MapGet("/home/services", async (ServicesHealth health, CancellationToken stopping) => TypedResults.Ok(await health.Ask(stopping)))
            .RequireAuthorization(Policies.SignedIn).WithName("ServicesHealth").WithTags("Home");
    }

    private static IResult Home(HttpContext http, SignInPages pages)
    {
        var (head, policy) = pages.Lasting;
        http.Response.Headers.ContentSecurityPolicy = string.Join("; ", policy.Split("; ").Select(part => part.StartsWith("img-src ", StringComparison.Ordinal) ? Pictures : part));
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Text(Read("home.html").Replace("</head>", head + "</head>", StringComparison.Ordinal), "text/html; charset=utf-8");
    }

    private static IResult File(HttpContext http, string name, string type)
    {
        http.Response.Headers.CacheControl = "no-cache";
        return TypedResults.Text(Read(name), type);
    }

    private static string Read(string name)
    {
        using var resource = Assembly.GetExecutingAssembly().GetManifestResourceStream("home/" + name)!;
        using var reader = new StreamReader(resource, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
