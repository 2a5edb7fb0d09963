using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Sothebais.Gateways.Defaults.Identity;
using Sothebais.Gateways.Defaults.Problems;

namespace Sothebais.Gateways.Admin.Clerk;

/// <summary>Who somebody is, and how to put them out: for admins.</summary>
internal static partial class PeopleEndpoints
{
    public static void MapPeople(this IEndpointRouteBuilder routes)
    {
        var people = routes.MapGroup("/api").WithTags("People").RequireAuthorization(Policies.Administer).ProducesProblem(404).ProducesProblem(503);
        people.MapGet("/people/{userId}", FindPerson).WithName(nameof(FindPerson)).WithSummary("Who a bidder's id is, as Clerk knows them");
        people.MapPost("/sessions/{sessionId}/revoke", RevokeSession).WithName(nameof(RevokeSession)).WithSummary("Ends a session; its last token lives for what is left of its minute");
    }

    private static Task<Results<Ok<Person>, ProblemHttpResult>> FindPerson(
        string userId, [FromServices] ClerkBackend? clerk, HttpContext http, ILogger<ClerkBackend> logger) =>
        Ask<Person>(clerk, http, logger, async backend => await backend.FindUser(userId, http.RequestAborted) is { } user
            ? TypedResults.Ok(new Person(user.Id, user.Name, user.FirstName, user.LastName, user.Username, user.Email, user.ImageUrl, user.Roles))
            : TypedResults.Problem(Problem.Of(404, "person-not-found", "There is no such person.", $"Clerk knows nobody with the id '{userId}'.")));

    private static Task<Results<Ok<Session>, ProblemHttpResult>> RevokeSession(
        string sessionId, [FromServices] ClerkBackend? clerk, HttpContext http, ILogger<ClerkBackend> logger) =>
        Ask<Session>(clerk, http, logger, async backend => await backend.RevokeSession(sessionId, http.RequestAborted) is { } session
            ? TypedResults.Ok(new Session(session.Id, session.UserId, session.Status))
            : TypedResults.Problem(Problem.Of(404, "session-not-found", "There is no such session.", $"Clerk knows no session with the id '{sessionId}'.")));

    private static async Task<Results<Ok<T>, ProblemHttpResult>> Ask<T>(
        ClerkBackend? clerk, HttpContext http, ILogger logger, Func<ClerkBackend, Task<Results<Ok<T>, ProblemHttpResult>>> question)
    {
        if (clerk is null)
            return TypedResults.Problem(Problem.Of(
                404, "clerk-not-configured", "This house cannot ask Clerk.", "No secret key is configured (Clerk__SecretKey): the house verifies sessions, and knows nothing else of people."));
        try
        {
            return await question(clerk);
        }
        catch (ClerkException failed)
        {
            Failed(logger, failed.Message, failed.TraceId, failed);
            if (failed.RetryAfter is { } after) http.Response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(after.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
            var why = failed.Status switch
            {
                HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => "Clerk does not take the configured secret key (Clerk__SecretKey).",
                HttpStatusCode.TooManyRequests => "Clerk is being asked too often. Try again in a moment.",
                null => "Clerk does not answer now. Try again in a moment.",
                var status => $"Clerk answered with {(int)status}.",
            };
            return TypedResults.Problem(Problem.Of(
                503, "clerk-unavailable", "Clerk did not do it.", why, ("clerkCode", failed.Code), ("clerkTraceId", failed.TraceId)));
        }
    }

    [LoggerMessage(LogLevel.Warning, "{What} (trace {TraceId})")]
    private static partial void Failed(ILogger logger, string what, string? traceId, Exception e);
}

/// <summary>A person, as Clerk knows them.</summary>
/// <param name="Id">Their id: the bidder's.</param>
/// <param name="Name">The name to show; null where they gave none.</param>
/// <param name="FirstName">Their first name; null where they gave none.</param>
/// <param name="LastName">Their last name; null where they gave none.</param>
/// <param name="Username">Their user name; null where they have none.</param>
/// <param name="Email">Their primary address; null where there is none.</param>
/// <param name="ImageUrl">Their picture; null where there is none.</param>
/// <param name="Roles">The roles in their public metadata; what a token says is what counts.</param>
internal sealed record Person(string Id, string? Name, string? FirstName, string? LastName, string? Username, string? Email, string? ImageUrl, string[] Roles);

/// <summary>A session, as Clerk knows it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="UserId">Whose it is.</param>
/// <param name="Status">Its status in Clerk's words, such as <c>revoked</c>.</param>
internal sealed record Session(string Id, string? UserId, string Status);
