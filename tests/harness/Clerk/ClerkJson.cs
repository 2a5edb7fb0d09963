using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Sothebais.Tests.Harness.Clerk;

/// <summary>Clerk's JSON: snake case, and times in milliseconds.</summary>
internal static class ClerkJson
{
    public static Task Write(HttpContext http, JsonNode? body, int status = 200)
    {
        (http.Response.StatusCode, http.Response.ContentType) = (status, "application/json");
        return http.Response.WriteAsync(body?.ToJsonString() ?? "null");
    }

    /// <summary>An error as Clerk words it (https://clerk.com/docs/guides/development/errors/overview).</summary>
    public static Task Refuse(HttpContext http, int status, string code, string message) => Write(http, new JsonObject
    {
        ["errors"] = new JsonArray(new JsonObject { ["message"] = message, ["long_message"] = message, ["code"] = code }),
        ["clerk_trace_id"] = "trace-" + http.TraceIdentifier,
    }, status);
}
