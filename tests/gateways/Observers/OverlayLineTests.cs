using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Sothebais.Gateways.Admin.SyntheticOverlay;

namespace Sothebais.Tests.Gateways.Observers;

/// <summary>The synthetic overlay on a line that a test holds the other end of.</summary>
public sealed class OverlayLineTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    private readonly int _port = Harness.Ports.Next();
    private readonly ConcurrentQueue<(WebSocket Socket, string Query, string Agent, TaskCompletionSource Done)> _lines = new();
    private readonly GlassMetrics _metrics = new();
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, double> _sums = new();
    private WebApplication _app = null!;

    [Fact]
    public async Task It_counts_what_no_snapshot_explains_and_connects_again_when_it_is_cut_off()
    {
        using var ending = new CancellationTokenSource();
        var watching = Line().Watch(ending.Token);
        var (first, query, agent, done) = await Next();
        Assert.Equal(("?auction=genesis-1", "Sothebais-Synthetic-Overlay"), (query, agent));
        foreach (var message in new[] { Snapshot(5), Event(6, "bidPlaced"), Event(7, "fairWarning"), Event(9, "bidPlaced"), Heartbeat, Event(9, "bidPlaced"), Snapshot(20), Event(21, "bidPlaced") })
            await Say(first, message);
        await Told("four bids", "sothebais.glass.latency", 4);
        Assert.Equal(2, _sums["sothebais.glass.gaps"]); // one missed, one told twice
        first.Abort();
        done.SetResult();

        var (second, _, _, left) = await Next();
        await Say(second, Snapshot(40));
        await Say(second, Event(41, "bidPlaced"));
        await Told("the fifth", "sothebais.glass.latency", 5);
        Assert.Equal(2, _sums["sothebais.glass.gaps"]);
        await ending.CancelAsync();
        using var patience = new CancellationTokenSource(Wait.Patience);
        Assert.Equal(WebSocketMessageType.Close, (await second.ReceiveAsync(new byte[10], patience.Token)).MessageType);
        Assert.Equal(WebSocketCloseStatus.NormalClosure, second.CloseStatus);
        await second.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, patience.Token);
        await watching.WaitAsync(patience.Token);
        left.SetResult();
    }

    [Fact]
    public async Task Nonsense_on_the_line_is_no_end_of_the_watch_and_nobody_waits_for_a_silent_goodbye()
    {
        using var ending = new CancellationTokenSource();
        var watching = Line().Watch(ending.Token);
        foreach (var nonsense in new[] { "this is not JSON", "{\"type\":\"event\"}", "{\"type\":\"snapshot\",\"sequence\":\"many\"}" })
        {
            var (socket, _, _, done) = await Next();
            await Say(socket, nonsense);
            done.SetResult();
        }
        await Next(); // which never answers
        await ending.CancelAsync();
        await watching.WaitAsync(Wait.Patience, TestContext.Current.CancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name.StartsWith("sothebais.glass.", StringComparison.Ordinal) && !instrument.IsObservable) listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<double>((instrument, _, _, _) => _sums.AddOrUpdate(instrument.Name, 1, (_, sum) => sum + 1));
        _listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => _sums.AddOrUpdate(instrument.Name, value, (_, sum) => sum + value));
        _listener.Start();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenLocalhost(_port));
        _app = builder.Build();
        _app.UseWebSockets();
        _app.Run(async http =>
        {
            using var socket = await http.WebSockets.AcceptWebSocketAsync();
            var done = new TaskCompletionSource();
            _lines.Enqueue((socket, http.Request.QueryString.Value!, http.Request.Headers.UserAgent.ToString(), done));
            await done.Task.WaitAsync(http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        });
        await _app.StartAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        _metrics.Dispose();
        foreach (var line in _lines) line.Done.TrySetResult();
        await _app.DisposeAsync();
    }

    private OverlayLine Line() => new("genesis-1", new Uri($"ws://127.0.0.1:{_port}/ws"), _metrics, TimeProvider.System, NullLogger.Instance);

    private async Task<(WebSocket Socket, string Query, string Agent, TaskCompletionSource Done)> Next()
    {
        (WebSocket, string, string, TaskCompletionSource) line = default;
        await Wait.Until("it connects", Wait.Patience, () => _lines.TryDequeue(out line));
        return line;
    }

    private Task Told(string what, string instrument, double sum) => Wait.Until(what, Wait.Patience, () => _sums.GetValueOrDefault(instrument) >= sum);

    private static Task Say(WebSocket socket, string message) =>
        socket.SendAsync(Encoding.UTF8.GetBytes(message), WebSocketMessageType.Text, endOfMessage: true, TestContext.Current.CancellationToken);

    private static string Snapshot(long sequence) => $$"""{"type":"snapshot","auction":{"id":"genesis-1"},"sequence":{{sequence}}}""";

    private static string Event(long sequence, string kind) => $$$"""{"type":"event","auction":"genesis-1","sequence":{{{sequence}}},"event":{"kind":"{{{kind}}}"},"view":{},"at":"{{{Noon:O}}}"}""";

    private const string Heartbeat = """{"type":"heartbeat","sequence":99,"serverTime":"2026-11-23T12:00:00.000Z"}""";
}
