using System.Text.Json;
using Sothebais.Gateways.Admin.Console.Events.Shown;

namespace Sothebais.Tests.Unit.Console.Events;

public sealed class EventSummaryTests
{
    [Theory]
    [InlineData("""{"data":{"kind":"bidPlaced","bidderId":"ann","name":"Ann","paddle":7,"amount":"1.25","price":"1.25"}}""", "Ann (paddle 7) bid 1.25.")]
    [InlineData("""{"data":{"kind":"bidPlaced","bidderId":"ann","name":null,"paddle":null,"amount":"3","price":"2.5"}}""", "ann bid 3; the price is 2.5.")]
    [InlineData("""{"data":{"kind":"bidPlaced","bidderId":"ann","name":"Ann","paddle":null,"amount":null,"price":null}}""", "Ann handed in a sealed bid.")]
    [InlineData("""{"data":{"kind":"auctionSold","winner":"ann","name":"Ann","paddle":null,"amount":"3"}}""", "Sold to Ann for 3.")]
    [InlineData("""{"data":{"kind":"auctionPaused","reason":"A question"}}""", "Paused: A question")]
    [InlineData("""{"data":{"kind":"auctionExtended","reason":"softClose"}}""", "A late bid moved the close.")]
    [InlineData("""{"data":{"wallet":"0xabc","balance":12.5,"ok":true,"more":{}}}""", "wallet: 0xabc · balance: 12.5 · ok: True")]
    [InlineData("""{"data":"some text"}""", "some text")]
    [InlineData("""{"data_base64":"AAAA"}""", "Binary data")]
    [InlineData("{}", "")]
    public void It_says_in_a_line_what_happened(string cloud, string line) => Assert.Equal(line, EventSummary.Of(JsonElement.Parse(cloud)));

    [Fact]
    public void It_is_short_whatever_was_sent() => Assert.InRange(EventSummary.Of(JsonElement.Parse($$"""{"data":"{{new string('x', 10_000)}}"}""")).Length, 1, 200);

    [Fact]
    public void An_event_that_says_a_thing_twice_is_shown_as_it_came() =>
        Assert.Contains("\"a\": 2", ShownEvent.Of(SentJson.Read("""{"id":"1","data":{"a":1,"a":2}}""")).Pretty, StringComparison.Ordinal);
}
