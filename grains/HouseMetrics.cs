using System.Diagnostics;
using System.Diagnostics.Metrics;
using Sothebais.GrainInterfaces.Auctions;

namespace Sothebais.Grains;

/// <summary>What the house's grains measure, on the meter <c>Sothebais</c>. Units follow OpenTelemetry: seconds.</summary>
internal static class HouseMetrics
{
    private static readonly Meter Meter = new("Sothebais");
    private static readonly InstrumentAdvice<double> Buckets = new()
    {
        HistogramBucketBoundaries = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    };

    private static readonly Counter<long> Bids = Meter.CreateCounter<long>("sothebais.bids", "{bid}", "Bids decided, by outcome.");
    private static readonly Histogram<double> Decision = Meter.CreateHistogram<double>(
        "sothebais.bid.decision.duration", "s", "From taking up bids to their durable answers.", advice: Buckets);
    private static readonly Histogram<double> CommitDuration = Meter.CreateHistogram<double>("sothebais.commit.duration", "s", "One commit to the log.", advice: Buckets);
    private static readonly Histogram<int> BatchSize = Meter.CreateHistogram<int>(
        "sothebais.commit.events", "{event}", "Events in one commit.", advice: new() { HistogramBucketBoundaries = [1, 2, 4, 8, 16, 32, 64, 128, 256, 500] });
    private static readonly Counter<long> CommitFailures = Meter.CreateCounter<long>("sothebais.commit.failures", "{commit}", "Commits that the log did not confirm.");
    private static readonly UpDownCounter<long> OpenAuctions = Meter.CreateUpDownCounter<long>("sothebais.auctions.open", "{auction}", "Open auctions that this silo runs.");
    private static readonly Histogram<double> CloseDelay = Meter.CreateHistogram<double>("sothebais.close.delay", "s", "From when the hammer was due, the grace included, to when it was durable.", advice: Buckets);
    private static readonly Counter<long> Extensions = Meter.CreateCounter<long>("sothebais.extensions", "{extension}", "Closes moved, by why.");

    private static readonly Counter<long> DroppedLetters = Meter.CreateCounter<long>("sothebais.dead.letters.dropped", "{letter}", "Dead letters that made room for newer ones.");

    private static readonly Dictionary<Refusal, TagList> Refusals = Enum.GetValues<Refusal>()
        .ToDictionary(r => r, r => new TagList { { "outcome", "refused" }, { "reason", r.ToString() } });
    private static readonly TagList Accepted = new() { { "outcome", "accepted" } };
    private static readonly KeyValuePair<string, object?> ByBid = new("reason", "bid"), ByOutage = new("reason", "outage"), ByAuctioneer = new("reason", "auctioneer");

    public static void BidTaken() => Bids.Add(1, Accepted);

    public static void BidRefused(Refusal reason)
    {
        if (Bids.Enabled) Bids.Add(1, Refusals[reason]);
    }

    public static void Decided(long started) => Decision.Record(Stopwatch.GetElapsedTime(started).TotalSeconds);

    public static void Committed(int events, TimeSpan took)
    {
        CommitDuration.Record(took.TotalSeconds);
        BatchSize.Record(events);
    }

    public static void CommitFailed() => CommitFailures.Add(1);

    public static void OpenChanged(int by) => OpenAuctions.Add(by);

    public static void Extended(ExtensionReason reason) => Extensions.Add(1, reason switch
    {
        ExtensionReason.SoftClose => ByBid,
        ExtensionReason.Outage => ByOutage,
        _ => ByAuctioneer,
    });

    public static void DeadLettersDropped(long letters) => DroppedLetters.Add(letters);

    public static void Closed(TimeSpan delay) => CloseDelay.Record(Math.Max(0, delay.TotalSeconds));
}
