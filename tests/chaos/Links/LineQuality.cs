namespace Sothebais.Tests.Chaos.Links;

/// <summary>How a line carries.</summary>
/// <param name="Delay">What every piece is held up.</param>
/// <param name="Loss">How many of the pieces are lost and sent again: 0 to 1.</param>
/// <param name="Resets">How many of the pieces break their connection: 0 to 1.</param>
/// <param name="IsSilent">Whether nothing passes, and nobody is told.</param>
/// <param name="IsCut">Whether connections are reset, and new ones refused.</param>
public sealed record LineQuality(TimeSpan Delay = default, double Loss = 0, double Resets = 0, bool IsSilent = false, bool IsCut = false)
{
    /// <summary>As well as loopback does.</summary>
    public static readonly LineQuality Good = new();
}
