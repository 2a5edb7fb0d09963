using System.IO.Compression;
using System.Text;
using Sothebais.Gateways.EventHandler.Feed;
using Sothebais.GrainInterfaces.Feed;
using Sothebais.GrainInterfaces.Intake;

namespace Sothebais.Tests.Unit.Feed;

public sealed class EventFrameTests
{
    private static readonly FeedPosition Place = new(1_700_000_000_000, 3, 0);

    private static FeedEvent Sent(string json) =>
        FeedEvent.Of(new FeedEntry(Place, null) { Sent = [new SentEvent("/elsewhere", "1", "com.example.thing", null, Encoding.UTF8.GetBytes(json))] }).Single();

    [Fact]
    public void An_event_goes_out_with_its_place_and_ends_with_an_empty_line()
    {
        var happened = Sent("""{"id":"1"}""");
        Assert.Equal("id: 1700000000000-3-0\ndata: {\"id\":\"1\"}\n\n", Encoding.UTF8.GetString(happened.Frame));
        Assert.Equal("""{"id":"1"}""", Encoding.UTF8.GetString(happened.Json.Span));
    }

    // A line's end within the data would end the field, and the rest of the event would be another field, of its sender's choice.
    [Fact]
    public void Whatever_ends_a_line_in_what_was_sent_stays_within_the_event()
    {
        var happened = Sent("{\n  \"id\": \"1\",\r\n  \"data\": \"a\\nb\"\r}\n");
        Assert.Equal(4, Encoding.UTF8.GetString(happened.Frame).Split('\n').Length); // id, data, the empty line, and what is behind it
        Assert.DoesNotContain("\r", Encoding.UTF8.GetString(happened.Frame), StringComparison.Ordinal);
        using var read = System.Text.Json.JsonDocument.Parse(happened.Json);
        Assert.Equal("a\nb", read.RootElement.GetProperty("data").GetString());
    }

    [Fact]
    public void A_sign_of_life_brings_the_place_and_no_event()
    {
        Assert.Equal(": keep-alive\nid: 1700000000000-3-0\n\n", Encoding.UTF8.GetString(EventFrame.KeepAlive(Place)));
        Assert.Equal(": keep-alive\n\n", Encoding.UTF8.GetString(EventFrame.KeepAlive(null)));
    }

    [Fact]
    public void A_stream_begins_with_its_place_and_no_event() => Assert.Equal("id: 1700000000000-3-0\n\n", Encoding.UTF8.GetString(EventFrame.Place(Place)));

    [Fact]
    public void Stretches_that_were_deflated_apart_are_one_gzip_stream_in_any_order()
    {
        var random = new Random(7);
        var stretches = Enumerable.Range(0, 50).Select(i => Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, random.Next(0, 400)).Select(n => $"{i}:{n} bidPlaced ")))).ToArray();
        for (var times = 0; times < 5; times++)
        {
            random.Shuffle(stretches);
            using var plain = new MemoryStream();
            using var unzip = new GZipStream(new MemoryStream([.. Deflated.Head, .. stretches.SelectMany(s => Deflated.Stretch(s))]), CompressionMode.Decompress);
            var expected = stretches.SelectMany(s => s).ToArray();
            var read = new byte[expected.Length];
            unzip.ReadExactly(read); // the stream has no end: whoever follows it reads on
            Assert.Equal(expected, read);
        }
    }

    [Fact]
    public void A_stretch_takes_less_than_what_it_holds() => Assert.InRange(Deflated.Stretch(Encoding.UTF8.GetBytes(new string('a', 700))).Length, 6, 30);
}
