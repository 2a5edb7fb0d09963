using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Mvc;
using Sothebais.Gateways.Defaults.Problems;

namespace Sothebais.Gateways.Defaults.Requests;

/// <summary>
/// Searching a list: <c>?q=</c> gives what has these letters in its id or name, in any case. It reads the list as it is; a request looks at so much of it,
/// and gives what it found and where to search on, which may be nothing yet and a cursor.
/// </summary>
public static class Searching
{
    /// <summary>How long a search may be, in characters.</summary>
    public const int Longest = 100;

    /// <summary>How many entries one request looks at.</summary>
    public const int MostLookedAt = 2_000;

    /// <summary>Reads what is searched for.</summary>
    /// <param name="q">The parameter; null or white space is everything.</param>
    /// <param name="wanted">What is searched for; null is everything.</param>
    /// <param name="problem">What is wrong, where the answer is false.</param>
    public static bool TryRead(string? q, out string? wanted, [NotNullWhen(false)] out ProblemDetails? problem)
    {
        wanted = string.IsNullOrWhiteSpace(q) ? null : q.Trim();
        problem = wanted?.Length > Longest ? Problem.Of(400, "bad-request", "The request is malformed.", $"A search has at most {Longest} characters.") : null;
        return problem is null;
    }

    /// <summary>Whether one of the texts has what is wanted.</summary>
    public static bool Matches(string wanted, params ReadOnlySpan<string?> texts)
    {
        foreach (var text in texts)
            if (text?.Contains(wanted, StringComparison.OrdinalIgnoreCase) == true) return true;
        return false;
    }

    /// <summary>Reads a page of what matches.</summary>
    /// <param name="read">Reads the list: so many after a place, and the place to go on at.</param>
    /// <param name="matches">Whether one matches.</param>
    /// <param name="placeOf">Its place in the list.</param>
    /// <param name="after">Where to begin; null is the start.</param>
    /// <param name="limit">How many at most.</param>
    /// <returns>What was found, and where to search on; null at the end of the list.</returns>
    public static async Task<(List<T> Found, string? Next)> Page<T>(
        Func<string?, int, Task<(IReadOnlyList<T> Items, string? Next)>> read, Func<T, bool> matches, Func<T, string> placeOf, string? after, int limit)
    {
        List<T> found = [];
        for (var lookedAt = 0; lookedAt < MostLookedAt;)
        {
            var (items, next) = await read(after, Paging.Most);
            for (var i = 0; i < items.Count; i++)
            {
                if (!matches(items[i])) continue;
                found.Add(items[i]);
                if (found.Count == limit) return (found, i + 1 < items.Count || next is not null ? placeOf(items[i]) : null);
            }
            if (next is null) return (found, null);
            (after, lookedAt) = (next, lookedAt + items.Count);
        }
        return (found, after);
    }
}
