using System.IO.Enumeration;
using Microsoft.Extensions.Options;
using Sothebais.Gateways.Defaults.Cluster;
using Sothebais.Gateways.Defaults.Ports;
using Sothebais.GrainInterfaces.Streams;

namespace Sothebais.Gateways.StreamManager.Assets;

/// <summary>
/// Keeps the bytes of assets: a file for each, named by the SHA-256 of what is in it. Gateways may share the folder. Which streams list an asset is for
/// the streams to know; what none lists is not kept.
/// </summary>
internal sealed partial class AssetStore
{
    private const string Incoming = "incoming";
    private const string Locks = "locks";
    private static readonly TimeSpan LockPatience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(20);

    private readonly IGrainFactory _grains;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly Lock _lock = new();
    private long _kept;
    private long _reserved;

    public AssetStore(IOptions<AssetOptions> options, IHostEnvironment environment, ServicePorts ports, IGrainFactory grains, TimeProvider clock, ILogger<AssetStore> logger)
    {
        (Options, _grains, _clock, _logger) = (options.Value, grains, clock, logger);
        // In Development houses come and go side by side, and each knows its own streams alone.
        Folder = Path.GetFullPath(options.Value.Folder ??
            (environment.IsDevelopment() ? Path.Combine(Path.GetTempPath(), $"sothebais-assets-{ports.Main}") : Path.Combine(environment.ContentRootPath, "data", "assets")));
    }

    /// <summary>The settings.</summary>
    public AssetOptions Options { get; }

    /// <summary>The folder.</summary>
    public string Folder { get; }

    /// <summary>The path of an asset's file; null where there is none.</summary>
    public string? Find(string id, AssetType type) => PathOf(id, type) is var path && File.Exists(path) ? path : null;

    /// <summary>A new file for something that comes in.</summary>
    /// <exception cref="IOException">The folder cannot be written to.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder cannot be written to.</exception>
    public FileStream NewFile()
    {
        Directory.CreateDirectory(Path.Combine(Folder, Incoming));
        return new FileStream(
            Path.Combine(Folder, Incoming, Guid.NewGuid().ToString("n")),
            new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.Read | FileShare.Delete, Options = FileOptions.Asynchronous });
    }

    /// <summary>Counts anew what is kept: other gateways may have kept and dropped some.</summary>
    public void Count()
    {
        lock (_lock)
        {
            // Of what goes meanwhile this says 0, where FileInfo would throw.
            _kept = Directory.Exists(Folder) ? new FileSystemEnumerable<long>(Folder, (ref FileSystemEntry entry) => entry.IsDirectory ? 0 : entry.Length).Sum() : 0;
        }
    }

    /// <summary>Takes room for bytes that come in; false where there is none.</summary>
    public bool TryReserve(long bytes)
    {
        lock (_lock)
        {
            if (_kept + _reserved + bytes > Options.Most) return false;
            _reserved += bytes;
            return true;
        }
    }

    /// <summary>Gives room back.</summary>
    public void Release(long bytes)
    {
        lock (_lock) _reserved -= bytes;
    }

    /// <summary>Keeps what came in, and lists it; where that is refused, what no stream lists is not kept.</summary>
    /// <param name="asset">What came in.</param>
    /// <param name="list">Lists it with a stream.</param>
    /// <returns>The stream's answer.</returns>
    public async Task<StreamAnswer> Keep(IncomingAsset asset, Func<Task<StreamAnswer>> list)
    {
        using var mine = await Hold(asset.Id);
        var path = PathOf(asset.Id, asset.Type);
        lock (_lock)
        {
            if (!File.Exists(path))
            {
                File.Move(asset.Path, path);
                _kept += asset.Size;
            }
        }
        var answer = await list();
        if (answer is StreamAnswer.Refused) await DropUnused(asset.Id);
        return answer;
    }

    /// <summary>Drops an asset's file if no stream lists it any more. What fails now, the sweep does later.</summary>
    public async Task ForgetUnused(string id)
    {
        try
        {
            using var mine = await Hold(id);
            await DropUnused(id);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or HouseUnavailableException)
        {
            NotDropped(id, e);
        }
    }

    /// <summary>Drops what has lain here unlisted for some time: of uploads that broke off, and of streams that were removed.</summary>
    /// <param name="age">How old a file is before it is looked at.</param>
    /// <param name="cancellation">Ends it.</param>
    public async Task Sweep(TimeSpan age, CancellationToken cancellation)
    {
        var until = (_clock.GetUtcNow() - age).UtcDateTime;
        IEnumerable<FileInfo> Old(string folder) => Directory.Exists(folder) ? new DirectoryInfo(folder).EnumerateFiles().Where(f => f.LastWriteTimeUtc < until) : [];
        foreach (var broken in Old(Path.Combine(Folder, Incoming))) broken.Delete();
        foreach (var file in Old(Folder))
        {
            cancellation.ThrowIfCancellationRequested();
            if (Path.GetFileNameWithoutExtension(file.Name) is var id && AssetType.IsId(id)) await ForgetUnused(id);
        }
    }

    private string PathOf(string id, AssetType type) => Path.Combine(Folder, $"{id}.{type.Extension}");

    private async Task DropUnused(string id)
    {
        if (await HouseCalls.Retry(() => _grains.GetGrain<IStreamCatalogueGrain>(0).IsUsed(id))) return;
        foreach (var type in AssetType.All) File.Delete(PathOf(id, type));
        Dropped(id);
    }

    /// <summary>
    /// Holds an asset: who keeps it and who drops it never do so at once, in this process or another that shares the folder. Without that, what is dropped
    /// as unlisted might have been listed a moment before. A process that ends lets go.
    /// </summary>
    private async Task<FileStream> Hold(string id)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Folder, Locks)).FullName;
        for (var since = _clock.GetTimestamp(); ;)
        {
            try
            {
                return new FileStream(Path.Combine(folder, id[..2]), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 1);
            }
            catch (IOException e)
            {
                if (_clock.GetElapsedTime(since) > LockPatience) throw new HouseUnavailableException(e);
            }
            await Task.Delay(LookAgain, _clock);
        }
    }

    [LoggerMessage(LogLevel.Information, "Asset {Asset} is listed by no stream, and was dropped.")]
    private partial void Dropped(string asset);

    [LoggerMessage(LogLevel.Warning, "Asset {Asset} could not be dropped now; the next sweep looks again.")]
    private partial void NotDropped(string asset, Exception e);
}
