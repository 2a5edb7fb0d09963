using System.Collections.Concurrent;
using Sothebais.Gateways.Defaults.Cluster;
using Sothebais.GrainInterfaces.Auctions;

namespace Sothebais.Gateways.AuctionManager.Bids;

/// <summary>
/// Brings bids to their auctions. Bids on one auction that arrive while others are on their way go together in the next call: a hot auction
/// costs few calls, a quiet one waits for nothing. They arrive in the order in which they came here.
/// </summary>
internal sealed class BidDesk(IGrainFactory grains)
{
    /// <summary>How many calls to one auction may be on their way at once: while one waits for its commit, the next is being decided.</summary>
    private const int CallsAtOnce = 2;

    /// <summary>How many bids one call carries at most.</summary>
    private const int MostInCall = 256;

    /// <summary>How many bids may wait for one auction.</summary>
    private const int MostWaiting = 20_000;

    /// <summary>How many references to auctions are kept; making one costs reflection.</summary>
    private const int MostReferences = 20_000;

    private readonly Dictionary<string, Queue> _queues = [];
    private readonly ConcurrentDictionary<string, IAuctionGrain> _auctions = new();
    private readonly Lock _lock = new();

    private sealed class Queue
    {
        public List<Waiting> Waiting { get; set; } = [];
        public int OnTheWay { get; set; }
    }

    private readonly record struct Waiting(PlaceBid Bid, TaskCompletionSource<AuctionAnswer> Answer);

    /// <summary>Places a bid and brings back its answer.</summary>
    /// <exception cref="HouseUnavailableException">The house did not answer in time; or too many bids wait for this auction already.</exception>
    public Task<AuctionAnswer> Place(string auctionId, PlaceBid bid)
    {
        TaskCompletionSource<AuctionAnswer> answer;
        lock (_lock)
        {
            if (!_queues.TryGetValue(auctionId, out var queue)) _queues.Add(auctionId, queue = new Queue());
            if (queue.OnTheWay >= CallsAtOnce)
            {
                if (queue.Waiting.Count >= MostWaiting) throw new HouseUnavailableException(new InvalidOperationException($"{MostWaiting} bids wait for auction {auctionId}."));
                answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
                queue.Waiting.Add(new Waiting(bid, answer));
                return answer.Task;
            }
            queue.OnTheWay++;
        }
        return PlaceAtOnce(auctionId, bid);
    }

    private async Task<AuctionAnswer> PlaceAtOnce(string auctionId, PlaceBid bid)
    {
        try
        {
            return (await Call(auctionId, [bid]))[0];
        }
        finally
        {
            if (Next(auctionId) is { } next) _ = Carry(auctionId, next);
        }
    }

    private async Task Carry(string auctionId, List<Waiting> waiting)
    {
        for (List<Waiting>? batch = waiting; batch is not null; batch = Next(auctionId))
        {
            try
            {
                var answers = await Call(auctionId, [.. batch.Select(w => w.Bid)]);
                for (var i = 0; i < answers.Length; i++)
                {
                    // What held that bid up holds it up alone.
                    if (answers[i] is AuctionAnswer.Unknown) _ = PlaceAlone(auctionId, batch[i]);
                    else batch[i].Answer.SetResult(answers[i]);
                }
            }
            catch (Exception e)
            {
                foreach (var one in batch) one.Answer.TrySetException(e);
            }
        }
    }

    private async Task PlaceAlone(string auctionId, Waiting one)
    {
        try
        {
            one.Answer.SetResult((await Call(auctionId, [one.Bid]))[0]);
        }
        catch (Exception e)
        {
            one.Answer.TrySetException(e);
        }
    }

    private Task<AuctionAnswer[]> Call(string auctionId, PlaceBid[] bids) =>
        HouseCalls.Retry(() => Auction(auctionId).PlaceBids(bids));

    private IAuctionGrain Auction(string id)
    {
        if (_auctions.TryGetValue(id, out var known)) return known;
        if (_auctions.Count >= MostReferences) _auctions.Clear();
        return _auctions[id] = grains.GetGrain<IAuctionGrain>(id);
    }

    /// <summary>What goes next when a call has come back; null gives its place up.</summary>
    private List<Waiting>? Next(string auctionId)
    {
        lock (_lock)
        {
            var queue = _queues[auctionId];
            if (queue.Waiting.Count == 0)
            {
                if (--queue.OnTheWay == 0) _queues.Remove(auctionId);
                return null;
            }
            if (queue.Waiting.Count <= MostInCall)
            {
                var all = queue.Waiting;
                queue.Waiting = new List<Waiting>(all.Count);
                return all;
            }
            var first = queue.Waiting.GetRange(0, MostInCall);
            queue.Waiting.RemoveRange(0, MostInCall);
            return first;
        }
    }
}
