using Microsoft.AspNetCore.Mvc;
using Sothebais.Gateways.Defaults.Problems;

namespace Sothebais.Gateways.StreamManager.Assets;

/// <summary>The one place where what is wrong with an upload becomes codes and problem details.</summary>
internal static class AssetProblems
{
    /// <summary>It is none of the types.</summary>
    public static ProblemDetails UnknownType() => Problem.Of(415, "unsupported-media-type", "The file is of no type that is taken here.",
        "PNG, JPEG, WebP, GIF and SVG images are, and MP4 and WebM videos. Its bytes decide, and not its name.");

    /// <summary>It is not what it begins as, or would not do on a stream.</summary>
    public static ProblemDetails Invalid(string why) => Problem.Of(422, "invalid-asset", "The file cannot be used as it stands.", why);

    /// <summary>It is larger than its type may be.</summary>
    public static ProblemDetails TooLarge(AssetOptions options) => Problem.Of(413, "body-too-large", "The file is too large.",
        $"An image has {options.LargestImage:N0} bytes at most, a video {options.LargestVideo:N0}, and a drawing {SafeSvg.Largest:N0}.",
        ("largestImage", options.LargestImage), ("largestVideo", options.LargestVideo));

    /// <summary>There is no room for it.</summary>
    public static ProblemDetails StoreFull(AssetOptions options) => Problem.Of(507, "asset-store-full", "There is no room for more assets.",
        $"All assets of the house have {options.Most:N0} bytes at most: remove some first.", ("most", options.Most));

    /// <summary>The folder cannot be written to.</summary>
    public static ProblemDetails StoreUnavailable() => Problem.Of(503, "asset-store-unavailable", "Assets cannot be kept now.", "The house cannot write to where they are kept. Try again later.");

    /// <summary>Too many are coming in.</summary>
    public static ProblemDetails Busy() => Problem.Of(503, "too-many-uploads", "Too many files are coming in at once.", "Try again in a moment.");
}
