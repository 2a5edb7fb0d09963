using Sothebais.Gateways.Defaults.Identity;
using Sothebais.Gateways.Defaults.Problems;

namespace Sothebais.Gateways.Admin.Console.Session;

/// <summary>Where a page shows its newest session token to its circuit.</summary>
internal static class SessionEndpoint
{
    public static void MapSession(this IEndpointRouteBuilder routes) =>
        routes.MapPost("/console/session/{key}", Renew).RequireAuthorization(Policies.Drive).ExcludeFromDescription();

    private static IResult Renew(string key, HttpContext http, OpenSessions sessions) =>
        sessions.Find(key) is not { } session
            ? Problem.Result(Problem.Of(404, "circuit-not-found", "There is no such page.", "The console has been restarted, or the page was away too long. Load it again."))
            : session.Renew(http.User, SessionToken.Of(http.Request)!)
                ? TypedResults.NoContent()
                : Problem.Result(Problem.Of(409, "somebody-else", "Somebody else is signed in now.", "Load the page again."));
}
