using System.Net;
using System.Text.Json.Nodes;

namespace Sothebais.Tests.Infra.Compose;

/// <summary>The shipped compose file against the network document, and against what production asks of every container.</summary>
public sealed class ComposeTests
{
    private readonly ComposeFile _file = ComposeFile.Load();

    private static readonly string[] Own = ["admin-frontend", "auction-manager", "event-handler", "stream-manager", "silo"];

    // Ours, too, but no part of the house: it is started by choice, and has an image of its own kind.
    private const string Broadcast = "broadcast";

    [Fact]
    public void It_has_the_network_documents_services_and_the_three_that_the_house_adds() =>
        Assert.Equal([.. NetworkDocument.PortReference.Select(row => row.Service).Concat(NetworkDocument.Added).Order()], _file.Services.Keys.Order());

    [Fact]
    public void Only_the_edge_publishes_and_only_80_and_443()
    {
        var publishing = Assert.Single(_file.Services, service => service.Value.ContainsKey("ports"));
        Assert.Equal("traefik", publishing.Key);
        Assert.Equal([.. NetworkDocument.Published.Select(port => $"0.0.0.0:{port}:{port}")], ComposeFile.Names(publishing.Value["ports"]));
        Assert.DoesNotContain(_file.Services, service => (string?)service.Value["network_mode"] == "host");
    }

    [Fact]
    public void For_development_every_port_of_the_table_is_on_loopback_and_no_other()
    {
        var dev = ComposeFile.Load("compose.dev.yaml");
        Assert.Equal(NetworkDocument.PortReference.Select(row => row.Service).Order(), dev.Services.Keys.Order());
        foreach (var row in NetworkDocument.PortReference)
        {
            var service = dev.Services[row.Service];
            Assert.Equal("ports", Assert.Single(service).Key);
            Assert.Equal([.. row.All.Except(NetworkDocument.Published).Order().Select(port => $"127.0.0.1:{port}:{port}")], ComposeFile.Names(service["ports"]).Order());
        }
    }

    [Fact]
    public void Every_container_comes_back_is_checked_bounded_and_has_no_more_rights_than_it_needs()
    {
        foreach (var (name, service) in _file.Services)
        {
            Assert.True((string?)service["restart"] == "unless-stopped", name);
            Assert.True(service.ContainsKey("healthcheck") || Own.Contains(name) || name == Broadcast, $"{name} has no health check.");
            Assert.True(service["deploy"]?["resources"]?["limits"]?["memory"] is not null, $"{name} has no limit.");
            Assert.True((string?)service["logging"]?["driver"] == "json-file" && service["logging"]!["options"]!["max-size"] is not null && service["logging"]!["options"]!["max-file"] is not null, $"{name}'s log is not rotated.");
            Assert.True((string?)service["read_only"] == "true", $"{name} may write into its image.");
            Assert.True(ComposeFile.Names(service["cap_drop"]) is ["ALL"], name);
            Assert.True(ComposeFile.Names(service["security_opt"]) is ["no-new-privileges:true"], name);
            Assert.True((string?)service["privileged"] is null, name);
            Assert.True(ComposeFile.Names(service["cap_add"]).All(capability => capability == "NET_BIND_SERVICE"), name);
        }
        var limits = _file.Services.Where(service => service.Value["deploy"]!["resources"]!["limits"]!["cpus"] is null).Select(service => service.Key);
        Assert.Equal(["redis"], limits); // whom nothing holds up
        Assert.All(new[] { "Dockerfile", "broadcast/Dockerfile" }, file => Assert.Contains("\nHEALTHCHECK ", File.ReadAllText(Path.Combine(ComposeFile.Folder, file)), StringComparison.Ordinal));
    }

    [Fact]
    public void Who_needs_another_waits_until_it_is_healthy()
    {
        foreach (var (name, service) in _file.Services)
            foreach (var (needed, how) in service["depends_on"]?.AsObject() ?? [])
            {
                Assert.True((string?)how!["condition"] == "service_healthy", $"{name} does not wait for {needed}'s health.");
                Assert.Contains(needed, _file.Services.Keys);
            }
        foreach (var gateway in Own.Where(name => name != "silo")) Assert.Equal(["redis", "silo"], ComposeFile.Names(_file.Services[gateway]["depends_on"]).Order());
        Assert.Equal(["redis"], ComposeFile.Names(_file.Services["silo"]["depends_on"]));
        Assert.Equal(["docker-api"], ComposeFile.Names(_file.Services["traefik"]["depends_on"]));
    }

    [Fact]
    public void All_are_on_one_network_and_what_may_ask_docker_is_alone_with_traefik_on_another()
    {
        foreach (var (name, service) in _file.Services)
        {
            string[] expected = name switch { "traefik" => ["auction_net", "docker_api"], "docker-api" => ["docker_api"], _ => ["auction_net"] };
            Assert.Equal(expected, ComposeFile.Names(service["networks"]));
            Assert.Equal(name == "docker-api", ComposeFile.Names(service["volumes"]).Any(volume => volume.Contains("docker.sock", StringComparison.Ordinal)));
        }
        Assert.Equal("auction_net", (string?)_file.Root["networks"]!["auction_net"]!["name"]);
        Assert.Equal("true", (string?)_file.Root["networks"]!["docker_api"]!["internal"]);
    }

    [Fact]
    public void Fixed_addresses_are_on_the_network_and_never_given_to_anybody_else()
    {
        var pool = _file.Root["networks"]!["auction_net"]!["ipam"]!["config"]![0]!;
        var (subnet, given) = (IPNetwork.Parse((string)pool["subnet"]!), IPNetwork.Parse((string)pool["ip_range"]!));
        var fixedOnes = _file.Services.Values.Select(service => (string?)(service["networks"] as JsonObject)?["auction_net"]?["ipv4_address"]).OfType<string>().Select(IPAddress.Parse).ToArray();
        Assert.True(subnet.Contains(given.BaseAddress));
        Assert.All(fixedOnes, address => Assert.True(subnet.Contains(address) && !given.Contains(address), $"{address}"));
        Assert.Equal(fixedOnes.Length, fixedOnes.Distinct().Count());
        var edge = (string?)_file.Services["traefik"]["networks"]!["auction_net"]!["ipv4_address"];
        Assert.Equal(edge, ComposeFile.Pairs(_file.Services["grafana"], "environment")["GF_AUTH_PROXY_WHITELIST"]); // and nobody else is believed
        Assert.All(Own.Where(name => name != "silo"), name => Assert.Equal(subnet.ToString(), ComposeFile.Pairs(_file.Services[name], "environment")["Proxies__Trusted__0"]));
    }

    [Fact]
    public void Secrets_come_from_files_and_stand_nowhere_else()
    {
        string[] publicKeys = ["Clerk__JwtKey", "Clerk__PublishableKey"];
        var secrets = _file.Root["secrets"]!.AsObject();
        Assert.All(secrets, secret => Assert.StartsWith("./secrets/", (string)secret.Value!["file"]!, StringComparison.Ordinal));
        foreach (var (name, service) in _file.Services)
        {
            var given = ComposeFile.Names(service["secrets"]);
            Assert.All(given, secret => Assert.True(secrets.ContainsKey(secret), $"{name}: {secret} is declared nowhere."));
            foreach (var (setting, value) in ComposeFile.Pairs(service, "environment").Concat(ComposeFile.Pairs(service, "labels")))
            {
                if (!new[] { "password", "secret", "token", "key" }.Any(word => setting.Contains(word, StringComparison.OrdinalIgnoreCase)) || publicKeys.Contains(setting)) continue;
                Assert.True(value.StartsWith("/run/secrets/", StringComparison.Ordinal) && given.Contains(value["/run/secrets/".Length..]), $"{name}: {setting} is not the path of a secret it is given.");
            }
        }
        Assert.Equal(secrets.Select(secret => secret.Key).Order(), _file.Services.Values.SelectMany(service => ComposeFile.Names(service["secrets"])).Distinct().Order());
    }

    [Fact]
    public void Volumes_are_declared_and_used_and_what_is_mounted_of_this_folder_exists()
    {
        var declared = ComposeFile.Names(_file.Root["volumes"]);
        var mounted = _file.Services.Values.SelectMany(service => ComposeFile.Names(service["volumes"])).Select(volume => volume.Split(':')[0]).ToArray();
        Assert.Equal(declared.Order(), mounted.Where(volume => volume[0] is not ('.' or '/')).Distinct().Order());
        Assert.All(mounted.Where(volume => volume.StartsWith("./traefik", StringComparison.Ordinal)), volume => Assert.True(Path.Exists(Path.Combine(ComposeFile.Folder, volume)), volume));
    }

    [Fact]
    public void Others_images_are_of_a_stated_version_and_ours_are_built_from_their_projects()
    {
        foreach (var (name, service) in _file.Services)
        {
            var (image, build) = ((string)service["image"]!, service["build"]);
            if (name == Broadcast)
            {
                Assert.Equal(("..", "infra/broadcast/Dockerfile"), ((string?)build!["context"], (string?)build["dockerfile"]));
                continue;
            }
            if (!Own.Contains(name))
            {
                Assert.Matches(@"\A[a-z0-9_./-]+:v?[0-9]+(\.[0-9]+)+(-[a-z0-9]+)?\z", image);
                continue;
            }
            Assert.Equal(("..", "infra/Dockerfile"), ((string?)build!["context"], (string?)build["dockerfile"]));
            Assert.True(Directory.EnumerateFiles(Path.Combine(Programs.Root, (string)build["args"]!["PROJECT"]!), "*.csproj").Any(), name);
        }
    }

    [Fact]
    public void The_images_are_built_without_anything_of_this_folder_in_sight()
    {
        var lines = File.ReadAllLines(Path.Combine(Programs.Root, ".dockerignore"));
        Assert.Contains("*", lines);
        Assert.DoesNotContain(lines, line => (line.StartsWith("!infra", StringComparison.Ordinal) && line != "!infra/broadcast") || line is "!*" or "!**"); // of which only that is built
    }

    [Fact]
    public void The_broadcast_is_started_by_choice_and_nobody_needs_it_or_a_setting_of_it()
    {
        var only = Assert.Single(_file.Services, service => service.Value["profiles"] is not null);
        Assert.Equal((Broadcast, Broadcast), (only.Key, Assert.Single(ComposeFile.Names(only.Value["profiles"]))));
        Assert.Null(only.Value["depends_on"]); // or starting it would start the house's services anew
        Assert.DoesNotContain(_file.Services.Values, service => ComposeFile.Names(service["depends_on"]).Contains(Broadcast));
        // Compose fills in every service's variables, started or not: none of these may be required.
        Assert.All(Variables.In(File.ReadAllText(Path.Combine(ComposeFile.Folder, "compose.yaml"))).Where(v => v.Name.StartsWith("BROADCAST_", StringComparison.Ordinal)), v => Assert.NotNull(v.Default));
        Assert.Equal(["Broadcast__Key", "Broadcast__PageToken"], ComposeFile.Names(only.Value["secrets"]));
        // Each setting exists, and the defaults are the ones that are documented.
        var options = typeof(Sothebais.Broadcast.BroadcastOptions);
        foreach (var (setting, value) in ComposeFile.Pairs(only.Value, "environment"))
            Assert.Equal(options.GetProperty(setting["Broadcast__".Length..])!.GetValue(new Sothebais.Broadcast.BroadcastOptions())!.ToString(), value);
    }
}
