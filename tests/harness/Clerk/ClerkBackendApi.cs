using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Sothebais.Tests.Harness.Clerk;

/// <summary>Clerk's backend API (https://clerk.com/docs/reference/backend-api), as far as the house uses it; and the key set.</summary>
/// <param name="clerk">Whose.</param>
internal sealed class ClerkBackendApi(FakeClerk clerk)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/v1/users/{id}", (string id, HttpContext http) => Answer(http, () => clerk.People.TryGetValue(id, out var person)
            ? ClerkJson.Write(http, person.Json())
            : ClerkJson.Refuse(http, 404, "resource_not_found", "not found")));
        routes.MapGet("/v1/sessions/{id}", (string id, HttpContext http) => Answer(http, () => clerk.Sessions.TryGetValue(id, out var session)
            ? ClerkJson.Write(http, session.Json(withPerson: false))
            : ClerkJson.Refuse(http, 404, "resource_not_found", "Session not found")));
        routes.MapPost("/v1/sessions/{id}/revoke", (string id, HttpContext http) => Answer(http, () =>
        {
            if (!clerk.Sessions.TryGetValue(id, out var session)) return ClerkJson.Refuse(http, 404, "resource_not_found", "Session not found");
            if (session.Status is not ("active" or "revoked")) return ClerkJson.Refuse(http, 400, "session_not_active", $"The session is {session.Status}");
            session.Status = "revoked";
            return ClerkJson.Write(http, session.Json(withPerson: false));
        }));
    }

    private Task Answer(HttpContext http, Func<Task> well) => clerk.Backend.Answer(http, () =>
        http.Request.Headers.Authorization == $"Bearer {FakeClerk.SecretKey}"
            ? well()
            : ClerkJson.Refuse(http, 401, "clerk_key_invalid", $"The provided Clerk Secret Key is invalid: {http.Request.Headers.Authorization}"));
}

/// <summary>Serves the key set.</summary>
internal static class ClerkKeySet
{
    public static void MapKeys(this Part keys, IEndpointRouteBuilder routes, ClerkTokens tokens) =>
        routes.MapGet("/.well-known/jwks.json", (HttpContext http) => keys.Answer(http, () => ClerkJson.Write(http, tokens.KeySet())));
}
