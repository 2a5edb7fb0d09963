using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Sothebais.Gateways.Defaults.Requests;
using Sothebais.GrainInterfaces.Sales;

namespace Sothebais.Gateways.Defaults.Sales;

/// <summary>A sale as the public sees it.</summary>
public sealed record PublicSale
{
    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>Where it is in its life: draft, open, paused, ended.</summary>
    public required SaleStatus Status { get; init; }

    /// <summary>The newest event this rests on.</summary>
    public required long Sequence { get; init; }

    /// <summary>What the public reads.</summary>
    public required string Title { get; init; }

    /// <summary>Who opens and closes the lots.</summary>
    public required SaleMode Mode { get; init; }

    /// <summary>The currency's code.</summary>
    public required string Currency { get; init; }

    /// <summary>Automatic: how long after a lot has closed the next one opens.</summary>
    public required TimeSpan Gap { get; init; }

    /// <summary>Timed without windows: how long after a lot the next one closes.</summary>
    public required TimeSpan Stagger { get; init; }

    /// <summary>Timed without windows: how long the first lot runs; null elsewhere.</summary>
    public required TimeSpan? Duration { get; init; }

    /// <summary>When lots may open; null is at any time.</summary>
    public required PublicWindows? Windows { get; init; }

    /// <summary>The instants of the window that is and of the next ones, five at most.</summary>
    public required PublicWindow[] NextWindows { get; init; }

    /// <summary>When the sale opens by itself; null where somebody opens it.</summary>
    public required DateTimeOffset? StartsAt { get; init; }

    /// <summary>When it opened; null before.</summary>
    public required DateTimeOffset? OpenedAt { get; init; }

    /// <summary>When it ended; null before.</summary>
    public required DateTimeOffset? EndedAt { get; init; }

    /// <summary>How many lots it has.</summary>
    public required int LotCount { get; init; }

    /// <summary>The lot that is open or paused; null is none.</summary>
    public required string? Current { get; init; }

    /// <summary>The lot whose turn comes next; null is none.</summary>
    public required string? Next { get; init; }

    /// <summary>When that opens by itself; null where that is not known, or a person decides.</summary>
    public required DateTimeOffset? NextOpensAt { get; init; }

    /// <summary>The lot whose hammer or pass <c>undo</c> would take back; null is none.</summary>
    public required string? Undoable { get; init; }

    /// <summary>How many lots an import is about to add; 0 where none is at work.</summary>
    public required int Importing { get; init; }

    /// <summary>The house's clock.</summary>
    public required DateTimeOffset ServerTime { get; init; }

    /// <summary>The lots, in their order; absent in lists of sales.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SaleLotView[]? Lots { get; init; }

    /// <summary>The terms of imported lots: given to admins only, absent for everybody else.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public LotTerms? LotDefaults { get; init; }

    /// <summary>Makes it.</summary>
    /// <param name="view">The sale.</param>
    /// <param name="serverTime">The house's clock.</param>
    /// <param name="withDefaults">Whether the reader is an admin.</param>
    /// <param name="withLots">Whether the lots are wanted.</param>
    public static PublicSale Of(SaleView view, DateTimeOffset serverTime, bool withDefaults = false, bool withLots = true) => new()
    {
        Id = view.Id,
        Status = view.Status,
        Sequence = view.Sequence,
        Title = view.Settings.Title,
        Mode = view.Settings.Mode,
        Currency = view.Settings.Currency.Code,
        Gap = view.Settings.Gap,
        Stagger = view.Settings.Stagger,
        Duration = view.Settings.Duration,
        Windows = Of(view.Settings.Windows),
        NextWindows = [.. view.Windows.Select(w => new PublicWindow(w.Start, w.End))],
        StartsAt = view.Settings.StartsAt,
        OpenedAt = view.OpenedAt,
        EndedAt = view.EndedAt,
        LotCount = view.LotCount,
        Current = view.Current,
        Next = view.Next,
        NextOpensAt = view.NextOpensAt,
        Undoable = view.Undoable,
        Importing = view.Importing,
        ServerTime = serverTime,
        Lots = withLots ? view.Lots : null,
        LotDefaults = withDefaults ? DefaultsOf(view.Settings) : null,
    };

    /// <summary>The terms of imported lots; null where there are none.</summary>
    public static LotTerms? DefaultsOf(SaleSettings settings) => settings.LotDefaults is { } json ? JsonSerializer.Deserialize<LotTerms>(json, StrictJson.Options) : null;

    private static PublicWindows? Of(DailyWindows? windows) => windows is null ? null : new(
        windows.From.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), windows.Days, Clock(windows.Start), Clock(windows.End), windows.Zone);

    private static string Clock(TimeOnly time) => time.ToString(time.Second == 0 ? "HH:mm" : "HH:mm:ss", CultureInfo.InvariantCulture);
}

/// <summary>A time in which lots may open.</summary>
/// <param name="Start">Its beginning.</param>
/// <param name="End">Its end, which no longer belongs to it.</param>
public sealed record PublicWindow(DateTimeOffset Start, DateTimeOffset End);

/// <summary>A page of sales.</summary>
/// <param name="Items">The sales, without their lots.</param>
/// <param name="NextCursor">Where to go on; null at the end.</param>
public sealed record SaleList(PublicSale[] Items, string? NextCursor);
