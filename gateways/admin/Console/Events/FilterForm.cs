using System.Text.Json.Serialization;
using Sothebais.GrainInterfaces.Feed;

namespace Sothebais.Gateways.Admin.Console.Events;

/// <summary>Which events somebody wants, as it is typed. What is empty lets everything through.</summary>
public class FilterForm
{
    /// <summary>A type, or the beginning of types up to a dot.</summary>
    public string Type { get; set; } = "";

    /// <summary>A subject, to the letter.</summary>
    public string Subject { get; set; } = "";

    /// <summary>A source, to the letter.</summary>
    public string Source { get; set; } = "";

    /// <summary>The same, as the house takes it.</summary>
    [JsonIgnore]
    public EventFilter Filter => new(OrNull(Type), OrNull(Subject), OrNull(Source));

    /// <summary>The text without the space around it; null where nothing is left.</summary>
    public static string? OrNull(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    /// <summary>A filter as parameters of an address, each behind an ampersand.</summary>
    public static string Query(EventFilter filter) =>
        string.Concat(new[] { ("type", filter.Type), ("subject", filter.Subject), ("source", filter.Source) }.Where(p => !string.IsNullOrEmpty(p.Item2)).Select(p => $"&{p.Item1}={Uri.EscapeDataString(p.Item2!)}"));
}
