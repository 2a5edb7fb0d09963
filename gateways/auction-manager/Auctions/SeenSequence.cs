using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;
using Sothebais.Gateways.Defaults.Problems;

namespace Sothebais.Gateways.AuctionManager.Auctions;

/// <summary>Which version of an auction a caller saw who changes it: its sequence as an entity tag (<c>If-Match: "12"</c>), so that nobody's change is lost under another.</summary>
internal static class SeenSequence
{
    /// <summary>Reads it.</summary>
    /// <param name="http">The request.</param>
    /// <param name="seen">The sequence; null where they would change any version: without the header, or with <c>*</c>.</param>
    /// <param name="problem">What is wrong, where the answer is false.</param>
    public static bool TryRead(HttpContext http, out long? seen, [NotNullWhen(false)] out ProblemDetails? problem)
    {
        (seen, problem) = (null, null);
        var given = http.Request.Headers.IfMatch;
        if (given.Count == 0 || given.Count == 1 && given[0]?.Trim() == "*") return true;
        if (given.Count == 1 && EntityTagHeaderValue.TryParse(given[0], out var tag) && !tag.IsWeak && long.TryParse(tag.Tag.AsSpan().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var sequence))
        {
            seen = sequence;
            return true;
        }
        problem = Problem.Of(StatusCodes.Status400BadRequest, "bad-request", "The request is malformed.", "If-Match takes one sequence in quotes: \"12\"; or *.");
        return false;
    }
}
