using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sothebais.Gateways.Admin.Console.Layout;
using Sothebais.Gateways.Admin.Console.Parts;
using Sothebais.Gateways.Defaults.Requests;
using Sothebais.Gateways.Defaults.Sales;

namespace Sothebais.Gateways.Admin.Console.Sales;

/// <summary>A sale's settings as they are typed. What the mode does not have is kept, and not sent.</summary>
internal sealed class SaleDraft
{
    public string Id { get; set; } = "";
    public string Title { get; set; } = "";
    public string Mode { get; set; } = "auctioneer";
    public string Currency { get; set; } = "ETH";
    public string Gap { get; set; } = "10 s";
    public string Stagger { get; set; } = "1 min";
    public string Duration { get; set; } = "";
    public string StartsAt { get; set; } = "";
    public bool HasWindows { get; set; }
    public WindowsDraft Windows { get; set; } = new();
    public bool HasTerms { get; set; }
    public TermsDraft Terms { get; set; } = new();

    /// <summary>The settings of a sale that there is.</summary>
    public static SaleDraft Of(PublicSale sale, LocalTime time) => new()
    {
        Id = sale.Id,
        Title = sale.Title,
        Mode = sale.Mode.ToString().ToLowerInvariant(),
        Currency = sale.Currency,
        Gap = Spans.Write(sale.Gap),
        Stagger = Spans.Write(sale.Stagger),
        Duration = sale.Duration is { } duration ? Spans.Write(duration) : "",
        StartsAt = sale.StartsAt is { } at ? time.Local(at).ToString("s", CultureInfo.InvariantCulture)[..16] : "",
        HasWindows = sale.Windows is not null,
        Windows = sale.Windows is { } w ? WindowsDraft.Of(w) : new WindowsDraft(),
        HasTerms = sale.LotDefaults is not null,
        Terms = sale.LotDefaults is { } terms ? TermsDraft.Of(terms) : new TermsDraft(),
    };

    /// <summary>The request for them.</summary>
    /// <param name="time">The browser's zone, in which the start was typed.</param>
    /// <param name="errors">Hears of what cannot be read.</param>
    public CreateSaleRequest Read(LocalTime time, FormErrors errors)
    {
        var windows = HasWindows && Mode != "auctioneer";
        return new CreateSaleRequest
        {
            Id = Id.Trim() is { Length: > 0 } id ? id : null,
            Title = Title.Trim(),
            Mode = Mode,
            Currency = Currency,
            Gap = Mode == "automatic" ? errors.Time("gap", Gap) : null,
            Stagger = Mode == "timed" && !windows ? errors.Time("stagger", Stagger) : null,
            Duration = Mode == "timed" && !windows ? errors.Time("duration", Duration) : null,
            Windows = windows ? Windows.Read(errors) : null,
            StartsAt = StartsAt.Length == 0 ? null
                : DateTime.TryParse(StartsAt, CultureInfo.InvariantCulture, out var local) ? time.InstantOf(local)
                : errors.Wrong("startsAt", "Choose a day and a time."),
            LotDefaults = HasTerms ? Terms.Read(errors) : null,
        };
    }

    /// <summary>What differs between two requests, as JSON merge patch: what nobody touched stays as somebody else may have left it.</summary>
    public static JsonObject Changes(CreateSaleRequest before, CreateSaleRequest after)
    {
        var patch = Between(Json(before), Json(after));
        patch.Remove("id");
        return patch;
    }

    private static JsonObject Json(CreateSaleRequest request) => JsonSerializer.SerializeToNode(request, StrictJson.Options)!.AsObject();

    private static JsonObject Between(JsonObject before, JsonObject after)
    {
        var patch = new JsonObject();
        foreach (var name in before.Select(f => f.Key).Union(after.Select(f => f.Key)).ToArray())
        {
            var (was, becomes) = (before[name], after[name]);
            if (JsonNode.DeepEquals(was, becomes)) continue;
            // Increments are one of several things, and a new one takes the place of the old whole.
            patch[name] = was is JsonObject old && becomes is JsonObject inner && name != "increments" ? Between(old, inner) : becomes?.DeepClone();
        }
        return patch;
    }
}

/// <summary>Reads single fields, and says what is wrong with them.</summary>
internal static class TypedSettings
{
    /// <summary>A length of time; null where nothing was typed, or none can be read.</summary>
    public static TimeSpan? Time(this FormErrors errors, string field, string text)
    {
        if (text.Trim().Length == 0) return null;
        if (Spans.TryRead(text, out var time)) return time;
        errors.Add(field, Spans.Wrong);
        return null;
    }

    /// <summary>A whole number; null where nothing was typed, or none can be read.</summary>
    public static int? Number(this FormErrors errors, string field, string text)
    {
        if (text.Trim().Length == 0) return null;
        if (int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return number;
        errors.Add(field, "Write a whole number.");
        return null;
    }

    /// <summary>Says what is wrong with a field that has therefore no instant.</summary>
    public static DateTimeOffset? Wrong(this FormErrors errors, string field, string words)
    {
        errors.Add(field, words);
        return null;
    }

    /// <summary>What was typed without its spaces; null where nothing was.</summary>
    public static string? OrNull(this string text) => text.Trim() is { Length: > 0 } typed ? typed : null;
}
