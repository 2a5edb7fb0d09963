namespace Sothebais.Tests.Infra.Stack;

/// <summary>A Docker engine of the tests' own: its files, its socket and its network are gone with it.</summary>
internal sealed class DockerEngine : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("engine-");
    private ServerProcess? _process;

    /// <summary>Its network.</summary>
    public EngineNetwork Network { get; private set; } = null!;

    /// <summary>What its clients must know.</summary>
    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>
    {
        ["DOCKER_HOST"] = $"unix://{_folder.FullName}/docker.sock",
        ["DOCKER_CONFIG"] = Path.Combine(_folder.FullName, "images", "docker"),
    };

    /// <summary>Starts one, and makes the images that the stack's files name.</summary>
    /// <param name="containers">The network that the containers will have.</param>
    public static async Task<DockerEngine> Start(string containers)
    {
        var engine = new DockerEngine();
        try
        {
            engine.Network = await EngineNetwork.Make(containers);
            var folder = engine._folder.FullName;
            engine._process = ServerProcess.Start("dockerd", EngineNetwork.Enter[0],
            [
                .. EngineNetwork.Enter[1..], "dockerd", "--host", $"unix://{folder}/docker.sock", "--data-root", $"{folder}/data", "--exec-root", $"{folder}/exec", "--pidfile", $"{folder}/pid",
                "--bridge", "none", "--log-level", "warn",
            ]);
            await Wait.Until("the engine answers", Wait.Patience, async () =>
                engine._process.IsRunning ? (await engine.Try("info")).Code == 0 : throw new InvalidOperationException(engine._process.Output));
            await Command.Succeed(TimeSpan.FromMinutes(15), engine.Environment, "bash", Path.Combine(Programs.Root, "tests/infra/Stack/base-images.sh"), Directory.CreateDirectory(Path.Combine(folder, "images")).FullName);
            return engine;
        }
        catch (Exception e)
        {
            var said = engine._process?.Output;
            await engine.DisposeAsync();
            throw new InvalidOperationException($"No Docker engine: {e.Message}\n{said}", e);
        }
    }

    /// <summary>Asks it something.</summary>
    public Task<Outcome> Try(params string[] words) => Command.Run(TimeSpan.FromMinutes(2), Environment, "docker", words);

    /// <summary>Asks it something that it must be able to answer.</summary>
    public async Task<string> Ask(params string[] words) => (await Command.Succeed(TimeSpan.FromMinutes(2), Environment, "docker", words)).Trim();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_process is { IsRunning: true })
        {
            var containers = (await Try("ps", "--quiet", "--all")).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            if (containers.Length > 0) await Try(["rm", "--force", "--volumes", .. containers]);
            await _process.Terminate(TimeSpan.FromSeconds(60));
        }
        if (_process is not null) await _process.DisposeAsync();
        if (Network is not null) await Network.DisposeAsync();
        // Layers are mounts; one that is still there would take its image's files with it.
        foreach (var mount in (await File.ReadAllLinesAsync("/proc/mounts")).Select(line => line.Split(' ')[1]).Where(path => path.StartsWith(_folder.FullName, StringComparison.Ordinal)).OrderDescending())
            await Command.Run(TimeSpan.FromSeconds(20), null, "umount", "--lazy", mount);
        _folder.Delete(recursive: true);
    }
}
