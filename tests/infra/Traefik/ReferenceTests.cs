using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Sothebais.Tests.Infra.Compose;

namespace Sothebais.Tests.Infra.Traefik;

/// <summary>Every label, option and key of ours against Traefik's own lists of what there is (<c>reference/</c>).</summary>
public sealed partial class ReferenceTests
{
    private static readonly string Folder = Path.Combine(Programs.Root, "tests/infra/Traefik/reference");

    private readonly EdgeConfiguration _edge = EdgeConfiguration.Load();

    [Fact]
    public void Every_label_exists()
    {
        var known = File.ReadLines(Path.Combine(Folder, "docker-labels.yml")).Where(line => line.StartsWith('-')).Select(line => WithoutNames(line[3..].Split('=')[0])).ToHashSet();
        Assert.Contains("traefik.http.routers.*.rule", known);
        known.Add("traefik.enable"); // the provider's own: https://doc.traefik.io/traefik/reference/routing-configuration/other-providers/docker
        Assert.All(_edge.Labels.Values.SelectMany(labels => labels.Keys), label => Assert.Contains(WithoutNames(label), known));
    }

    [Fact]
    public void Every_option_of_the_command_line_and_of_the_health_check_exists()
    {
        var known = Keys(Yaml.Read(File.ReadAllText(Path.Combine(Folder, "static.yaml")))).Select(key => key.ToLowerInvariant()).ToHashSet();
        Assert.Contains("entrypoints.*.http.tls.certresolver", known);
        // Since v3.7.3; the generated list has not got it: https://doc.traefik.io/traefik/reference/install-configuration/observability/logs-and-accesslogs
        known.Add("accesslog.fields.queryparameters.defaultmode");
        var check = EdgeConfiguration.Arguments(ComposeFile.Names(ComposeFile.Load().Services["traefik"]["healthcheck"]!["test"]));
        Assert.All(_edge.Options.Keys.Concat(check.Keys), option => Assert.Contains(StaticName().Replace(option, "$1.*"), known));
        Assert.All(check, option => Assert.Equal(option.Value, _edge.Options[option.Key])); // the check asks where it is answered
    }

    [Fact]
    public void Every_key_of_the_file_exists()
    {
        var known = Keys(Yaml.Read(File.ReadAllText(Path.Combine(Folder, "dynamic.yaml")))).ToHashSet();
        Assert.Contains("http.middlewares.*.forwardAuth.address", known);
        // A name of ours is a name, and so is a header; what is below a header's name is its value.
        Assert.All(Keys(_edge.Dynamic), key => Assert.Contains(Header().Replace(DynamicName().Replace(key, "$1.*"), "$1.*"), known));
    }

    private static string WithoutNames(string label) => Label().Replace(label, "$1.*");

    private static IEnumerable<string> Keys(JsonObject tree, string above = "") => tree.SelectMany(entry =>
    {
        var key = above + (Placeholder().IsMatch(entry.Key) ? "*" : entry.Key);
        var below = entry.Value switch
        {
            JsonObject mapping => Keys(mapping, key + "."),
            JsonArray list => list.OfType<JsonObject>().SelectMany(item => Keys(item, key + ".")),
            _ => [],
        };
        return below.Prepend(key);
    });

    [GeneratedRegex(@"\A(traefik\.http\.(?:routers|services|middlewares))\.[^.]+", RegexOptions.CultureInvariant)]
    private static partial Regex Label();

    [GeneratedRegex(@"\A(entrypoints|certificatesresolvers)\.[^.]+", RegexOptions.CultureInvariant)]
    private static partial Regex StaticName();

    [GeneratedRegex(@"\A((?:http|tcp|udp)\.(?:routers|services|middlewares)|tls\.(?:options|stores))\.[^.]+", RegexOptions.CultureInvariant)]
    private static partial Regex DynamicName();

    [GeneratedRegex(@"(\.custom(?:Request|Response)Headers)\.[^.]+", RegexOptions.CultureInvariant)]
    private static partial Regex Header();

    // As the lists call what one may call as one likes.
    [GeneratedRegex(@"\A(EntryPoint|CertificateResolver|(TCP|UDP)?(Router|Service|Middleware)|Options|Store|name)\d+\z", RegexOptions.CultureInvariant)]
    private static partial Regex Placeholder();
}
