using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Sales;

namespace Sothebais.Grains.Sales;

/// <summary>What is about to be written into a sale's log in one commit, and the sale as it will then be.</summary>
internal sealed class Minutes(Sale? sale, string id, DateTimeOffset now)
{
    private readonly List<SaleEvent> _events = [];

    public Sale? Sale { get; private set; } = sale;

    public IReadOnlyList<SaleEvent> Events => _events;

    /// <summary>Gives events their places and instants, and the first one its origin.</summary>
    public void Enter(IEnumerable<SaleEvent> events, Origin? origin = null)
    {
        foreach (var happened in events)
        {
            var entered = happened with { Sequence = (Sale?.Sequence ?? 0) + 1, At = now, Origin = origin };
            origin = null;
            Sale = Sales.Sale.Apply(Sale, id, entered);
            _events.Add(entered);
        }
    }
}
