using System.Text.Json;

namespace Sothebais.Gateways.Defaults.Streams;

/// <summary>The words by which the values of an enumeration go in JSON. Only they: no numbers, no other case.</summary>
public static class Words<T> where T : struct, Enum
{
    private static readonly Dictionary<string, T> Known = Enum.GetValues<T>().ToDictionary(v => JsonSerializer.SerializeToElement(v).GetString()!);

    /// <summary>All of them, for people.</summary>
    public static string All { get; } = string.Join(", ", Known.Keys);

    /// <summary>The value of a word; null where it is none of them.</summary>
    public static T? Find(string word) => Known.TryGetValue(word, out var value) ? value : null;

    /// <summary>The word of a value.</summary>
    public static string Of(T value) => Known.First(known => EqualityComparer<T>.Default.Equals(known.Value, value)).Key;
}
