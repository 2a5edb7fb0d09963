using Sothebais.GrainInterfaces.Sales;

namespace Sothebais.Grains.Sales;

/// <summary>What time alone brings about in a sale.</summary>
internal static partial class SaleRules
{
    /// <summary>How many lots one commit directs at most.</summary>
    public const int DirectedAtOnce = 200;

    private static readonly TimeSpan Late = TimeSpan.FromMinutes(1);

    /// <summary>What is due by an instant. Ask again after applying it and carrying it out.</summary>
    /// <param name="sale">The sale; null is none.</param>
    /// <param name="now">UTC instant, not before the sale's newest event.</param>
    /// <returns>The events; none where nothing is due.</returns>
    public static IReadOnlyList<SaleEvent> Due(Sale? sale, DateTimeOffset now)
    {
        if (sale is null || sale.Directed.Any()) return [];
        if (sale is { Status: SaleStatus.Draft, Settings.StartsAt: { } startsAt, Order.Length: > 0, Import: null }) return startsAt <= now ? [new SaleOpened()] : [];
        if (sale.Status != SaleStatus.Open || sale.Settings.Mode == SaleMode.Auctioneer) return [];
        if (IsOver(sale, now)) return [new SaleEnded()];
        if (Opening(sale, now) is not { } at || at > now) return [];
        if (sale.Settings.Mode == SaleMode.Automatic) return [new LotDirected(sale.Next!.AuctionId, Direction.Open)];
        if (sale.Calendar?.At(now) is { } window) return [new LotDirected(sale.Next!.AuctionId, Direction.Open, window.End, window.Number)];
        // A house that was away at the opening gives the room the whole time all the same.
        var (from, first) = (now - sale.OpenedAt!.Value > Late ? now : sale.OpenedAt.Value, sale.Settings.Duration!.Value);
        return
        [
            .. sale.InOrder.Select((lot, number) => (lot, closesAt: from + first + number * sale.Settings.Stagger)).Where(l => l.lot.Status == LotStatus.Waiting)
                .Take(DirectedAtOnce).Select(l => new LotDirected(l.lot.AuctionId, Direction.Open, l.closesAt)),
        ];
    }

    /// <summary>UTC instant at which the next lot opens by itself, not after <paramref name="now"/> where it is due; null where none does.</summary>
    public static DateTimeOffset? Opening(Sale sale, DateTimeOffset now)
    {
        if (sale.Status != SaleStatus.Open || sale.Next is null) return null;
        switch (sale.Settings.Mode)
        {
            case SaleMode.Automatic:
                if (sale.NextAt is not { } at || sale.Running.Any()) return null;
                // A lot that is open when a window ends is sold to its end, as under any hammer; only the next one waits for the next window.
                at = at > now ? at : now;
                return sale.Calendar is not { } hours || hours.At(at) is not null ? at : hours.After(at)?.Start;
            case SaleMode.Timed:
                if (sale.Calendar is not { } calendar) return now;
                // In a window that has begun a lot still opens while more than half of it is left: nobody should miss most of their lot.
                return calendar.At(now) is { } window && window.Number > sale.LastWindow && window.End - now > (window.End - window.Start) / 2 ? now : calendar.After(now)?.Start;
            default:
                return null;
        }
    }

    /// <summary>UTC instant at which <see cref="Due"/> may have something; null where only a command or a lot can bring it about.</summary>
    public static DateTimeOffset? Deadline(Sale sale, DateTimeOffset now) => sale switch
    {
        { Status: SaleStatus.Draft, Settings.StartsAt: { } startsAt, Order.Length: > 0, Import: null } => startsAt,
        { Status: SaleStatus.Open, Settings.Mode: SaleMode.Automatic, NextAt: { } at } when !sale.Running.Any() && at > now => at,
        { Status: SaleStatus.Open, Settings.Mode: SaleMode.Automatic or SaleMode.Timed } => IsOver(sale, now) ? now : Opening(sale, now),
        _ => null,
    };

    // Every lot has had its turn, or no window is left for those that have not; and the last one has had its gap, in which its hammer can be taken back.
    private static bool IsOver(Sale sale, DateTimeOffset now) =>
        sale.Import is null && !sale.Running.Any() && (sale.Settings.Mode != SaleMode.Automatic || sale.NextAt <= now) && Opening(sale, now) is null;
}
