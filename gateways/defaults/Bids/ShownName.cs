namespace Sothebais.Gateways.Defaults.Bids;

/// <summary>The name under which the room sees somebody, from their token.</summary>
public static class ShownName
{
    /// <summary>How many characters it has at most.</summary>
    public const int Longest = 80;

    /// <summary>
    /// Whether a character may stand in a name: it controls neither the line nor the direction of what stands around it. A name that turns the direction
    /// round would let the amount behind it be read backwards; letters of scripts that run from right to left need no such character.
    /// </summary>
    public static bool Takes(char c) => !char.IsControl(c) && c is not (>= '\u202A' and <= '\u202E' or >= '\u2066' and <= '\u2069');

    /// <summary>The name without control characters, cut to <see cref="Longest"/>; null where nothing is left of it.</summary>
    public static string? Of(string? name)
    {
        if (string.IsNullOrWhiteSpace(name)) return null;
        if (name.Length <= Longest && name.All(Takes)) return name;
        var clean = new string([.. name.Where(Takes).Take(Longest)]);
        if (clean.Length > 0 && char.IsHighSurrogate(clean[^1])) clean = clean[..^1];
        return clean.Length > 0 ? clean : null;
    }
}
