using Sothebais.Gateways.Defaults.Streams;

namespace Sothebais.Gateways.Admin.Console.Streams.Studio;

/// <summary>Which layer stands before which.</summary>
internal static class Stacking
{
    /// <summary>Moves a layer among the others.</summary>
    /// <param name="layers">The layers, from back to front.</param>
    /// <param name="id">Which.</param>
    /// <param name="by">By how many places, to the front where positive.</param>
    /// <returns>The layers whose place becomes another, as few as do, and their places; empty where it stands there already.</returns>
    public static IReadOnlyList<(PublicLayer Layer, int Z)> Move(IReadOnlyList<PublicLayer> layers, string id, int by)
    {
        var order = layers.ToList();
        var from = order.FindIndex(l => l.Id == id);
        if (from < 0) return [];
        var (moved, to) = (order[from], Math.Clamp(from + by, 0, order.Count - 1));
        if (to == from) return [];
        order.RemoveAt(from);
        order.Insert(to, moved);
        var changes = new List<(PublicLayer, int)>();
        // Into the gap between its neighbours where there is one: nobody else need move.
        var (least, most) = (to == 0 ? int.MinValue : order[to - 1].Z + 1, to == order.Count - 1 ? int.MaxValue : order[to + 1].Z - 1);
        if (least <= most)
        {
            var z = Math.Clamp(moved.Z, least, most);
            return z == moved.Z ? [] : [(moved, z)];
        }
        var place = order[0].Z;
        for (var i = 1; i < order.Count; i++)
        {
            // Those that shared a place may share one again: the older is behind.
            var together = order[i] != moved && order[i - 1] != moved && order[i].Z == order[i - 1].Z;
            place = Math.Max(order[i].Z, together ? place : place + 1);
            if (place != order[i].Z) changes.Add((order[i], place));
        }
        return changes;
    }
}
