namespace Sothebais.Gateways.Defaults.Bids;

/// <summary>The name under which the room sees somebody, from their token.</summary>
public static class ShownName
{
    /// <summary>How many characters it has at most.</summary>
    public const int Longest = 80;

    /// <summary>The name without control characters, cut to <see cref="Longest"/>; null where nothing is left of it.</summary>
    public static string? Of(string? name)
    {
        if (string.IsNullOrWhiteSpace(name)) return null;
        if (name.Length <= Longest && !name.Any(char.IsControl)) return name;
        var clean = new string([.. name.Where(c => !char.IsControl(c)).Take(Longest)]);
        if (clean.Length > 0 && char.IsHighSurrogate(clean[^1])) clean = clean[..^1];
        return clean.Length > 0 ? clean : null;
    }
}
