using System.Globalization;
using System.Text.Json.Nodes;
using Sothebais.Tests.Harness.Clerk;

namespace Sothebais.Tests.Infra.Stack;

/// <summary>The house as its operators have it: the images built, everything up in containers, by the files in infra and their own scripts.</summary>
public sealed class StackHouse : IAsyncLifetime
{
    /// <summary>The house's domain.</summary>
    public const string Domain = "sothebais.test";

    private const string Issuer = "https://clerk.sothebais.test";
    private const string Containers = "10.77.0.0/24";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("stack-");
    private readonly ClerkTokens _tokens = new(Issuer) { Lifetime = TimeSpan.FromHours(1) };
    private readonly string _backups;
    private DockerEngine? _engine;

    /// <summary>Makes one.</summary>
    public StackHouse() => _backups = Directory.CreateDirectory(Path.Combine(_folder.FullName, "backups")).FullName;

    /// <summary>The engine.</summary>
    internal DockerEngine Engine => _engine!;

    /// <summary>Who comes from outside, by the edge alone.</summary>
    internal EdgeClient Outside { get; private set; } = null!;

    /// <summary>The checkout that is deployed: a copy.</summary>
    public string Checkout => _folder.FullName;

    private string Infra => Path.Combine(Checkout, "infra");

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        await Command.Succeed(TimeSpan.FromMinutes(1), null, "bash", "-c",
            $"cd '{Programs.Root}' && git ls-files -z --cached --others --exclude-standard | tar --create --null --files-from=- | tar --extract --directory '{Checkout}'");
        await Command.Succeed(TimeSpan.FromMinutes(1), null, "bash", Path.Combine(Infra, "make-secrets.sh"));
        _engine = await DockerEngine.Start(Containers);
        await File.WriteAllTextAsync(Path.Combine(Infra, ".env"), $"""
            DOMAIN={Domain}
            CLERK_ISSUER={Issuer}
            CLERK_JWT_KEY='{_tokens.PublicKey}'
            COMPOSE_FILE=compose.yaml:../tests/infra/Stack/compose.test.yaml
            DOCKER_SOCKET={_engine.Environment["DOCKER_HOST"]["unix://".Length..]}

            """);
        Outside = new EdgeClient(_tokens);
        await Script("deploy.sh");
    }

    /// <summary>Runs one of the scripts in infra/vps.</summary>
    internal async Task<string> Script(string name, params string[] arguments)
    {
        var outcome = await TryScript(name, arguments);
        return outcome.Code == 0 ? outcome.Output : throw new InvalidOperationException($"{name} ended with {outcome.Code}.\n{outcome.Output}{outcome.Errors}");
    }

    /// <summary>The same, where it may fail.</summary>
    internal Task<Outcome> TryScript(string name, params string[] arguments) =>
        Command.Run(Patience, new Dictionary<string, string>(Engine.Environment) { ["BACKUPS"] = _backups }, "bash", [Path.Combine(Infra, "vps", name), .. arguments]);

    /// <summary>The newest backup's path.</summary>
    internal async Task<string> NewestBackup() => (await Script("backup.sh", "--list")).Split('\n', StringSplitOptions.RemoveEmptyEntries)[^1];

    /// <summary>Asks compose.</summary>
    public Task<string> Compose(params string[] words) => Command.Succeed(Patience, Engine.Environment, "env", ["--chdir", Infra, "docker", "compose", .. words]);

    /// <summary>The containers of some services; of all where none are named.</summary>
    public async Task<IReadOnlyList<Container>> Running(params string[] services)
    {
        var ids = (await Compose(["ps", "--quiet", "--all", .. services])).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (ids.Length == 0) return [];
        return [.. JsonNode.Parse(await Engine.Ask(["inspect", .. ids]))!.AsArray().Select(c => new Container(c!))];
    }

    /// <summary>Waits until so many containers of a service are healthy, and no others are there.</summary>
    public Task Healthy(string service, int count) => Wait.Until($"{count} healthy {service}", TimeSpan.FromSeconds(90), async () =>
        await Running(service) is var all && all.Count == count && all.All(c => c.Health == "healthy"));

    /// <summary>Asks Prometheus, as an admin from outside.</summary>
    /// <returns>The result's samples, each by its labels.</returns>
    internal async Task<IReadOnlyList<(JsonNode Labels, double Value)>> Query(string expression)
    {
        var answer = await Outside.Get($"/prometheus/api/v1/query?query={Uri.EscapeDataString(expression)}", "admin");
        return answer.Status == 200
            ? [.. answer.Body!["data"]!["result"]!.AsArray().Select(r => (r!["metric"]!, double.Parse((string)r["value"]![1]!, CultureInfo.InvariantCulture)))]
            : throw new InvalidOperationException(answer.Text);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Outside?.Dispose();
        if (_engine is not null) await _engine.DisposeAsync();
        _tokens.Dispose();
        _folder.Delete(recursive: true);
    }
}
