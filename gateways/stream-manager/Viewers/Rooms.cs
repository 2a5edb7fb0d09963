using Microsoft.Extensions.Options;
using Sothebais.Gateways.StreamManager.Overlay;

namespace Sothebais.Gateways.StreamManager.Viewers;

/// <summary>The rooms of this gateway: one an auction that is watched, and one a stream.</summary>
internal sealed class Rooms : IAsyncDisposable
{
    private readonly int _most;
    private readonly OpenRooms<AuctionRoom> _auctions;
    private readonly OpenRooms<StreamRoom> _streams;
    private int _inside;

    /// <summary>None yet.</summary>
    public Rooms(IClusterClient cluster, IOptions<ViewerOptions> options, IOptions<OverlayOptions> overlay, TimeProvider clock, ILogger<Rooms> logger)
    {
        _most = options.Value.Most;
        _auctions = new(id => new AuctionRoom(id, cluster, options.Value.Heartbeat, clock, logger));
        _streams = new(id => new StreamRoom(id, this, cluster, options.Value, overlay.Value.BiddingPage, clock, logger));
    }

    /// <summary>Enters a viewer; null where this gateway is full.</summary>
    /// <param name="id">The auction or stream.</param>
    /// <param name="isStream">Which of the two.</param>
    /// <returns>Those with whom they will watch.</returns>
    public Crowd? Enter(string id, bool isStream)
    {
        if (Interlocked.Increment(ref _inside) <= _most) return isStream ? _streams.Hold(id).Viewers : _auctions.Hold(id).Viewers;
        Interlocked.Decrement(ref _inside);
        return null;
    }

    /// <summary>Lets a viewer out; the last one closes the room.</summary>
    public async Task Exit(string id, bool isStream)
    {
        Interlocked.Decrement(ref _inside);
        await (isStream ? _streams.Release(id) : _auctions.Release(id));
    }

    /// <summary>The room of an auction, which stays open until it is released.</summary>
    public AuctionRoom Hold(string auctionId) => _auctions.Hold(auctionId);

    /// <summary>Needs the room of an auction no longer.</summary>
    public Task Release(string auctionId) => _auctions.Release(auctionId);

    /// <summary>Asks all viewers to come back elsewhere.</summary>
    public Task Leave() => Task.WhenAll(
        _streams.All().Select(r => r.Viewers).Concat(_auctions.All().Select(r => r.Viewers)).SelectMany(c => c.Viewers()).Select(v => v.SendAway(CloseStatus.Moving)));

    public async ValueTask DisposeAsync()
    {
        await _streams.Close();
        await _auctions.Close();
    }
}
