using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;
using Sothebais.Gateways.Defaults.Problems;

namespace Sothebais.Gateways.StreamManager.Streams;

/// <summary>Versions as entity tags (RFC 9110): who changes something says which version of it they saw, so that nobody's change is lost under another.</summary>
internal static class SeenVersion
{
    /// <summary>Reads which version the caller saw.</summary>
    /// <param name="http">The request.</param>
    /// <param name="seen">The version; null where they would change any.</param>
    /// <param name="problem">What is wrong, where the answer is false.</param>
    public static bool TryRead(HttpContext http, out long? seen, [NotNullWhen(false)] out ProblemDetails? problem)
    {
        (seen, problem) = (null, null);
        var given = http.Request.Headers.IfMatch;
        if (given.Count == 0)
        {
            problem = Problem.Of(StatusCodes.Status428PreconditionRequired, "version-required", "Say which version you saw.", "Send the ETag of what you read as If-Match; * is any version.");
            return false;
        }
        if (given.Count == 1 && given[0]?.Trim() == "*") return true;
        if (given.Count == 1 && EntityTagHeaderValue.TryParse(given[0], out var tag) && !tag.IsWeak && long.TryParse(tag.Tag.AsSpan().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version))
        {
            seen = version;
            return true;
        }
        problem = Problem.Of(StatusCodes.Status400BadRequest, "bad-request", "The request is malformed.", "If-Match takes one version as an ETag told it, in its quotes: \"12\"; or *.");
        return false;
    }

    /// <summary>Tells the version of what is answered.</summary>
    public static void Tell(HttpContext http, long version) => http.Response.Headers.ETag = string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");
}
