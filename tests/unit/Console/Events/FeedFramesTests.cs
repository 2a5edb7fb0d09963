using Sothebais.Gateways.Admin.Console.Events.Live;

namespace Sothebais.Tests.Unit.Console.Events;

public sealed class FeedFramesTests
{
    private static async Task<List<FeedFrame>> Read(string stream)
    {
        var frames = new FeedFrames(new StringReader(stream));
        List<FeedFrame> read = [];
        while (await frames.Next(default) is { } frame) read.Add(frame);
        return read;
    }

    [Fact]
    public async Task An_event_comes_with_its_place() =>
        Assert.Equal([new FeedFrame("7-0-0", null, "{}"), new FeedFrame("8-0-0", null, "{}")], await Read("retry: 1000\n\nid: 7-0-0\ndata: {}\n\nid: 8-0-0\ndata: {}\n\n"));

    [Fact]
    public async Task A_sign_of_life_brings_a_place_and_no_event() =>
        Assert.Equal([new FeedFrame("7-0-0", null, null)], await Read(": keep-alive\nid: 7-0-0\n\n: keep-alive\n\n"));

    [Fact]
    public async Task A_reset_is_told_apart_from_events() => Assert.Equal([new FeedFrame(null, "reset", "{}")], await Read("event: reset\ndata: {}\n\n"));

    [Fact]
    public async Task A_place_whose_event_was_cut_off_does_not_count() => Assert.Empty(await Read("id: 7-0-0\ndata: {\"id\":"));
}
