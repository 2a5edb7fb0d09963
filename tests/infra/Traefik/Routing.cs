using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Sothebais.Tests.Infra.Traefik;

/// <summary>What becomes of a request.</summary>
internal abstract record Outcome
{
    /// <summary>Traefik answers itself that there is nothing.</summary>
    public sealed record Refused(int Status) : Outcome;

    /// <summary>The caller is sent elsewhere.</summary>
    public sealed record Redirected(int Status, string Location) : Outcome;

    /// <summary>It goes on.</summary>
    public sealed record Passed(string Target, string[] Middlewares) : Outcome;
}

/// <summary>Decides, as Traefik does, what becomes of a request.</summary>
internal static class Routing
{
    private static readonly Dictionary<string, char> Encodable = new()
    {
        ["slash"] = '/',
        ["backslash"] = '\\',
        ["nullcharacter"] = '\0',
        ["semicolon"] = ';',
        ["percent"] = '%',
        ["questionmark"] = '?',
        ["hash"] = '#',
    };

    /// <summary>Decides.</summary>
    /// <param name="edge">The configuration.</param>
    /// <param name="scheme">http or https: port 80 or 443.</param>
    /// <param name="method">The method.</param>
    /// <param name="host">The host.</param>
    /// <param name="target">Path and query, as they are sent.</param>
    public static Outcome Of(this EdgeConfiguration edge, string scheme, string method, string host, string target)
    {
        var entryPoint = edge.Options.Single(option => option.Key.StartsWith("entrypoints.", StringComparison.Ordinal) && option.Key.EndsWith(".address", StringComparison.Ordinal) && option.Value == (scheme == "https" ? ":443" : ":80")).Key.Split('.')[1];
        string? Option(string name) => edge.Options.GetValueOrDefault($"entrypoints.{entryPoint}.http.{name}");
        var (raw, query) = target.IndexOf('?', StringComparison.Ordinal) is var at and >= 0 ? (target[..at], target[at..]) : (target, "");
        if (RequestPath.Cleaned(raw) is not { } path || Option("sanitizepath") == "false") return new Outcome.Refused(400);
        var seen = RequestPath.ForRules(path);

        // Traefik's own, before all others.
        if (edge.Options.Any(option => option.Key.EndsWith(".httpchallenge.entrypoint", StringComparison.Ordinal) && option.Value == entryPoint) && seen.StartsWith("/.well-known/acme-challenge/", StringComparison.Ordinal))
            return new Outcome.Passed("acme-http@internal", []);
        if (Option("redirections.entrypoint.to") is { } to)
        {
            Assert.Equal((":443", "https", "true"), (edge.Options[$"entrypoints.{to}.address"], Option("redirections.entrypoint.scheme"), Option("redirections.entrypoint.permanent")));
            return Permanently(method, $"https://{host}{path}{query}");
        }

        if (edge.Routers.FirstOrDefault(router => router.EntryPoints.Contains(entryPoint) && router.Rule.Matches(method, host, seen)) is not { } meant) return new Outcome.Refused(404);
        if (RequestPath.Hides(path, Encodable.Where(entry => Option($"encodedcharacters.allowencoded{entry.Key}") == "false").Select(entry => entry.Value))) return new Outcome.Refused(400);
        foreach (var name in meant.Middlewares)
            if (edge.Middleware(name) is ("redirectRegex", var redirect))
                return Permanently(method, Regex.Replace($"{scheme}://{host}{path}{query}", (string)redirect["regex"]!, (string)redirect["replacement"]!));
        return new Outcome.Passed(meant.Target, meant.Middlewares);
    }

    /// <summary>A middleware's type and settings.</summary>
    public static (string Type, JsonNode Settings) Middleware(this EdgeConfiguration edge, string name)
    {
        Assert.EndsWith("@file", name, StringComparison.Ordinal);
        var (type, settings) = Assert.Single(edge.Middlewares[name[..^"@file".Length]]);
        return (type, settings!);
    }

    private static Outcome.Redirected Permanently(string method, string location) => new(method == "GET" ? 301 : 308, location);
}
