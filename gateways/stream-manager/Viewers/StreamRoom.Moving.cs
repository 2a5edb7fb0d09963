using Sothebais.Gateways.Defaults.Cluster;
using Sothebais.GrainInterfaces.Sales;
using Sothebais.GrainInterfaces.Streams;

namespace Sothebais.Gateways.StreamManager.Viewers;

/// <summary>Which auction the viewers of a stream are shown, and how they get from one to the next. One thing at a time: nothing here needs a lock.</summary>
internal sealed partial class StreamRoom
{
    /// <summary>How long the house may take to say what is needed for a move. Until then everything stays as it was.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private volatile SaleWatch? _sale;
    private volatile bool _unsettled; // something is to be shown that could not be
    private AuctionRoom? _room;
    private long _pictures;

    private async Task Show(StreamView? view)
    {
        _unsettled = false;
        if (view is null)
        {
            await FollowSale(null);
            Viewers.ShowNothing();
            await Leave(_room);
            _room = null;
            return;
        }
        var show = await FollowSale(view.Settings.SaleId);
        var room = await RoomOf(view.Settings.SaleId is null ? view.Settings.AuctionId : show?.Lot?.AuctionId);
        if (room != _room) await Move(room, PictureOf(view, show, room));
        else if (Viewers.Place?.Picture is not { } picture || !ReferenceEquals(picture.View, view) || !ReferenceEquals(picture.Show, show)) Viewers.Show(new Place(room, PictureOf(view, show, room)));
    }

    /// <summary>Follows a sale, and none other.</summary>
    private async Task<SaleShow?> FollowSale(string? saleId)
    {
        if (_sale?.Id != saleId)
        {
            if (_sale is { } other) await other.DisposeAsync();
            _sale = saleId is null ? null : new SaleWatch(saleId, _cluster, _options.Heartbeat, _clock, _logger, Follow);
        }
        if (_sale is not { } sale) return null;
        await Soon(sale.Answered);
        return sale.Show;
    }

    /// <summary>
    /// The room of the auction that is to be shown, held; null where there is none. Where the house does not say, those who are here stay where they are,
    /// and the next lease asks again.
    /// </summary>
    private async Task<AuctionRoom?> RoomOf(string? auctionId)
    {
        if (auctionId == _room?.Id) return _room;
        if (auctionId is null) return null;
        var room = _rooms.Hold(auctionId);
        try
        {
            await Soon(room.Exists);
            if (await room.Exists) return room;
            _unsettled = true;
        }
        catch (Exception e) when (Viewers.Place is not null && !_closing.IsCancellationRequested)
        {
            NotMoved(_id, auctionId, e);
            _unsettled = true;
            await _rooms.Release(auctionId);
            return _room;
        }
        catch
        {
            await _rooms.Release(auctionId);
            throw;
        }
        await _rooms.Release(auctionId);
        return null;
    }

    /// <summary>Takes everybody to another auction, or to none.</summary>
    private async Task Move(AuctionRoom? room, Picture picture)
    {
        var (left, place) = (_room, new Place(room, picture));
        try
        {
            await SeeTheLastOf(left);
            if (room is null) Viewers.Show(place);
            else
                for (var there = false; !there;)
                {
                    var snapshot = room.Snapshot();
                    await Soon(snapshot);
                    there = room.TryTakeIn(Viewers, place, await snapshot);
                }
        }
        catch when (room is not null)
        {
            await _rooms.Release(room.Id);
            throw;
        }
        _room = room;
        await Leave(left);
    }

    // The hammer's fall is what moves a sale on, and may be heard of on this way first: who watches sees it all the same.
    private async Task SeeTheLastOf(AuctionRoom? room)
    {
        if (room is null) return;
        try
        {
            await Soon(room.CatchUp());
        }
        catch (Exception e) when (e is TimeoutException or HouseUnavailableException)
        {
            EndNotSeen(_id, room.Id, e); // the show goes on
        }
    }

    private async Task Leave(AuctionRoom? room)
    {
        if (room is null) return;
        room.Part(Viewers);
        await _rooms.Release(room.Id);
    }

    private Task Soon(Task answer) => answer.WaitAsync(Patience, _clock, _closing.Token);

    private Picture PictureOf(StreamView view, SaleShow? show, AuctionRoom? room) => new(view, show, room?.Id, ++_pictures, string.IsNullOrEmpty(_biddingPage) ? null : _biddingPage);

    [LoggerMessage(LogLevel.Warning, "Stream {Stream}: the house does not say where auction {Auction} is; viewers stay where they are.")]
    private partial void NotMoved(string stream, string auction, Exception e);

    [LoggerMessage(LogLevel.Warning, "Stream {Stream}: the house does not say how auction {Auction} went on; viewers move all the same.")]
    private partial void EndNotSeen(string stream, string auction, Exception e);
}
