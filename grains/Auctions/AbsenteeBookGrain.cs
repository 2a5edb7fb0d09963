using Sothebais.GrainInterfaces.Auctions;

namespace Sothebais.Grains.Auctions;

/// <summary>Keeps an auction's absentee book.</summary>
internal sealed class AbsenteeBookGrain([PersistentState("absentee", GrainStores.Default)] IPersistentState<AbsenteeBookGrain.Book> book) : Grain, IAbsenteeBookGrain
{
    public Task<AbsenteeBid[]> Read() => Task.FromResult(book.State.Bids);

    public async Task<bool> Leave(AbsenteeBid bid)
    {
        var others = book.State.Bids.Where(b => b.BidderId != bid.BidderId).ToArray();
        if (others.Length >= IAbsenteeBookGrain.Most) return false;
        await Write([.. others, bid]);
        return true;
    }

    public async Task<bool> Placed(string bidderId, DateTimeOffset at)
    {
        if (!IsThere(bidderId)) return false;
        await Write([.. book.State.Bids.Select(b => b.BidderId == bidderId ? b with { PlacedAt = at } : b)]);
        return true;
    }

    public async Task<bool> Remove(string bidderId)
    {
        if (!IsThere(bidderId)) return false;
        await Write([.. book.State.Bids.Where(b => b.BidderId != bidderId)]);
        return true;
    }

    private bool IsThere(string bidderId) => book.State.Bids.Any(b => b.BidderId == bidderId);

    private Task Write(AbsenteeBid[] bids)
    {
        book.State.Bids = bids;
        return book.WriteOrLeave(this);
    }

    [GenerateSerializer, Alias("sothebais.absentee-book")]
    internal sealed class Book
    {
        [Id(0)] public AbsenteeBid[] Bids { get; set; } = [];
    }
}
