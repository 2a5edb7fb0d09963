using Sothebais.Gateways.Defaults.Bids;
using Sothebais.GrainInterfaces.Bidders;

namespace Sothebais.Gateways.Defaults.Requests;

/// <summary>The form of people's names on platforms, see <see cref="Handle"/>.</summary>
public static class HandleForm
{
    /// <summary>The form of a platform's name, in words.</summary>
    public static readonly string Platform = $"A platform has 1 to {LongestPlatform} of a-z, 0-9 and -, and does not begin with -.";

    /// <summary>The form of a name there, in words.</summary>
    public static readonly string Name = $"A handle has 1 to {LongestName} characters without spaces and control characters.";

    private const int LongestPlatform = 32;
    private const int LongestName = 64;

    /// <summary>Whether a text is a platform's name.</summary>
    public static bool IsPlatform(string? text) => text?.Length <= LongestPlatform && ResourceId.IsValid(text);

    /// <summary>Whether a text can be a name on a platform, in any case.</summary>
    public static bool IsName(string? text) => text is { Length: >= 1 and <= LongestName } && text.All(c => ShownName.Takes(c) && !char.IsWhiteSpace(c) && !char.IsSurrogate(c));

    /// <summary>The handle; null where it is none.</summary>
    public static Handle? Read(string? platform, string? name) => IsPlatform(platform) && IsName(name) ? new Handle(platform!, name!.ToLowerInvariant()) : null;
}
