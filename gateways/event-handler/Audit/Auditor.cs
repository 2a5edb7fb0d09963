using Microsoft.Extensions.Options;
using Sothebais.GrainInterfaces.Feed;

namespace Sothebais.Gateways.EventHandler.Audit;

/// <summary>
/// Follows the feed all the time and checks what every observer may rely on. It begins where the feed ends, and after an outage goes on where it was.
/// </summary>
internal sealed partial class Auditor(IClusterClient cluster, AuditMetrics metrics, IOptions<AuditOptions> options, TimeProvider clock, ILogger<Auditor> logger) : BackgroundService
{
    private const int MostAuctions = 20_000;
    private const int Page = 1_000;
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>After news, this long for more: nobody waits for the audit, and a page costs less than its events one by one.</summary>
    private static readonly TimeSpan Gathering = TimeSpan.FromMilliseconds(50);

    private readonly AuditedAuctions _auctions = new(MostAuctions, options.Value.LateAfter);
    private FeedPosition? _position;
    private bool _begun;
    private bool _lost;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        metrics.Begin();
        while (!stoppingToken.IsCancellationRequested)
        {
            var asked = clock.GetUtcNow();
            try
            {
                var more = await ReadOn();
                metrics.BehindSince = more;
                if (_lost) Back(_position);
                _lost = false;
                if (more is null) await Task.Delay(Gathering, clock, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                metrics.BehindSince ??= asked; // up to then everything had been read
                if (!_lost) Lost(_position, e);
                _lost = true;
                await Task.WhenAny(Task.Delay(Pause, clock, stoppingToken));
            }
        }
    }

    /// <summary>Audits the next page; says since when there may be more.</summary>
    private async Task<DateTimeOffset?> ReadOn()
    {
        var feed = cluster.GetGrain<IFeedGrain>(0);
        if (!_begun)
        {
            _position = await feed.Newest();
            _begun = true;
            Begun(_position);
        }
        var page = await feed.Read(_position, Page, Wait);
        if (page.Reset)
        {
            Missed(_position);
            _auctions.Clear();
            if (page.Entries.Length == 0) _position = await feed.Newest();
        }
        foreach (var entry in page.Entries) Audit(entry);
        return page.Entries is [.., { Batch.Events: [.., var last] }] && page.Entries.Length == Page ? last.At : null;
    }

    private void Audit(FeedEntry entry)
    {
        if (entry.Batch is not { AuctionId: var id, Events: var events })
        {
            _position = entry.Last; // what was sent in is none of the house's
            return;
        }
        for (var i = 0; i < events.Length; i++)
        {
            var found = _auctions.Check(id, events[i], out var forgotten);
            _position = entry.First with { Index = entry.First.Index + i };
            metrics.Audited();
            if (forgotten is not null)
            {
                metrics.Forgot();
                MadeRoom(forgotten, MostAuctions);
            }
            if (found == Findings.None) continue;
            metrics.Found(found);
            Found(id, events[i].Sequence, found, events[i].GetType().Name, events[i].At);
        }
    }

    [LoggerMessage(LogLevel.Error, "Auction {Auction}, {Sequence}: the audit found {Finding} ({Event}, decided at {At:O}).")]
    private partial void Found(string auction, long sequence, Findings finding, string @event, DateTimeOffset at);

    [LoggerMessage(LogLevel.Information, "The audit begins after {Position}.")]
    private partial void Begun(FeedPosition? position);

    [LoggerMessage(LogLevel.Warning, "The feed no longer holds what followed {Position}: the audit has missed it, and begins anew.")]
    private partial void Missed(FeedPosition? position);

    [LoggerMessage(LogLevel.Warning, "Auction {Auction} left the audit, which keeps {Most}.")]
    private partial void MadeRoom(string auction, int most);

    [LoggerMessage(LogLevel.Warning, "The feed cannot be audited now; it will go on after {Position}.")]
    private partial void Lost(FeedPosition? position, Exception e);

    [LoggerMessage(LogLevel.Information, "The feed is audited again, after {Position}.")]
    private partial void Back(FeedPosition? position);
}
