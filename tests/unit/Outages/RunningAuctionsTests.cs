using System.Diagnostics.Metrics;
using Sothebais.Grains.Outages;
using Sothebais.Tests.Unit.Auctions;

namespace Sothebais.Tests.Unit.Outages;

/// <summary>The open auctions of a silo, and the gauge of those that close next.</summary>
public sealed class RunningAuctionsTests
{
    private readonly RunningAuctions _running = new();

    [Fact]
    public void The_soonest_are_those_that_close_next_in_their_order_and_without_those_that_have_no_close()
    {
        for (var i = 0; i < 100; i++) Assert.True(_running.Enter($"a-{i}", i % 10 == 0 ? null : Room.Noon.AddSeconds(100 - i)));
        Assert.Equal(["a-99", "a-98", "a-97"], _running.Soonest(3).Select(s => s.Id));
        Assert.Equal(90, _running.Soonest(200).Count);
        Assert.Equal(Room.Noon.AddSeconds(1), _running.Soonest(1)[0].ClosesAt);
    }

    [Fact]
    public void A_close_that_moves_and_an_auction_that_leaves_change_which_come_next()
    {
        foreach (var (id, at) in new[] { ("a", 1), ("b", 2), ("c", 3) }) _running.Enter(id, Room.Noon.AddSeconds(at));
        Assert.False(_running.Enter("a", Room.Noon.AddSeconds(60)));
        Assert.Equal(["b", "c", "a"], _running.Soonest(3).Select(s => s.Id));
        Assert.True(_running.Remove("b"));
        _running.Enter("c", null);
        Assert.Equal(["a"], _running.Soonest(3).Select(s => s.Id));
    }

    [Fact]
    public void An_auction_that_is_there_enters_again_without_memory()
    {
        _running.Enter("a", Room.Noon);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++) _running.Enter("a", Room.Noon.AddSeconds(i));
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public async Task The_gauge_shows_twenty_in_Unix_time_and_starts_afresh_before_the_exporter_has_its_fill()
    {
        var (mine, made, ended) = ($"gauge-{Guid.NewGuid():n}", 0, 0);
        var shown = new List<(double At, string Id)>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument is not { Meter.Name: "Sothebais", Name: "sothebais.auction.deadline.timestamp" }) return;
                Interlocked.Increment(ref made);
                listener.EnableMeasurementEvents(instrument);
            },
            MeasurementsCompleted = (_, _) => Interlocked.Increment(ref ended),
        };
        listener.SetMeasurementEventCallback<double>((_, at, tags, _) =>
        {
            if (tags[0].Value is string id && id.StartsWith(mine, StringComparison.Ordinal)) shown.Add((at, id));
        });
        listener.Start();
        var before = Volatile.Read(ref made);
        for (var i = 0; i < 1_600; i++) _running.Enter($"{mine}-{i:0000}", Room.Noon.AddSeconds(i));
        listener.RecordObservableInstruments();
        Assert.Equal(Enumerable.Range(0, 20).Select(i => ((double)Room.Noon.AddSeconds(i).ToUnixTimeSeconds(), $"{mine}-{i:0000}")), shown);
        for (var i = 0; i < 1_600; i++)
        {
            _running.Remove($"{mine}-{i:0000}");
            if (i % 20 == 0) listener.RecordObservableInstruments();
        }
        for (var i = 0; i < 200 && (Volatile.Read(ref made) <= before || Volatile.Read(ref ended) == 0); i++) await Task.Delay(10, TestContext.Current.CancellationToken);
        Assert.True(made > before, "It never started afresh.");
        Assert.True(ended > 0, "The old one never ended.");
    }
}
