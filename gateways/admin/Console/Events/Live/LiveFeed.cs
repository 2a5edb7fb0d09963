using System.Text.Json;
using Sothebais.Gateways.Admin.Console.Api;
using Sothebais.Gateways.Admin.Console.Events.Shown;
using Sothebais.Gateways.Admin.Forwarding;
using Sothebais.GrainInterfaces.Feed;

namespace Sothebais.Gateways.Admin.Console.Events.Live;

/// <summary>Whether the feed is heard.</summary>
internal enum Hearing
{
    /// <summary>Not yet.</summary>
    Opening,

    /// <summary>It is.</summary>
    Live,

    /// <summary>The event handler does not answer; it is tried again and again.</summary>
    Away,
}

/// <summary>
/// The feed as it happens, for one page. Whatever cuts it off, it goes on from its place: each event that passes the filter comes once, in its order. So it does
/// with another filter, from that moment on. Holds the newest <see cref="Most"/>.
/// </summary>
internal sealed class LiveFeed(IHttpClientFactory clients, ServiceAddresses services, TimeProvider clock)
{
    /// <summary>How many events are held.</summary>
    public const int Most = 300;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>The house gives a sign of life every 15 s: after so long without one the line is dead.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(40);

    private readonly Lock _gate = new();
    private readonly Queue<ShownEvent> _events = [];
    private EventFilter _filter = EventFilter.Everything;
    private CancellationTokenSource? _reading;
    private string? _place;

    /// <summary>Whether it is heard.</summary>
    public Hearing Hearing { get; private set; }

    /// <summary>How often something has changed.</summary>
    public int Version { get; private set; }

    /// <summary>How many events have come.</summary>
    public long Came { get; private set; }

    /// <summary>How many of them are no longer held.</summary>
    public long Dropped { get; private set; }

    /// <summary>Whether the feed no longer kept what happened while it was not heard.</summary>
    public bool Missed { get; private set; }

    /// <summary>Those held that pass the filter, the newest first.</summary>
    public ShownEvent[] Shown()
    {
        lock (_gate) return [.. _events.Reverse().Where(e => _filter.Passes(e.Type, e.Subject, e.Source))];
    }

    /// <summary>Goes on with another filter.</summary>
    public void Choose(EventFilter filter)
    {
        lock (_gate)
        {
            if (filter == _filter) return;
            _filter = filter;
            Version++;
            _reading?.Cancel();
        }
    }

    /// <summary>Follows the feed until it is stopped.</summary>
    public async Task Run(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            using var reading = CancellationTokenSource.CreateLinkedTokenSource(stopping);
            EventFilter filter;
            lock (_gate) (_reading, filter) = (reading, _filter);
            try
            {
                try
                {
                    await Read(filter, reading.Token);
                }
                catch (Exception e) when (!reading.IsCancellationRequested && (HouseCallsHosting.IsAway(e) || e is JsonException)) // what is no event is no feed
                {
                    Tell(Hearing.Away);
                }
                await Task.Delay(Pause, clock, reading.Token); // also where the house has hung up
            }
            catch (OperationCanceledException) when (reading.IsCancellationRequested)
            {
                // another filter, or the end
            }
            finally
            {
                lock (_gate) _reading = null;
            }
        }
    }

    private async Task Read(EventFilter filter, CancellationToken stopping)
    {
        var query = FormQuery(filter);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(services.EventHandlerStream, "/events" + query));
        if (_place is { } place) request.Headers.TryAddWithoutValidation("Last-Event-ID", place);
        using var answer = await clients.CreateClient(HouseCallsHosting.Client).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stopping);
        answer.EnsureSuccessStatusCode();
        using var silence = new CancellationTokenSource(Silence, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, silence.Token);
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync(stopping));
        Tell(Hearing.Live);
        var frames = new FeedFrames(lines);
        while (await frames.Next(either.Token) is { } frame)
        {
            Take(frame);
            silence.CancelAfter(Silence);
        }
    }

    private static string FormQuery(EventFilter filter) => FilterForm.Query(filter) is { Length: > 0 } query ? "?" + query[1..] : "";

    // The event and its place at once: whatever comes in between, neither is lost and none comes again.
    private void Take(FeedFrame frame)
    {
        var happened = frame is { Name: null, Data: { } data } ? ShownEvent.Of(SentJson.Read(data)) : null;
        lock (_gate)
        {
            if (frame.Name == "reset") Missed = true;
            if (happened is not null)
            {
                _events.Enqueue(happened);
                Came++;
                if (_events.Count > Most)
                {
                    _events.Dequeue();
                    Dropped++;
                }
            }
            if (frame.Id is not null) _place = frame.Id;
            if (happened is not null || frame.Name is not null) Version++;
        }
    }

    private void Tell(Hearing hearing)
    {
        lock (_gate)
        {
            if (hearing == Hearing) return;
            Hearing = hearing;
            Version++;
        }
    }
}
