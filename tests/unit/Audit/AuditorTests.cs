using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Reflection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Sothebais.Gateways.EventHandler.Audit;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Feed;
using Sothebais.Tests.Unit.Auctions;

namespace Sothebais.Tests.Unit.Audit;

/// <summary>How the audit follows the feed: through outages, and where the feed no longer holds what it wanted.</summary>
public sealed class AuditorTests : IDisposable
{
    private static readonly FeedPosition Newest = new(1_000, 0, 0);

    private readonly ScriptedFeed _feed = new();
    private readonly FakeTimeProvider _clock = new(Room.Noon);
    private readonly AuditMetrics _metrics;
    private readonly Auditor _auditor;
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, long> _counts = new();
    private double _lag;

    public AuditorTests()
    {
        _metrics = new AuditMetrics(_clock);
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter == _metrics.Meter) listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
            _counts.AddOrUpdate(tags.Length == 0 ? instrument.Name : (string)tags[0].Value!, value, (_, sum) => sum + value));
        _listener.SetMeasurementEventCallback<double>((_, lag, _, _) => _lag = lag);
        _listener.Start();
        _auditor = new Auditor(_feed.Cluster(), _metrics, Options.Create(new AuditOptions()), _clock, NullLogger<Auditor>.Instance);
    }

    [Fact]
    public async Task It_begins_where_the_feed_ends_and_after_an_outage_goes_on_where_it_was()
    {
        _feed.Answer(Page(1, Warning(5), Warning(6)));
        _feed.Answer(new TimeoutException());
        _feed.Answer(new TimeoutException());
        _feed.Answer(Page(2, Warning(7)), Page(3, Warning(9)));
        await Run(reads: 7);
        Assert.Equal([Newest, At(1, 1), At(1, 1), At(1, 1), At(2, 0), At(3, 0), At(3, 0)], _feed.Asked.Take(7));
        Assert.Equal(4, _counts["sothebais.audit.events"]);
        Assert.Equal(1, _counts["sequence-gap"]);
    }

    [Fact]
    public async Task Where_the_feed_no_longer_holds_what_it_wanted_it_begins_anew_and_finds_no_gap_in_what_it_missed()
    {
        _feed.Answer(Page(1, Warning(5)));
        _feed.Answer(Page(9, Warning(50)) with { Reset = true });
        _feed.Answer(new FeedPage([], Reset: true));
        await Run(reads: 4);
        Assert.Equal([Newest, At(1, 0), At(9, 0), Newest], _feed.Asked.Take(4));
        Assert.Equal(0, _counts["sequence-gap"]);
    }

    [Fact]
    public async Task Its_lag_grows_while_the_feed_cannot_be_read_and_is_nothing_when_all_is_read()
    {
        _feed.Answer(Page(1, Warning(5)));
        for (var i = 0; i < 6; i++) _feed.Answer(new TimeoutException());
        await Run(reads: 5);
        Assert.Equal(Room.Noon, _metrics.BehindSince!.Value, TimeSpan.FromSeconds(1));
        _listener.RecordObservableInstruments();
        Assert.InRange(_lag, 1, 100);
        await Run(reads: 9);
        _listener.RecordObservableInstruments();
        Assert.Equal(0, _lag);
    }

    [Fact]
    public async Task A_full_page_leaves_it_behind_since_its_last_event()
    {
        _feed.Answer(Page(1, [.. Enumerable.Range(1, 1_000).Select(i => Warning(i))]) is var page ? page with { Entries = [.. Enumerable.Repeat(page.Entries[0], 1_000)] } : page);
        _feed.Hold();
        await Run(reads: 2);
        Assert.Equal(Room.Noon, _metrics.BehindSince);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _listener.Dispose();
        _auditor.Dispose();
        _metrics.Dispose();
    }

    private async Task Run(int reads)
    {
        if (_auditor.ExecuteTask is null) await _auditor.StartAsync(TestContext.Current.CancellationToken);
        for (var i = 0; i < 2_000 && _feed.Asked.Count < reads; i++)
        {
            await Task.Delay(1, TestContext.Current.CancellationToken);
            _clock.Advance(TimeSpan.FromMilliseconds(50));
        }
        Assert.True(_feed.Asked.Count >= reads, $"It asked {_feed.Asked.Count} times.");
    }

    private static FeedPosition At(long milliseconds, int index) => new(1_000 + milliseconds, 0, index);

    private static FeedPage Page(long milliseconds, params AuctionEvent[] events) => new([new FeedEntry(At(milliseconds, 0), new EventBatch(Room.Id, Room.Usd, events))], Reset: false);

    private static FairWarning Warning(long sequence) => new(1) { Sequence = sequence, At = Room.Noon };

    /// <summary>A feed that answers as it is told, and after that with nothing new.</summary>
    private sealed class ScriptedFeed : IFeedGrain
    {
        private readonly ConcurrentQueue<object> _answers = new();
        private readonly List<FeedPosition?> _asked = [];
        private bool _held;

        public IReadOnlyList<FeedPosition?> Asked
        {
            get
            {
                lock (_asked) return [.. _asked];
            }
        }

        public void Answer(params object[] answers)
        {
            foreach (var answer in answers) _answers.Enqueue(answer);
        }

        public Task<FeedPage> Latest(int limit) => throw new NotSupportedException();

        /// <summary>When there is nothing more to say it does not answer at all.</summary>
        public void Hold() => _held = true;

        public Task<FeedPosition?> Newest() => Task.FromResult<FeedPosition?>(AuditorTests.Newest);

        public Task<FeedPage> Read(FeedPosition? after, int limit, TimeSpan wait)
        {
            lock (_asked) _asked.Add(after);
            if (!_answers.TryDequeue(out var answer)) return _held ? new TaskCompletionSource<FeedPage>().Task : Task.FromResult(new FeedPage([], Reset: false));
            return answer is Exception e ? Task.FromException<FeedPage>(e) : Task.FromResult((FeedPage)answer);
        }

        public IClusterClient Cluster()
        {
            var cluster = DispatchProxy.Create<IClusterClient, ScriptedCluster>();
            ((ScriptedCluster)(object)cluster).Feed = this;
            return cluster;
        }
    }

#pragma warning disable CA1034, CA1852 // a proxy is made from a class that can be derived from
    /// <summary>Gives the feed for every grain.</summary>
    public class ScriptedCluster : DispatchProxy
    {
        internal object Feed { get; set; } = null!;

        /// <inheritdoc/>
        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => Feed;
    }
#pragma warning restore CA1034, CA1852
}
