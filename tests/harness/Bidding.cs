using System.Collections.Concurrent;
using System.Diagnostics;

namespace Sothebais.Tests.Harness;

/// <summary>Bidders who bid without a pause on one auction, each request retried under its key until it has an answer; what they were told is kept.</summary>
public sealed class Bidding : IAsyncDisposable
{
    private readonly CancellationTokenSource _ending = new();
    private readonly Func<string, string, Task<Answer>> _bid;
    private readonly Task[] _bidders;
    private readonly TimeSpan _patience;
    private volatile bool _hopeless;

    /// <summary>Begins.</summary>
    /// <param name="client">The house's client.</param>
    /// <param name="auction">The auction.</param>
    /// <param name="bidders">How many bid.</param>
    public Bidding(HouseClient client, string auction, int bidders) : this((bidder, key) => client.BidNext(auction, bidder, key), bidders)
    {
    }

    /// <summary>Begins.</summary>
    /// <param name="bid">Bids the next amount for a bidder, under a key.</param>
    /// <param name="bidders">How many bid.</param>
    /// <param name="patience">How long a request is retried; a minute where nothing is said.</param>
    public Bidding(Func<string, string, Task<Answer>> bid, int bidders, TimeSpan? patience = null)
    {
        _bid = bid;
        _patience = patience ?? TimeSpan.FromMinutes(1);
        _bidders = [.. Enumerable.Range(0, bidders).Select(n => Task.Run(() => Bid($"bidder-{n}")))];
    }

    /// <summary>Acknowledged bids: the key, the answer's sequence and amount, and when it came.</summary>
    public ConcurrentQueue<(string Key, long Sequence, string Amount, long At)> Acknowledged { get; } = new();

    /// <summary>Answers that are neither a bid taken nor one of the auction's refusals.</summary>
    public ConcurrentQueue<string> Failures { get; } = new();

    /// <summary>Waits until so many more bids were acknowledged.</summary>
    public Task<TimeSpan> More(int bids, TimeSpan patience)
    {
        var known = Acknowledged.Count;
        return Wait.Until($"{bids} more bids are acknowledged", patience, async () =>
        {
            foreach (var gone in _bidders.Where(b => b.IsFaulted)) await gone;
            return Acknowledged.Count >= known + bids;
        });
    }

    /// <summary>The longest time between two acknowledgements after a moment.</summary>
    public TimeSpan LongestSilence(long since)
    {
        var times = Acknowledged.Select(a => a.At).Where(at => at >= since).Prepend(since).Order().ToArray();
        return times.Zip(times.Skip(1), Stopwatch.GetElapsedTime).DefaultIfEmpty().Max();
    }

    /// <summary>Stops bidding, when every request that is on its way has its answer.</summary>
    public async Task Stop()
    {
        await _ending.CancelAsync();
        await Task.WhenAll(_bidders);
    }

    /// <summary>Gives up: the bidders' tokens died with the house that signed them.</summary>
    public async Task StopBeyondHope()
    {
        _hopeless = true;
        await Stop();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        // What a bidder met was thrown by Stop; here it would hide why the test ended before.
        await StopBeyondHope().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _ending.Dispose();
    }

    private async Task Bid(string bidder)
    {
        for (var n = 0; !_ending.IsCancellationRequested; n++)
        {
            var key = $"{bidder}-{n}";
            for (var started = Stopwatch.GetTimestamp(); ;)
            {
                try
                {
                    var answer = await _bid(bidder, key);
                    if (answer.Status == 201) Acknowledged.Enqueue((key, (long)answer.Body!["sequence"]!, (string)answer.Body["amount"]!, Stopwatch.GetTimestamp()));
                    if (answer.Status is 201 or 409) break;
                    Failures.Enqueue($"{answer.Status} {answer.Text}");
                }
                catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
                {
                    Failures.Enqueue(e.Message);
                }
                if (_hopeless) return;
                if (Stopwatch.GetElapsedTime(started) > _patience) throw new TimeoutException($"No answer to {key} within {_patience}.");
                await Task.Delay(50);
            }
        }
    }
}
