using System.Text.Json;

namespace Sothebais.Tests.Infra.Secrets;

/// <summary>The script that fills <c>infra/secrets</c>, run for real in a folder of its own.</summary>
public sealed class MakeSecretsTests : IDisposable
{
    private static readonly string[] Made = ["broadcast-key", "broadcast-page-token", "clerk-secret-key", "grafana-admin-password", "redis-exporter.json", "redis-password"];

    private readonly DirectoryInfo _temporary = Directory.CreateTempSubdirectory("secrets-");
    private static string Script => Path.Combine(Compose.ComposeFile.Folder, "make-secrets.sh");

    private string Folder => Path.Combine(_temporary.FullName, "secrets");

    [Fact]
    public async Task It_makes_what_compose_reads_readable_in_a_folder_that_is_not()
    {
        await Run();
        Assert.Equal(Made, Files().Select(file => file.Name));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, new DirectoryInfo(Folder).UnixFileMode);
        Assert.All(Files(), file => Assert.True(file.UnixFileMode.HasFlag(UnixFileMode.OtherRead) && !file.UnixFileMode.HasFlag(UnixFileMode.OtherWrite), file.Name));
        var declared = Compose.ComposeFile.Load().Root["secrets"]!.AsObject().Select(secret => Path.GetFileName((string)secret.Value!["file"]!)).Distinct().Order();
        Assert.Equal(declared, Made);
        Assert.Matches(@"\A[0-9a-f]{64}\z", Read("redis-password"));
        Assert.Matches(@"\A[0-9a-f]{64}\z", Read("grafana-admin-password"));
        Assert.NotEqual(Read("redis-password"), Read("grafana-admin-password"));
        Assert.Equal(Read("redis-password"), JsonSerializer.Deserialize<Dictionary<string, string>>(Read("redis-exporter.json"))!["redis://redis:6379"]);
        Assert.All(new[] { "clerk-secret-key", "broadcast-key", "broadcast-page-token" }, name => Assert.Equal("", Read(name))); // others give them out
    }

    [Fact]
    public async Task It_says_no_secret_and_a_second_time_changes_nothing_and_says_nothing()
    {
        var said = await Run();
        Assert.DoesNotContain(Read("redis-password"), said, StringComparison.Ordinal);
        Assert.DoesNotContain(Read("grafana-admin-password"), said, StringComparison.Ordinal);
        var before = Files().Select(file => (file.Name, Read(file.Name), file.LastWriteTimeUtc, file.UnixFileMode)).ToArray();
        Assert.Equal("", await Run());
        Assert.Equal(before, Files().Select(file => (file.Name, Read(file.Name), file.LastWriteTimeUtc, file.UnixFileMode)));
    }

    [Fact]
    public async Task What_is_missing_is_added_and_what_is_there_stays()
    {
        Directory.CreateDirectory(Folder);
        await File.WriteAllTextAsync(Path.Combine(Folder, "redis-password"), "chosen-by-hand");
        await File.WriteAllTextAsync(Path.Combine(Folder, "clerk-secret-key"), "sk_test_x");
        await File.WriteAllTextAsync(Path.Combine(Folder, "grafana-admin-password"), ""); // of a run that was cut off
        await Run();
        Assert.Equal(("chosen-by-hand", "sk_test_x"), (Read("redis-password"), Read("clerk-secret-key")));
        Assert.Equal("{\"redis://redis:6379\":\"chosen-by-hand\"}\n", Read("redis-exporter.json"));
        Assert.Matches(@"\A[0-9a-f]{64}\z", Read("grafana-admin-password"));
    }

    [Fact]
    public async Task A_password_that_was_replaced_is_the_exporters_too()
    {
        await Run();
        File.Delete(Path.Combine(Folder, "redis-password"));
        await Run();
        Assert.Contains(Read("redis-password"), Read("redis-exporter.json"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_takes_no_argument_that_it_does_not_know() => Assert.Equal((2, ""), await Start(Script, "--force"));

    /// <inheritdoc/>
    public void Dispose() => _temporary.Delete(recursive: true);

    private FileInfo[] Files() => [.. new DirectoryInfo(Folder).GetFiles().OrderBy(file => file.Name, StringComparer.Ordinal)];

    private string Read(string name) => File.ReadAllText(Path.Combine(Folder, name));

    private async Task<string> Run()
    {
        var (code, said) = await Start(Script, "--folder", Folder);
        Assert.Equal(0, code);
        return said;
    }

    private static async Task<(int Code, string Said)> Start(string program, params string[] arguments)
    {
        var outcome = await Command.Run(TimeSpan.FromSeconds(20), null, program, arguments);
        return (outcome.Code, outcome.Output);
    }
}
