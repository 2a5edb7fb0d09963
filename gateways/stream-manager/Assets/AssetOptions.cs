using System.ComponentModel.DataAnnotations;

namespace Sothebais.Gateways.StreamManager.Assets;

/// <summary>Where assets are kept, and how large they may be. Configuration section <c>Assets</c>.</summary>
internal sealed class AssetOptions
{
    /// <summary>The folder that holds them. Default: in Development one of the temporary folder, by the port; else <c>data/assets</c> beside the program.</summary>
    public string? Folder { get; set; }

    /// <summary>The largest image in bytes. Default 10 MiB.</summary>
    [Range(1_024, 1L << 30)]
    public long LargestImage { get; set; } = 10L << 20;

    /// <summary>The largest video in bytes. Default 200 MiB. The admin gateway, through which uploads may come, has the same setting.</summary>
    [Range(1_024, 1L << 33)]
    public long LargestVideo { get; set; } = 200L << 20;

    /// <summary>The most bytes that all assets have together. Default 10 GiB.</summary>
    [Range(1_024, 1L << 50)]
    public long Most { get; set; } = 10L << 30;
}
