using Sothebais.GrainInterfaces.Sales;

namespace Sothebais.Gateways.Admin.Console.Sales;

/// <summary>The order of a sale's lots while somebody changes it: lots whose turn has come keep their places.</summary>
internal static class LotOrder
{
    /// <summary>Whether a lot may move at all.</summary>
    public static bool Moves(SaleLotView lot) => lot.Status == LotStatus.Waiting;

    /// <summary>Moves a lot among those that wait; the others stay where they are.</summary>
    /// <param name="lots">The lots in their order.</param>
    /// <param name="id">The lot's auction.</param>
    /// <param name="to">The place to which it is to come, from 0; the nearest one that a waiting lot has.</param>
    /// <returns>The lots in their new order; null where nothing changes.</returns>
    public static SaleLotView[]? Move(IReadOnlyList<SaleLotView> lots, string id, int to)
    {
        var places = Enumerable.Range(0, lots.Count).Where(i => Moves(lots[i])).ToArray();
        var from = Array.FindIndex(places, i => lots[i].AuctionId == id);
        if (from < 0) return null;
        var forward = to > places[from];
        // Past lots that stay: the first waiting one beyond them, in the direction of the move.
        var target = forward ? Array.FindIndex(places, p => p >= to) : Array.FindLastIndex(places, p => p <= to);
        if (target < 0) target = forward ? places.Length - 1 : 0;
        if (target == from) return null;
        var waiting = places.Select(p => lots[p]).ToList();
        var moved = waiting[from];
        waiting.RemoveAt(from);
        waiting.Insert(target, moved);
        var ordered = lots.ToArray();
        for (var i = 0; i < places.Length; i++) ordered[places[i]] = waiting[i];
        return ordered;
    }
}
