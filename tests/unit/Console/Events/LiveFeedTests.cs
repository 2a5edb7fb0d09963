using System.Collections.Concurrent;
using System.IO.Pipelines;
using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Sothebais.Gateways.Admin.Console.Events.Live;
using Sothebais.Gateways.Admin.Forwarding;
using Sothebais.GrainInterfaces.Feed;

namespace Sothebais.Tests.Unit.Console.Events;

/// <summary>The feed as it happens, for one page.</summary>
public sealed class LiveFeedTests : ConsoleContext
{
    private readonly ConcurrentQueue<Pipe> _lines = new();
    private readonly CancellationTokenSource _gone = new();
    private readonly LiveFeed _feed;

    public LiveFeedTests()
    {
        House.Answers("GET /events", _ =>
        {
            var line = new Pipe();
            _lines.Enqueue(line);
            return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(line.Reader.AsStream()) };
        });
        _feed = new LiveFeed(Services.GetRequiredService<IHttpClientFactory>(), Services.GetRequiredService<ServiceAddresses>(), Clock);
    }

    private string[] Ids => [.. _feed.Shown().Select(e => e.Id)];

    private static string Event(int n, string subject = "one") =>
        $$"""id: {{n}}-0-0{{"\n"}}data: {"specversion":"1.0","id":"{{n}}","type":"com.example.thing","source":"/s","subject":"{{subject}}"}{{"\n\n"}}""";

    private async Task Until(Func<bool> holds)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        while (!holds()) await Task.Delay(5, patience.Token);
    }

    private async Task<Pipe> Line(int number)
    {
        await Until(() => _lines.Count >= number);
        return _lines.ElementAt(number - 1);
    }

    private static async Task Write(Pipe line, params string[] frames) => await line.Writer.WriteAsync(Encoding.UTF8.GetBytes(string.Concat(frames)));

    private string? PlaceOf(int request) => House.Heard.ElementAt(request - 1).Headers.GetValueOrDefault("Last-Event-ID");

    [Fact]
    public async Task A_line_that_is_cut_goes_on_from_its_place_and_the_newest_stands_first()
    {
        _ = _feed.Run(_gone.Token);
        var first = await Line(1);
        await Write(first, Event(1), Event(2), "id: 3-0-0\ndata: {\"id\"");
        await Until(() => _feed.Came == 2);
        await first.Writer.CompleteAsync();
        await Until(() => { Clock.Advance(TimeSpan.FromSeconds(1)); return _lines.Count == 2; });
        Assert.Equal((null, "2-0-0"), (PlaceOf(1), PlaceOf(2)));
        await Write(await Line(2), Event(3));
        await Until(() => _feed.Came == 3);
        Assert.Equal(["3", "2", "1"], Ids);
    }

    [Fact]
    public async Task Another_filter_goes_on_from_the_place_that_was_reached_also_where_nothing_was_heard()
    {
        _ = _feed.Run(_gone.Token);
        await Write(await Line(1), "id: 9-0-0\n\n");
        await Write(_lines.First(), Event(10), Event(11, "two"), "id: 20-0-0\n\n");
        await Until(() => _feed.Came == 2);
        await Write(_lines.First(), "event: reset\ndata: {}\n\n"); // is behind the place
        await Until(() => _feed.Missed);
        _feed.Choose(new EventFilter(null, "two", null));
        await Line(2);
        Assert.Equal(("20-0-0", "/events?subject=two"), (PlaceOf(2), House.Heard.Last().Path));
        Assert.Equal(["11"], Ids);
        _feed.Choose(EventFilter.Everything);
        await Line(3);
        Assert.Equal(["11", "10"], Ids);
    }

    [Fact]
    public async Task Only_the_newest_are_held_and_it_says_how_many_are_not()
    {
        _ = _feed.Run(_gone.Token);
        await Write(await Line(1), [.. Enumerable.Range(1, LiveFeed.Most + 5).Select(n => Event(n))]);
        await Until(() => _feed.Came == LiveFeed.Most + 5);
        Assert.Equal((5, LiveFeed.Most, "6"), (_feed.Dropped, Ids.Length, Ids[^1]));
    }

    [Fact]
    public async Task While_the_event_handler_is_away_it_says_so_and_comes_back_by_itself()
    {
        House.IsAway = true;
        _ = _feed.Run(_gone.Token);
        await Until(() => _feed.Hearing == Hearing.Away);
        House.IsAway = false;
        await Until(() => { Clock.Advance(TimeSpan.FromSeconds(1)); return _feed.Hearing == Hearing.Live; });
    }

    [Fact]
    public async Task A_line_without_a_sign_of_life_is_taken_for_dead()
    {
        _ = _feed.Run(_gone.Token);
        await Line(1);
        await Until(() => _feed.Hearing == Hearing.Live);
        await Until(() => { Clock.Advance(TimeSpan.FromSeconds(20)); return _lines.Count == 2; });
    }

    protected override void Dispose(bool disposing)
    {
        _gone.Cancel();
        _gone.Dispose();
        base.Dispose(disposing);
    }
}
