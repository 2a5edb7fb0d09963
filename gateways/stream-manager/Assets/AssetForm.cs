namespace Sothebais.Gateways.StreamManager.Assets;

/// <summary>Whether a file is what its first bytes claim, and not too large a picture to be drawn. Looks at its form alone and decodes nothing.</summary>
internal static class AssetForm
{
    /// <summary>The longest side of a picture in pixels.</summary>
    public const int LongestSide = 8_192;

    /// <summary>The most pixels of a picture.</summary>
    public const long MostPixels = 40_000_000;

    /// <summary>How many parts of a file are looked at: more than any true one has.</summary>
    public const int MostParts = 50_000;

    /// <summary>Looks at a file, from its beginning.</summary>
    /// <param name="file">The file, which can be searched.</param>
    /// <param name="claimed">The type that it claims; not SVG, which is made anew, see <see cref="SafeSvg"/>.</param>
    /// <returns>What is wrong with it; null where nothing is.</returns>
    public static string? Look(Stream file, AssetType claimed)
    {
        file.Position = 0;
        var bytes = new Bytes(file);
        try
        {
            if (claimed == AssetType.Mp4) return VideoForm.OfMp4(bytes);
            if (claimed == AssetType.WebM) return VideoForm.OfWebM(bytes);
            var size = claimed == AssetType.Png ? PictureForm.OfPng(bytes) : claimed == AssetType.Jpeg ? PictureForm.OfJpeg(bytes) : claimed == AssetType.Gif ? PictureForm.OfGif(bytes) : PictureForm.OfWebP(bytes);
            return size is not var (width, height) || width < 1 || height < 1 ? $"It begins as {claimed.MediaType}, and is none."
                : width > LongestSide || height > LongestSide || width * height > MostPixels
                    ? $"It is a picture of {width:N0} by {height:N0} pixels: at most {LongestSide:N0} on each side are taken, and {MostPixels:N0} in all."
                : null;
        }
        catch (EndOfStreamException)
        {
            return "The file is cut off.";
        }
    }
}
