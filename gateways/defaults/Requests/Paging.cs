using System.Diagnostics.CodeAnalysis;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Sothebais.Gateways.Defaults.Problems;

namespace Sothebais.Gateways.Defaults.Requests;

/// <summary>Pages of lists: a limit and an opaque cursor.</summary>
public static class Paging
{
    /// <summary>The longest page.</summary>
    public const int Most = 500;

    /// <summary>Reads the limit and the cursor of a request.</summary>
    /// <param name="limit">The limit asked for.</param>
    /// <param name="cursor">The cursor; null or empty is the start.</param>
    /// <param name="after">What the cursor stands for; null is the start.</param>
    /// <param name="problem">What is wrong, where the answer is false.</param>
    public static bool TryRead(int limit, string? cursor, out string? after, [NotNullWhen(false)] out ProblemDetails? problem)
    {
        (after, problem) = (null, null);
        if (limit is < 1 or > Most)
        {
            problem = Problem.Of(400, "bad-request", "The request is malformed.", $"A limit is 1 to {Most}.");
            return false;
        }
        if (string.IsNullOrEmpty(cursor)) return true;
        try
        {
            after = Encoding.UTF8.GetString(WebEncoders.Base64UrlDecode(cursor));
            return true;
        }
        catch (FormatException)
        {
            problem = BadCursor();
            return false;
        }
    }

    /// <summary>The problem of a cursor that no list gave out.</summary>
    public static ProblemDetails BadCursor() => Problem.Of(400, "bad-request", "The request is malformed.", "The cursor is not one that this list gave out.");

    /// <summary>The cursor that stands for a place; null at the end.</summary>
    public static string? Cursor(string? after) => after is null ? null : WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(after));
}
