using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Sothebais.Tests.Infra.Compose;
using Sothebais.Tests.Infra.Traefik;
using Sothebais.Tests.Infra.Traefik.Rules;

namespace Sothebais.Tests.Infra.Edge;

/// <summary>The edge's configuration in Caddy's words: the same routers in the same order with the same rules and middlewares. What it has no words for is an error.</summary>
internal static class CaddyText
{
    // Caddy has no such limits in Debian's build; Traefik's own settings are looked at elsewhere.
    private static readonly string[] LeftOut = ["rateLimit", "inFlightReq", "retry"];

    /// <summary>Writes it.</summary>
    /// <param name="edge">Traefik's configuration.</param>
    /// <param name="ports">Where it listens.</param>
    /// <param name="folder">Where its certificate is, and where it may write.</param>
    /// <param name="services">Where the containers' ports are on this machine.</param>
    public static string Of(EdgeConfiguration edge, (int Http, int Https) ports, string folder, IReadOnlyDictionary<string, string> services)
    {
        Assert.Equal("VersionTLS12", (string?)edge.Dynamic["tls"]!["options"]!["default"]!["minVersion"]);
        var routers = new StringBuilder();
        foreach (var router in edge.Routers)
        {
            routers.Append($$"""
                    @{{router.Name}} expression `{{Expression(router.Rule)}}`
                    route @{{router.Name}} {
                {{string.Concat(router.Middlewares.Select(name => Middleware(edge.Middleware(name), services)))}}
                {{(services.TryGetValue(router.Target, out var there) ? Proxy(there) : "")}}
                    }

                """);
        }
        return $$"""
            {
                admin off
                auto_https off
                storage file_system {{folder}}
            }
            http://:{{ports.Http}} {
                bind 127.0.0.1
                redir https://{host}{uri} 301
            }
            https://:{{ports.Https}} {
                bind 127.0.0.1
                tls {{folder}}/edge.crt {{folder}}/edge.key {
                    protocols tls1.2 tls1.3
                }
                route {
            {{routers}}
                    respond 404
                }
            }

            """;
    }

    private static string Expression(Rule rule) => rule switch
    {
        Rule.Host(var name) => $"host('{name}')",
        Rule.Method(var name) => $"method('{name}')",
        Rule.Exactly(var path) => Path($"^{Regex.Escape(path)}$"),
        Rule.Prefix(var path) => Path($"^{Regex.Escape(path)}"),
        Rule.Like(var pattern) => Path(pattern),
        Rule.Not(var other) => $"!({Expression(other)})",
        Rule.Both(var one, var other) => $"({Expression(one)} && {Expression(other)})",
        Rule.Either(var one, var other) => $"({Expression(one)} || {Expression(other)})",
        _ => throw new InvalidOperationException($"No words for {rule}."),
    };

    private static string Path(string pattern) => $"path_regexp('{(pattern.Contains('\\', StringComparison.Ordinal) ? throw new FormatException(pattern) : pattern)}')";

    private static string Middleware((string Type, JsonNode Settings) middleware, IReadOnlyDictionary<string, string> services)
    {
        var (type, settings) = middleware;
        switch (type)
        {
            case "headers":
                var stripped = settings["customRequestHeaders"]?.AsObject().Select(header => $"request_header -{header.Key}\n") ?? [];
                return string.Concat(stripped) + $"header {{\ndefer\n{string.Concat(Answer(settings).Select(header => $"{header.Name} `{header.Value}`\n"))}}}\n";
            case "forwardAuth":
                var address = new Uri((string)settings["address"]!);
                return $"forward_auth {services[address.Authority]} {{\nuri {address.AbsolutePath}\ncopy_headers {string.Join(' ', ComposeFile.Names(settings["authResponseHeaders"]))}\n}}\n";
            case "redirectRegex":
                Assert.Equal("^https?://[^/]+(/.*)$", (string?)settings["regex"]); // all but the host is kept
                return $"redir {((string)settings["replacement"]!).Replace("${1}", "{uri}", StringComparison.Ordinal)} 301\n";
            default:
                return LeftOut.Contains(type) ? "" : throw new InvalidOperationException($"No words for {type}.");
        }
    }

    private static IEnumerable<(string Name, string? Value)> Answer(JsonNode settings)
    {
        if (settings["stsSeconds"] is { } seconds) yield return ("Strict-Transport-Security", $"max-age={seconds}");
        if ((string?)settings["contentTypeNosniff"] == "true") yield return ("X-Content-Type-Options", "nosniff");
        if (settings["referrerPolicy"] is { } referrer) yield return ("Referrer-Policy", (string?)referrer);
        if (settings["permissionsPolicy"] is { } permissions) yield return ("Permissions-Policy", (string?)permissions);
        if (settings["customFrameOptionsValue"] is { } frame) yield return ("X-Frame-Options", (string?)frame);
    }

    // For a WebSocket Traefik says wss, and not https.
    private static string Proxy(string there) => $$"""
        @line header Upgrade websocket
        handle @line {
            reverse_proxy {{there}} {
                header_up X-Forwarded-Proto wss
            }
        }
        handle {
            reverse_proxy {{there}}
        }
        """;
}
