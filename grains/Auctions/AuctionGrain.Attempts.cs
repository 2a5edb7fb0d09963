using Microsoft.Extensions.Logging;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.Grains.Auctions.Attempts;

namespace Sothebais.Grains.Auctions;

/// <summary>
/// Recording refused bids, beside the way that bids take: a refusal is noted in a bounded queue, and the queue is written in batches, after the commits on
/// which the refusals rest. No bid waits for it; what is too much for it is counted.
/// </summary>
internal sealed partial class AuctionGrain
{
    private const int MostNoted = 1_000;
    private const int MostLate = 20;
    private static readonly TimeSpan RecordPause = TimeSpan.FromMilliseconds(250); // at most 4,000 a second, which a silo and Redis carry unnoticed

    private readonly Queue<(PlaceBid Bid, AuctionAnswer.Refused Answer, Auction Auction, DateTimeOffset At)> _attempts = new();
    private readonly Queue<LateBid> _late = new();
    private Task _recorded = Task.CompletedTask;
    private long _notRecorded;
    private bool _recording;

    public async Task RecordAttempts()
    {
        await Durable();
        await Record();
        LeaveIfNothingHere();
    }

    public Task<LateBid[]> LateBids() => Task.FromResult(_late.ToArray());

    /// <summary>Notes an answer to a bid that was decided just now, if it is a refusal.</summary>
    private void Note(PlaceBid bid, AuctionAnswer answer, DateTimeOffset now)
    {
        if (answer is AuctionAnswer.Refused { LateBy: { } lateBy })
        {
            if (_late.Count == MostLate) _late.Dequeue();
            _late.Enqueue(new LateBid(bid.Bidder, bid.Amount, now, lateBy));
        }
        if (answer is not AuctionAnswer.Refused no || _auction is null || house.Value.AttemptsKept == 0) return;
        if (_attempts.Count < MostNoted) _attempts.Enqueue((bid, no, _auction, now));
        else _notRecorded++;
        if (_recording) return;
        _recording = true;
        _ = RecordSoon();
    }

    private async Task RecordSoon()
    {
        try
        {
            await Task.Yield(); // not among the decisions that are being made now
            do
            {
                await _commit.Flush();
                await Record();
                await Task.Delay(RecordPause, clock);
            }
            while (_attempts.Count > 0 || _notRecorded > 0);
        }
        catch (OutcomeUnknownException)
        {
            // Their callers were not refused but told that nobody knows.
        }
        _recording = false;
    }

    // One batch after the other, so that they stand in their order.
    private Task Record() => _recorded = RecordAfter(_recorded);

    private async Task RecordAfter(Task earlier)
    {
        await earlier;
        var lines = new List<byte[]>();
        while (_attempts.TryPeek(out var next) && next.Auction.Sequence <= _commit.Committed)
        {
            _attempts.Dequeue();
            lines.Add(AttemptJson.Write(Attempt.Of(next.Bid, next.Answer, next.Auction, next.At)));
        }
        var (taken, missing) = (lines.Count, _notRecorded);
        if (missing > 0) lines.Add(AttemptJson.Write(new Attempt { At = Now().UtcDateTime, NotRecorded = missing }));
        if (lines.Count == 0) return;
        _notRecorded = 0;
        try
        {
            await attempts.Append(Entity, lines, house.Value.AttemptsKept);
        }
        catch (Exception e)
        {
            _notRecorded += taken + missing;
            NotRecorded(Id, _notRecorded, e);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Auction {Auction}: {Attempts} refused bids could not be recorded.")]
    private partial void NotRecorded(string auction, long attempts, Exception e);
}
