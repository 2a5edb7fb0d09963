using Sothebais.GrainInterfaces.Auctions;

namespace Sothebais.Gateways.EventHandler.Audit;

/// <summary>The auctions under audit: as many as <paramref name="most"/>, and beyond that those heard of last.</summary>
/// <param name="most">How many are kept, about 250 bytes each.</param>
/// <param name="lateAfter">How long after the deadline the hammer may fall.</param>
internal sealed class AuditedAuctions(int most, TimeSpan lateAfter)
{
    private readonly Dictionary<string, LinkedListNode<(string Id, Witness Witness)>> _known = [];
    private readonly LinkedList<(string Id, Witness Witness)> _byLastWord = [];

    /// <summary>How many are kept now.</summary>
    public int Count => _known.Count;

    /// <summary>Looks at an auction's next event. One that is met midway is taken as it is; one that is settled or cancelled is done with.</summary>
    /// <param name="id">The auction.</param>
    /// <param name="next">The event.</param>
    /// <param name="forgotten">The auction that had to make room; null is none.</param>
    public Findings Check(string id, AuctionEvent next, out string? forgotten)
    {
        var (found, done) = (Findings.None, next is AuctionSettled or AuctionCancelled);
        forgotten = null;
        if (_known.TryGetValue(id, out var node))
        {
            node.Value = (id, node.Value.Witness.Check(next, lateAfter, out found));
            _byLastWord.Remove(node);
            if (done) _known.Remove(id);
            else _byLastWord.AddLast(node);
        }
        else if (!done)
        {
            _known.Add(id, _byLastWord.AddLast((id, Witness.Of(next))));
            if (_known.Count > most)
            {
                forgotten = _byLastWord.First!.Value.Id;
                _known.Remove(forgotten);
                _byLastWord.RemoveFirst();
            }
        }
        return found;
    }

    /// <summary>Forgets them all: what comes next is met midway.</summary>
    public void Clear()
    {
        _known.Clear();
        _byLastWord.Clear();
    }
}
