using Sothebais.Tests.Harness;

namespace Sothebais.Tests.Cluster.Versions;

/// <summary>
/// The house as it was before the newest change to its grains, their contracts or the silo, built in a folder of its own; or as of the commit that
/// <c>SOTHEBAIS_EARLIER</c> names. Fails where there is none: a house of one version proves nothing.
/// </summary>
public sealed class EarlierBuild : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);
    private readonly string _folder = Directory.CreateTempSubdirectory("sothebais-earlier-").FullName;

    /// <summary>The folder of the checkout.</summary>
    public string Checkout => _folder;

    /// <summary>Which commit it is.</summary>
    public string Commit { get; private set; } = "";

    /// <summary>How long the build took.</summary>
    public TimeSpan Took { get; private set; }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        var started = System.Diagnostics.Stopwatch.GetTimestamp();
        Commit = Environment.GetEnvironmentVariable("SOTHEBAIS_EARLIER") is { Length: > 0 } named ? named : await BeforeTheNewestChange();
        var archive = Path.Combine(_folder, "house.tar");
        await Run("git", "-C", Programs.Root, "archive", "--output", archive, Commit);
        await Run("tar", "-xf", archive, "-C", _folder);
        // It has been built and checked before; now it is only to run.
        await Run("dotnet", "build", Path.Combine(_folder, "gateways", "all-in-one"), "-c", "Release", "-nologo", "-v", "quiet", "-p:RunAnalyzers=false", "-p:TreatWarningsAsErrors=false");
        Took = System.Diagnostics.Stopwatch.GetElapsedTime(started);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private static async Task<string> BeforeTheNewestChange()
    {
        var changed = (await Run("git", "-C", Programs.Root, "rev-list", "-1", "HEAD", "--", "grains", "grain-interfaces", "silo")).Trim();
        if (changed.Length == 0) throw new InvalidOperationException("The clone does not reach back to a change of the grains: fetch more of it.");
        return (await Run("git", "-C", Programs.Root, "rev-parse", "--verify", changed + "~1")).Trim();
    }

    private static Task<string> Run(string file, params string[] arguments) => Command.Succeed(Patience, null, file, arguments);
}
