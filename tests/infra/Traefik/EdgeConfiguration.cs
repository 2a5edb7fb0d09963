using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Sothebais.Tests.Infra.Compose;
using Sothebais.Tests.Infra.Traefik.Rules;

namespace Sothebais.Tests.Infra.Traefik;

/// <summary>A router.</summary>
/// <param name="Name">Its name.</param>
/// <param name="EntryPoints">Where requests for it come in.</param>
/// <param name="Rule">Which.</param>
/// <param name="Priority">The higher goes first.</param>
/// <param name="Middlewares">What they go through, in order, with the entry point's first.</param>
/// <param name="Target">Where they go: a container and its port, or a service of Traefik's own.</param>
internal sealed record Router(string Name, string[] EntryPoints, Rule Rule, int Priority, string[] Middlewares, string Target);

/// <summary>Traefik's configuration as shipped: the command line, the files, and the labels of the containers.</summary>
internal sealed partial class EdgeConfiguration
{
    private EdgeConfiguration(Dictionary<string, string> options, JsonObject file, Dictionary<string, Dictionary<string, string>> labels, Router[] routers) =>
        (Options, Dynamic, Labels, Routers) = (options, file, labels, routers);

    /// <summary>The command line's options, in lower case.</summary>
    public Dictionary<string, string> Options { get; }

    /// <summary>What stands in files.</summary>
    public JsonObject Dynamic { get; }

    /// <summary>The labels by container.</summary>
    public Dictionary<string, Dictionary<string, string>> Labels { get; }

    /// <summary>All routers but Traefik's own, the first to be asked first.</summary>
    public Router[] Routers { get; }

    /// <summary>The middlewares by name, without their provider's.</summary>
    public Dictionary<string, JsonObject> Middlewares => Dynamic["http"]!["middlewares"]!.AsObject().ToDictionary(entry => entry.Key, entry => entry.Value!.AsObject());

    /// <summary>Reads the shipped configuration.</summary>
    /// <param name="set">What .env sets.</param>
    public static EdgeConfiguration Load(params ReadOnlySpan<(string Name, string Value)> set)
    {
        var compose = ComposeFile.Load("compose.yaml", set);
        var traefik = compose.Services["traefik"];
        var options = Arguments(ComposeFile.Names(traefik["command"]));
        var files = Directory.GetFiles(Path.Combine(ComposeFile.Folder, "traefik/dynamic"));
        var file = Yaml.Read(Rendered(File.ReadAllText(Assert.Single(files)), ComposeFile.Pairs(traefik, "environment")));
        var labels = compose.Services.Select(service => (service.Key, Labels: ComposeFile.Pairs(service.Value, "labels"))).Where(service => service.Labels.Count > 0).ToDictionary(service => service.Key, service => service.Labels);
        string[] FirstOf(string entryPoint) => options.GetValueOrDefault($"entrypoints.{entryPoint}.http.middlewares")?.Split(',') ?? [];
        string[] Qualified(IEnumerable<string> entryPoints, IEnumerable<string> own) => [.. entryPoints.SelectMany(FirstOf).Concat(own)];

        List<Router> routers = [];
        foreach (var (container, its) in labels)
        {
            Assert.Equal("true", its["traefik.enable"]);
            foreach (var name in its.Keys.Select(key => key.Split('.')).Where(key => key is ["traefik", "http", "routers", ..]).Select(key => key[3]).Distinct())
            {
                string Of(string key) => its[$"traefik.http.routers.{name}.{key}"];
                string[] entryPoints = Of("entrypoints").Split(',');
                var port = its[$"traefik.http.services.{Of("service")}.loadbalancer.server.port"];
                routers.Add(new(name, entryPoints, RuleReader.Read(Of("rule")), int.Parse(Of("priority"), CultureInfo.InvariantCulture), Qualified(entryPoints, Of("middlewares").Split(',')), $"{container}:{port}"));
            }
        }
        foreach (var (name, router) in file["http"]!["routers"]!.AsObject())
        {
            var entryPoints = ComposeFile.Names(router!["entryPoints"]);
            routers.Add(new(name, entryPoints, RuleReader.Read((string)router["rule"]!), int.Parse((string)router["priority"]!, CultureInfo.InvariantCulture),
                Qualified(entryPoints, ComposeFile.Names(router["middlewares"]).Select(middleware => middleware + "@file")), (string)router["service"]!));
        }
        return new(options, file, labels, [.. routers.OrderByDescending(router => router.Priority)]);
    }

    /// <summary>The options of a command line; a flag without a value is true.</summary>
    public static Dictionary<string, string> Arguments(IEnumerable<string> arguments) => arguments.Where(argument => argument.StartsWith("--", StringComparison.Ordinal))
        .Select(argument => argument[2..].Split('=', 2)).ToDictionary(option => option[0].ToLowerInvariant(), option => option.Length == 2 ? option[1] : "true");

    private static string Rendered(string template, Dictionary<string, string> environment)
    {
        var rendered = Template().Replace(template, match =>
        {
            var value = environment[match.Groups["name"].Value];
            return match.Groups["times"].Success ? (long.Parse(value, CultureInfo.InvariantCulture) * long.Parse(match.Groups["times"].Value, CultureInfo.InvariantCulture)).ToString(CultureInfo.InvariantCulture) : value;
        });
        return rendered.Contains("{{", StringComparison.Ordinal) ? throw new InvalidDataException("There is a template that is not known here.") : rendered;
    }

    [GeneratedRegex("""\{\{ (?:env "(?<name>[A-Z_]+)"|mul \(env "(?<name>[A-Z_]+)"\) (?<times>[0-9]+)) \}\}""", RegexOptions.CultureInvariant)]
    private static partial Regex Template();
}
