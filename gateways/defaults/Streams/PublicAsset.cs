namespace Sothebais.Gateways.Defaults.Streams;

/// <summary>An asset as its stream's admins see it.</summary>
/// <param name="Id">The SHA-256 of its bytes.</param>
/// <param name="Name">The name under which it came.</param>
/// <param name="MediaType">What it is.</param>
/// <param name="Size">Its bytes.</param>
/// <param name="Path">Where it is given out: what a layer's source says.</param>
public sealed record PublicAsset(string Id, string Name, string MediaType, long Size, string Path);

/// <summary>A page of assets, in the order in which they came.</summary>
/// <param name="Items">The assets.</param>
/// <param name="NextCursor">Where to go on; null at the end.</param>
public sealed record AssetList(PublicAsset[] Items, string? NextCursor);
