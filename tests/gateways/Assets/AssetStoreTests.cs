using System.Reflection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Sothebais.Gateways.Defaults.Ports;
using Sothebais.Gateways.StreamManager.Assets;
using Sothebais.GrainInterfaces.Streams;
using Sothebais.Tests.Gateways.InProcess;

namespace Sothebais.Tests.Gateways.Assets;

/// <summary>The folder of assets: its room, its leftovers, and what becomes of it where it cannot be written to.</summary>
public sealed class AssetStoreTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sothebais-store-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private AssetStore Store(long most = 100_000, TimeProvider? clock = null, string? folder = null, IGrainFactory? grains = null) => new(
        Options.Create(new AssetOptions { Folder = folder ?? _folder, Most = most }), new Somewhere(), ServicePorts.StreamManager, grains!, clock ?? TimeProvider.System, NullLogger<AssetStore>.Instance);

    private int Coming => Directory.Exists(Path.Combine(_folder, "incoming")) ? Directory.GetFiles(Path.Combine(_folder, "incoming")).Length : 0;

    [Fact]
    public async Task All_assets_together_have_no_more_than_their_room()
    {
        var store = Store(most: 10_000);
        File.WriteAllBytes(Path.Combine(_folder, "kept by another gateway"), new byte[4_000]);
        store.Count();
        await using (var one = new IncomingAsset(store))
        await using (var two = new IncomingAsset(store))
        {
            Assert.Null(await one.Receive(new MemoryStream(Files.Png(pixels: 4_000)), null, default));
            Assert.Equal(507, (await two.Receive(new MemoryStream(Files.Png(pixels: 4_000)), null, default))?.Status); // what is still coming in counts
        }
        Assert.Equal(0, Coming);
        await using var three = new IncomingAsset(store);
        Assert.Null(await three.Receive(new MemoryStream(Files.Png(pixels: 4_000)), null, default));
    }

    [Fact]
    public async Task An_upload_that_breaks_off_leaves_nothing()
    {
        var store = Store();
        await Assert.ThrowsAsync<IOException>(async () =>
        {
            await using var asset = new IncomingAsset(store);
            await asset.Receive(new BrokenStream(Files.Png(pixels: 70_000)), null, default);
        });
        Assert.Equal(0, Coming);
        Assert.True(store.TryReserve(100_000));
    }

    [Fact]
    public async Task What_lay_about_for_long_is_swept_away()
    {
        var clock = new FakeTimeProvider(HouseFront.Noon);
        var store = Store(clock: clock);
        Directory.CreateDirectory(Path.Combine(_folder, "incoming"));
        foreach (var (name, hours) in new[] { ("old", 25), ("new", 23) })
        {
            var path = Path.Combine(_folder, "incoming", name);
            File.WriteAllText(path, "x");
            File.SetLastWriteTimeUtc(path, HouseFront.Noon.AddHours(-hours).UtcDateTime);
        }
        var foreign = Path.Combine(_folder, "readme.txt");
        File.WriteAllText(foreign, "x");
        File.SetLastWriteTimeUtc(foreign, HouseFront.Noon.AddDays(-9).UtcDateTime);
        await store.Sweep(TimeSpan.FromDays(1), default);
        Assert.Equal(["new"], Directory.GetFiles(Path.Combine(_folder, "incoming")).Select(Path.GetFileName));
        Assert.True(File.Exists(foreign)); // none of its own
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_to_is_told()
    {
        Assert.Equal(Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Healthy, (await new AssetFolderWritable(Store()).CheckHealthAsync(new())).Status);
        Assert.Equal(0, Coming);
        var blocked = Path.Combine(_folder, "a file");
        File.WriteAllText(blocked, "x");
        var health = await new AssetFolderWritable(Store(folder: blocked)).CheckHealthAsync(new());
        Assert.Equal(Microsoft.Extensions.Diagnostics.HealthChecks.HealthStatus.Unhealthy, health.Status);
        Assert.Contains("Assets:Folder", health.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_brings_what_another_gateway_is_dropping_waits_and_has_it_kept()
    {
        var catalogue = new Catalogue();
        var grains = DispatchProxy.Create<IGrainFactory, OneGrain>();
        ((OneGrain)(object)grains).Grain = catalogue;
        var (here, there, file, listed) = (Store(grains: grains), Store(grains: grains), Files.Png(), Task.FromResult<StreamAnswer>(new StreamAnswer.Done(null!)));
        await using var first = new IncomingAsset(here);
        Assert.Null(await first.Receive(new MemoryStream(file), null, default));
        await here.Keep(first, () => listed);
        await using var second = new IncomingAsset(there);
        Assert.Null(await second.Receive(new MemoryStream(file), null, default));
        // Nobody lists it when the one asks; the other lists it before the one has dropped it.
        var dropping = here.ForgetUnused(first.Id);
        await catalogue.Asked.Task.WaitAsync(Wait.Patience);
        var keeping = there.Keep(second, () => listed);
        catalogue.IsListed.SetResult(false);
        await Task.WhenAll(dropping, keeping).WaitAsync(TimeSpan.FromSeconds(20));
        Assert.NotNull(there.Find(second.Id, AssetType.Png));
    }

    private sealed class Catalogue : IStreamCatalogueGrain
    {
        public TaskCompletionSource Asked { get; } = new();

        public TaskCompletionSource<bool> IsListed { get; } = new();

        public Task<StreamPage> List(bool onlyPublic, string? after, int limit) => throw new NotSupportedException();

        public Task<bool> IsUsed(string assetId)
        {
            Asked.TrySetResult();
            return IsListed.Task;
        }
    }

    // Public, because the proxy derives from it in an assembly of its own.
#pragma warning disable CA1034
    public class OneGrain : DispatchProxy
    {
        internal object Grain { get; set; } = null!;

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => Grain;
    }
#pragma warning restore CA1034

    private sealed class BrokenStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Position < 65_536 ? base.ReadAsync(buffer, cancellationToken) : throw new IOException("The line broke.");
    }

    private sealed class Somewhere : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = Environments.Production;

        public string ApplicationName { get; set; } = "";

        public string ContentRootPath { get; set; } = "/nowhere";

        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
