using System.Security.Cryptography;
using Microsoft.AspNetCore.Mvc;

namespace Sothebais.Gateways.StreamManager.Assets;

/// <summary>A file that is coming in: in the store's folder, under a name of its own, and of no account until it is kept.</summary>
internal sealed class IncomingAsset : IAsyncDisposable
{
    private const int Part = 64 * 1024;

    private readonly AssetStore _store;
    private FileStream _file;
    private long _reserved;

    /// <summary>Begins one.</summary>
    public IncomingAsset(AssetStore store) => (_store, _file) = (store, store.NewFile());

    /// <summary>What it is, once it is received.</summary>
    public AssetType Type { get; private set; } = AssetType.Png;

    /// <summary>The SHA-256 of its bytes as they will be served, in lower-case hexadecimal, once it is received.</summary>
    public string Id { get; private set; } = "";

    /// <summary>Its bytes as they will be served, once it is received.</summary>
    public long Size => _file.Length;

    /// <summary>Where it is.</summary>
    public string Path => _file.Name;

    /// <summary>Takes in a body, never more of it in memory than a part; finds out what it is, and whether it does. A drawing is made safe.</summary>
    /// <param name="body">The body.</param>
    /// <param name="length">How long it says it is; null where it does not say.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <returns>What is wrong; null where nothing is, and all bytes are on disk.</returns>
    public async Task<ProblemDetails?> Receive(Stream body, long? length, CancellationToken cancellation)
    {
        var options = _store.Options;
        if (length > options.LargestVideo) return AssetProblems.TooLarge(options);
        var part = new byte[Part];
        var read = await body.ReadAtLeastAsync(part, Part, throwOnEndOfStream: false, cancellation);
        if (AssetType.Claimed(part.AsSpan(0, read)) is not { } type) return AssetProblems.UnknownType();
        var most = type.IsVideo ? options.LargestVideo : type == AssetType.Svg ? Math.Min(SafeSvg.Largest, options.LargestImage) : options.LargestImage;
        if (length > most) return AssetProblems.TooLarge(options);
        for (; read > 0; read = await body.ReadAsync(part, cancellation))
        {
            if (_file.Length + read > most) return AssetProblems.TooLarge(options);
            if (!_store.TryReserve(read)) return AssetProblems.StoreFull(options);
            _reserved += read;
            await _file.WriteAsync(part.AsMemory(0, read), cancellation);
        }
        await _file.FlushAsync(cancellation);
        if ((type == AssetType.Svg ? await MakeSafe() : AssetForm.Look(_file, type)) is { } why) return AssetProblems.Invalid(why);
        _file.Flush(flushToDisk: true);
        _file.Position = 0;
        (Type, Id) = (type, Convert.ToHexStringLower(await SHA256.HashDataAsync(_file, cancellation)));
        return null;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Drop();
        _store.Release(_reserved);
    }

    // The safe form takes the place of what came.
    private async Task<string?> MakeSafe()
    {
        var given = _file;
        given.Position = 0;
        var safe = _store.NewFile();
        var why = SafeSvg.Copy(given, safe);
        await Drop();
        _file = safe;
        return why;
    }

    private async Task Drop()
    {
        var path = _file.Name;
        await _file.DisposeAsync();
        File.Delete(path); // nothing where it was kept
    }
}
