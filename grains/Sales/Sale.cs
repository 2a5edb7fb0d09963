using System.Collections.Immutable;
using Sothebais.GrainInterfaces.Sales;
using Sothebais.Grains.Auctions;

namespace Sothebais.Grains.Sales;

/// <summary>The state of a sale: the fold of its events. Immutable; <see cref="Apply"/> copies facts and decides nothing.</summary>
internal sealed partial record Sale
{
    /// <summary>How many lots a sale has at most.</summary>
    public const int MostLots = 1_000;

    /// <summary>How many paddles a sale gives out at most.</summary>
    public const int MostPaddles = 10_000;

    public required string Id { get; init; }
    public required SaleSettings Settings { get; init; }

    /// <summary>The settings' windows, worked out; null where there are none.</summary>
    public WindowCalendar? Calendar { get; init; }
    public SaleStatus Status { get; init; } = SaleStatus.Draft;
    public long Sequence { get; init; }

    /// <summary>When the newest event was decided: the clock never runs backwards for a sale.</summary>
    public DateTimeOffset At { get; init; }
    public DateTimeOffset? OpenedAt { get; init; }
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The lots' auctions, in the order of the lots.</summary>
    public ImmutableArray<string> Order { get; init; } = [];
    public ImmutableDictionary<string, SaleLot> Lots { get; init; } = ImmutableDictionary<string, SaleLot>.Empty;

    /// <summary>The lots that were hammered, passed or skipped since one last opened, the newest last: these can be taken back.</summary>
    public ImmutableArray<string> Undoable { get; init; } = [];

    /// <summary>How many lots have opened.</summary>
    public int Turns { get; init; }

    /// <summary>Automatic: UTC instant from which the next lot may open, while the sale is open.</summary>
    public DateTimeOffset? NextAt { get; init; }

    /// <summary>Automatic: how long until then, while the sale is paused.</summary>
    public TimeSpan? NextIn { get; init; }

    /// <summary>Timed: the number of the last window that had its lot; -1 is none.</summary>
    public int LastWindow { get; init; } = -1;

    /// <summary>The import that is at work; null is none.</summary>
    public ImmutableArray<ImportedLot>? Import { get; init; }

    /// <summary>The event that accepted it.</summary>
    public long ImportSequence { get; init; }
    public ImmutableDictionary<string, int> Paddles { get; init; } = ImmutableDictionary<string, int>.Empty;
    public ImmutableSortedDictionary<int, string> Bidders { get; init; } = ImmutableSortedDictionary<int, string>.Empty;

    /// <summary>The lowest paddle nobody has.</summary>
    public int FreePaddle { get; init; } = 1;

    /// <summary>The keys of accepted commands.</summary>
    public ImmutableDictionary<UInt128, (long Sequence, string Body)> Keys { get; init; } = ImmutableDictionary<UInt128, (long, string)>.Empty;

    /// <summary>Directions that lots could not follow, by the event that decided them.</summary>
    public ImmutableDictionary<long, DirectionRefused> Refusals { get; init; } = ImmutableDictionary<long, DirectionRefused>.Empty;

    public IEnumerable<SaleLot> InOrder => Order.Select(id => Lots[id]);

    public IEnumerable<SaleLot> Running => InOrder.Where(l => l.Runs);

    public IEnumerable<SaleLot> Directed => InOrder.Where(l => l.Outstanding is not null);

    /// <summary>The lot that runs; where there are more the one opened last, and of a timed sale the first in order, which closes next. Null is none.</summary>
    public SaleLot? Current => Settings.Mode == SaleMode.Timed ? Running.FirstOrDefault() : Running.MaxBy(l => l.Turn);

    /// <summary>The lot whose turn comes next; null is none.</summary>
    public SaleLot? Next => InOrder.FirstOrDefault(l => l.Status == LotStatus.Waiting);

    /// <summary>Whether time or an unfinished act may ask for something: then a reminder watches over the sale.</summary>
    public bool IsLive => Status is SaleStatus.Open or SaleStatus.Paused || (Status == SaleStatus.Draft && Settings.StartsAt is not null) || Import is not null;

    /// <summary>Whether a closed lot may take bids again; true for what is no lot of this sale.</summary>
    public bool MayReopen(string auctionId) =>
        !Lots.TryGetValue(auctionId, out var lot) || (Status != SaleStatus.Ended && (lot.Status is not (LotStatus.Sold or LotStatus.Unsold) || Undoable.Contains(auctionId)));

    /// <summary>The sale after an event; the first must be <see cref="SaleCreated"/>.</summary>
    /// <exception cref="InvalidOperationException">The event is not the next one.</exception>
    public static Sale Apply(Sale? sale, string id, SaleEvent next)
    {
        if (next.Sequence != (sale?.Sequence ?? 0) + 1) throw new InvalidOperationException($"Sale {id} is at {sale?.Sequence ?? 0}; event {next.Sequence} does not follow.");
        var at = next is SaleCreated created
            ? new Sale { Id = id, Settings = created.Settings, Calendar = CalendarOf(created.Settings) }
            : sale?.After(next) ?? throw new InvalidOperationException($"The log of sale {id} does not begin with its creation.");
        return at with
        {
            Sequence = next.Sequence,
            At = next.At,
            Keys = next.Origin is { } origin ? at.Keys.SetItem(AnswerBook.KeyOf(origin), (next.Sequence, origin.Body)) : at.Keys,
        };
    }

    private static WindowCalendar? CalendarOf(SaleSettings settings) => settings.Windows is { } windows ? WindowCalendar.Of(windows) : null;
}
