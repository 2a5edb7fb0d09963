using System.Globalization;
using Sothebais.Gateways.Admin.Console.Parts;
using Sothebais.Gateways.Defaults.Auctions;
using Sothebais.Gateways.Defaults.Sales;

namespace Sothebais.Gateways.Admin.Console.Sales;

/// <summary>The terms of imported lots as they are typed. What is left empty has an auction's own default, or comes from the row.</summary>
internal sealed class TermsDraft
{
    public string Format { get; set; } = "english";
    public string OpeningBid { get; set; } = "";
    public string Reserve { get; set; } = "";
    public string BuyNow { get; set; } = "";
    public string Steps { get; set; } = "percent";
    public string Percent { get; set; } = "10";
    public string Fixed { get; set; } = "";
    public string Table { get; set; } = "";
    public string Duration { get; set; } = "";
    public bool StartsOnFirstBid { get; set; }
    public string ExtensionWindow { get; set; } = "";
    public string ExtensionBy { get; set; } = "";
    public string ExtensionMaximum { get; set; } = "";
    public string Bidders { get; set; } = "anyone";
    public string StartPrice { get; set; } = "";
    public string FloorPrice { get; set; } = "";
    public string Step { get; set; } = "";
    public string Every { get; set; } = "";
    public string Quantity { get; set; } = "";

    public bool IsEnglish => Format == "english";

    public bool IsDutch => Format == "dutch";

    /// <summary>Terms that there are.</summary>
    public static TermsDraft Of(LotTerms terms) => new()
    {
        Format = terms.Format ?? "english",
        OpeningBid = terms.OpeningBid ?? "",
        Reserve = terms.Reserve ?? "",
        BuyNow = terms.BuyNow ?? "",
        Steps = terms.Increments switch { null => "row", { Preset: { } name } => name, { Fixed: not null } => "fixed", { Table: not null } => "table", _ => "percent" },
        Percent = terms.Increments?.BasisPoints is { } points ? (points / 100m).ToString("0.##", CultureInfo.InvariantCulture) : "10",
        Fixed = terms.Increments?.Fixed ?? "",
        Table = string.Join('\n', terms.Increments?.Table?.Select(r => $"{r.From}: {r.Step}") ?? []),
        Duration = Write(terms.Duration),
        StartsOnFirstBid = terms.StartsOnFirstBid ?? false,
        ExtensionWindow = Write(terms.Extension?.Window),
        ExtensionBy = Write(terms.Extension?.By),
        ExtensionMaximum = terms.Extension?.Maximum?.ToString(CultureInfo.InvariantCulture) ?? "",
        Bidders = terms.Bidders ?? "anyone",
        StartPrice = terms.Dutch?.StartPrice ?? "",
        FloorPrice = terms.Dutch?.FloorPrice ?? "",
        Step = terms.Dutch?.Step ?? "",
        Every = Write(terms.Dutch?.Every),
        Quantity = terms.Quantity?.ToString(CultureInfo.InvariantCulture) ?? "",
    };

    /// <summary>The request for them.</summary>
    public LotTerms Read(FormErrors errors) => new()
    {
        Format = Format,
        OpeningBid = IsDutch ? null : OpeningBid.OrNull(),
        Reserve = Reserve.OrNull(),
        BuyNow = IsEnglish ? BuyNow.OrNull() : null,
        Increments = IsEnglish ? Increments(errors) : null,
        Duration = errors.Time("lotDefaults.duration", Duration),
        StartsOnFirstBid = IsEnglish && StartsOnFirstBid ? true : null,
        Extension = IsEnglish && (ExtensionWindow.OrNull() ?? ExtensionBy.OrNull()) is not null
            ? new PublicExtension(Needed(errors, "lotDefaults.extension.window", ExtensionWindow), Needed(errors, "lotDefaults.extension.by", ExtensionBy), errors.Number("lotDefaults.extension.maximum", ExtensionMaximum))
            : null,
        Bidders = Bidders,
        Dutch = IsDutch ? new PublicDutch(StartPrice.Trim(), FloorPrice.Trim(), Step.Trim(), Needed(errors, "lotDefaults.dutch.every", Every)) : null,
        Quantity = IsDutch ? errors.Number("lotDefaults.quantity", Quantity) : null,
    };

    private PublicIncrements? Increments(FormErrors errors)
    {
        switch (Steps)
        {
            case "row":
                return null;
            case "percent":
                if (decimal.TryParse(Percent.Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent) && percent is > 0 and <= 10_000 && percent * 100 == Math.Truncate(percent * 100))
                    return new PublicIncrements(BasisPoints: (int)(percent * 100));
                errors.Add("lotDefaults.increments.basisPoints", "Write a percentage of 0.01 to 10,000 with at most two decimals.");
                return null;
            case "fixed":
                return new PublicIncrements(Fixed: Fixed.Trim());
            case "table":
                return new PublicIncrements(Table: Rows(errors));
            default:
                return new PublicIncrements(Preset: Steps);
        }
    }

    private PublicStep[] Rows(FormErrors errors)
    {
        var rows = Table.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(':', StringSplitOptions.TrimEntries)).ToArray();
        if (rows.Length == 0 || rows.Any(r => r.Length != 2)) errors.Add("lotDefaults.increments.table", "Write one step a line, from which price it holds and how far it goes: 100: 10.");
        return [.. rows.Where(r => r.Length == 2).Select(r => new PublicStep(r[0], r[1]))];
    }

    private static TimeSpan Needed(FormErrors errors, string field, string text)
    {
        if (errors.Time(field, text) is { } time) return time;
        errors.Add(field, Spans.Wrong);
        return default;
    }

    private static string Write(TimeSpan? time) => time is { } length ? Spans.Write(length) : "";
}
