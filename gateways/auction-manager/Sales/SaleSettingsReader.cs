using System.Globalization;
using System.Text.Json;
using NodaTime;
using Sothebais.Gateways.AuctionManager.Auctions;
using Sothebais.Gateways.Defaults.Auctions;
using Sothebais.Gateways.Defaults.Requests;
using Sothebais.Gateways.Defaults.Sales;
using Sothebais.GrainInterfaces.Money;
using Sothebais.GrainInterfaces.Sales;

namespace Sothebais.Gateways.AuctionManager.Sales;

/// <summary>Turns a request into a sale's settings, and says of every field what is wrong with it.</summary>
internal sealed class SaleSettingsReader
{
    private const int MostDays = 3_660;
    private static readonly TimeSpan UsualGap = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan UsualStagger = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromDays(1);
    private static readonly TimeSpan LongestRun = TimeSpan.FromDays(366);
    private static readonly string[] Clocks = ["HH:mm", "HH:mm:ss"];

    private readonly Dictionary<string, string[]> _errors = [];

    /// <summary>What is wrong, by field; empty where all is well.</summary>
    public IDictionary<string, string[]> Errors => _errors;

    /// <summary>The settings; null where something is wrong.</summary>
    public SaleSettings? Read(CreateSaleRequest request)
    {
        if (request.Id is not null && !ResourceId.IsValid(request.Id)) Wrong("id", ResourceId.Form);
        if (string.IsNullOrWhiteSpace(request.Title) || request.Title.Length > 200 || request.Title.Any(char.IsControl)) Wrong("title", "This has 1 to 200 characters and no control characters.");
        SaleMode? mode = request.Mode switch
        {
            "auctioneer" => SaleMode.Auctioneer,
            "automatic" => SaleMode.Automatic,
            "timed" => SaleMode.Timed,
            _ => null,
        };
        if (mode is null) Wrong("mode", "A mode is auctioneer, automatic or timed.");
        var currency = Currency.Find(request.Currency);
        if (currency is null) Wrong("currency", $"The house takes {string.Join(", ", Currency.Known)}.");
        else if (request.LotDefaults is { } terms) Terms(terms, currency);
        if (request.Gap is { } gap && (gap < TimeSpan.Zero || gap > LongestPause)) Wrong("gap", "A gap is zero to a day.");
        if (request.Stagger is { } stagger && (stagger < TimeSpan.Zero || stagger > LongestPause)) Wrong("stagger", "A stagger is zero to a day.");
        if (request.Duration is { } duration && (duration <= TimeSpan.Zero || duration > LongestRun)) Wrong("duration", "A duration is more than zero and at most 366 days.");
        var timed = mode == SaleMode.Timed && request.Windows is null;
        if (timed && request.Duration is null) Wrong("duration", "A timed sale without windows says how long its first lot runs.");
        if (!timed && request.Duration is not null) Wrong("duration", "This belongs to a timed sale without windows.");
        if (mode == SaleMode.Auctioneer && request.Windows is not null) Wrong("windows", "The lots of an auctioneer open when the auctioneer says so.");
        var windows = request.Windows is { } w ? WindowsOf(w) : null;
        return _errors.Count > 0 ? null : new SaleSettings
        {
            Title = request.Title,
            Mode = mode!.Value,
            Currency = currency!,
            LotDefaults = request.LotDefaults is null ? null : JsonSerializer.Serialize(request.LotDefaults, StrictJson.Options),
            Gap = request.Gap ?? UsualGap,
            Stagger = request.Stagger ?? UsualStagger,
            Duration = request.Duration,
            Windows = windows,
            StartsAt = request.StartsAt,
        };
    }

    // Tried on a lot that brings what is left out, so that a mistake shows here and not in each of a thousand rows.
    private void Terms(LotTerms terms, Currency currency)
    {
        var format = terms.Format ?? "english";
        var reader = new SettingsReader();
        reader.Read(new CreateAuctionRequest
        {
            Title = "A lot",
            Lot = new PublicLot("A lot"),
            Currency = currency.Code,
            Format = format,
            OpeningBid = terms.OpeningBid ?? (format == "dutch" ? null : currency.Format(new Amount(1))),
            Reserve = terms.Reserve,
            BuyNow = terms.BuyNow,
            Increments = terms.Increments ?? (format == "english" ? new PublicIncrements(BasisPoints: 1_000) : null),
            Duration = terms.Duration,
            StartsOnFirstBid = terms.StartsOnFirstBid ?? false,
            Extension = terms.Extension,
            Bidders = terms.Bidders ?? "anyone",
            Dutch = terms.Dutch,
            Quantity = terms.Quantity ?? 1,
        });
        foreach (var (field, why) in reader.Errors) _errors.TryAdd($"lotDefaults.{field}", why);
    }

    private DailyWindows? WindowsOf(PublicWindows given)
    {
        if (!DateOnly.TryParseExact(given.From, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var from) || from.Year is < 2000 or >= 9000)
            Wrong("windows.from", "A day is written as 2026-11-23.");
        if (given.Days is < 1 or > MostDays) Wrong("windows.days", $"Days are 1 to {MostDays:N0}.");
        var start = Time("windows.start", given.Start);
        var end = Time("windows.end", given.End);
        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(given.Zone) is null) Wrong("windows.zone", "This is a zone of the IANA time zone database: Europe/Berlin, America/New_York.");
        return new DailyWindows(from, given.Days, start, end, given.Zone);
    }

    private TimeOnly Time(string field, string text)
    {
        if (!TimeOnly.TryParseExact(text, Clocks, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)) Wrong(field, "A local time is written as 15:00 or 15:00:30.");
        return time;
    }

    private void Wrong(string field, string why) => _errors.TryAdd(field, [why]);
}
