using Sothebais.Gateways.Defaults.Identity;
using Sothebais.Gateways.EventHandler.Feed;
using Sothebais.GrainInterfaces.Feed;

namespace Sothebais.Gateways.EventHandler.Webhooks;

/// <summary>Reads the fields of requests, and notes what is wrong with them.</summary>
internal static class WebhookReader
{
    private const int LongestFilter = 1_024;

    /// <summary>A filter; what is empty lets everything through.</summary>
    public static EventFilter Filter(string? type, string? subject, string? source, Dictionary<string, string[]> errors)
    {
        foreach (var (name, value) in new[] { ("type", type), ("subject", subject), ("source", source) })
            if (value is not null && (value.Length > LongestFilter || value.Any(char.IsControl))) errors.TryAdd(name, [$"A filter has {LongestFilter:N0} characters at most, and no control characters."]);
        return new EventFilter(OrNull(type), OrNull(subject), OrNull(source));
    }

    /// <summary>Whether an address may be delivered to.</summary>
    public static void Url(string url, WebhookOptions options, Dictionary<string, string[]> errors)
    {
        if (Target.Wrong(url, options.AllowPrivateTargets) is { } wrong) errors.TryAdd("url", [wrong]);
    }

    /// <summary>A secret; a new one where none is given.</summary>
    public static string Secret(string? given, Dictionary<string, string[]> errors)
    {
        if (given is not null && SigningSecret.Read(given) is null) errors.TryAdd("secret", [$"A secret is {SigningSecret.Form}."]);
        return given ?? SigningSecret.New();
    }

    /// <summary>Reads a feed id; 0 is the oldest kept.</summary>
    /// <param name="text">The text; null or empty leaves the position as it is.</param>
    /// <param name="field">The field's name.</param>
    /// <param name="newest">The newest position of the feed.</param>
    /// <param name="position">The position.</param>
    /// <param name="errors">Where it is noted.</param>
    public static void Position(string? text, string field, FeedPosition? newest, ref FeedPosition? position, Dictionary<string, string[]> errors)
    {
        if (string.IsNullOrEmpty(text)) return;
        if (!FeedRange.TryPosition(text, out position)) errors.TryAdd(field, ["This is a feed id, or 0 for the oldest kept."]);
        else if (position is { } at && (newest is not { } end || at.CompareTo(end) > 0)) errors.TryAdd(field, ["The feed has not come so far."]);
    }

    private static string? OrNull(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
