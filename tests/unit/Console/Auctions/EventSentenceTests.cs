using System.Text.Json;
using Sothebais.Gateways.Admin.Console.Auctions;
using Sothebais.Tests.Unit.Auctions;
using Sothebais.Tests.Unit.Public;

namespace Sothebais.Tests.Unit.Console.Auctions;

/// <summary>What the console says of events.</summary>
public sealed class EventSentenceTests
{
    private const string Ann = "\"bidderId\":\"ann\",\"name\":\"Ann\",\"paddle\":7";

    [Theory]
    [InlineData("""{"kind":"auctionCreated","title":"Genesis","format":"english","openingBid":"0.1"}""", "Created as “Genesis”: English, from 0.1 ETH.")]
    [InlineData("""{"kind":"auctionScheduled","opensAt":"2026-11-27T20:00:00Z"}""", "Scheduled to open 20:00.")]
    [InlineData("""{"kind":"auctionOpened","opensAt":"2026-11-27T20:00:00Z","closesAt":"2026-11-27T20:10:00Z"}""", "Opened; the hammer falls 20:10.")]
    [InlineData("""{"kind":"auctionOpened","closesAt":null}""", "Opened.")]
    [InlineData("{\"kind\":\"bidPlaced\"," + Ann + ",\"amount\":\"1.5\",\"price\":\"1.5\"}", "Ann (paddle 7) bid 1.5 ETH.")]
    [InlineData("{\"kind\":\"bidPlaced\"," + Ann + ",\"amount\":\"1.5\",\"price\":\"1.6\",\"graceMs\":12}", "Ann (paddle 7) bid 1.5 ETH (received in time, decided 12 ms after the close); the price is 1.6 ETH.")]
    [InlineData("{\"kind\":\"bidPlaced\"," + Ann + ",\"amount\":null,\"price\":null}", "Ann (paddle 7) handed in a sealed bid.")]
    [InlineData("{\"kind\":\"bidPlaced\"," + Ann + ",\"amount\":\"1\",\"price\":\"1\",\"quantity\":3}", "Ann (paddle 7) took 3 at 1 ETH.")]
    [InlineData("""{"kind":"proxyRaised","bidderId":"bob","name":null,"paddle":null,"price":"2"}""", "The house bid for bob, up to whose maximum it may; the price is 2 ETH.")]
    [InlineData("""{"kind":"maximumRaised"}""", "A bidder raised their maximum; how far is theirs to know.")]
    [InlineData("""{"kind":"auctionExtended","closesAt":"2026-11-27T20:11:00Z","reason":"softClose"}""", "A late bid moved the close to 20:11.")]
    [InlineData("""{"kind":"auctionExtended","closesAt":null,"reason":"auctioneer"}""", "The auctioneer gave more time.")]
    [InlineData("""{"kind":"auctionExtended","closesAt":"2026-11-27T20:11:00Z","reason":"outage"}""", "The house could not take bids for a while, and moved the close to 20:11.")]
    [InlineData("""{"kind":"fairWarning","call":2}""", "Fair warning, call 2.")]
    [InlineData("""{"kind":"auctionPaused","remaining":"PT1M30S","reason":"A question."}""", "Paused with 1 min 30 s left: A question.")]
    [InlineData("""{"kind":"fairWarning","call":1}""", "Fair warning.")]
    [InlineData("""{"kind":"auctionPaused","remaining":null,"reason":null}""", "Paused.")]
    [InlineData("""{"kind":"auctionResumed","closesAt":null}""", "Bidding goes on.")]
    [InlineData("""{"kind":"bidRetracted","bidId":"g-4","reason":"A slip","price":"1"}""", "Bid g-4 was taken back; the price is 1 ETH: A slip")]
    [InlineData("""{"kind":"auctionSold","winner":"ann","name":"Ann","paddle":null,"amount":"3"}""", "Sold to Ann for 3 ETH.")]
    [InlineData("""{"kind":"auctionSold","winner":"ann","name":"Ann","paddle":null,"amount":"3","awards":[{},{}]}""", "Sold to Ann for 3 ETH, the first of 2 takers.")]
    [InlineData("""{"kind":"auctionUnsold","reason":"reserveNotMet"}""", "Not sold: the reserve was not met.")]
    [InlineData("""{"kind":"auctionCancelled","reason":"Withdrawn."}""", "Cancelled: Withdrawn.")]
    [InlineData("""{"kind":"auctionReopened","closesAt":"2026-11-27T20:11:00Z","reason":null,"undo":true}""", "Undone: the hammer was taken back; bidding goes on until 20:11.")]
    [InlineData("""{"kind":"auctionSettled","reference":"tx 9"}""", "Settled; the reference is tx 9.")]
    [InlineData("""{"kind":"somethingNewer"}""", "somethingNewer.")]
    public void Every_event_is_a_sentence(string happened, string sentence) =>
        Assert.Equal(sentence, EventSentence.Of(JsonElement.Parse(happened), "ETH", at => at.ToString("HH:mm", System.Globalization.CultureInfo.InvariantCulture)));

    [Fact]
    public void Every_event_of_an_auction_has_its_sentence() =>
        Assert.All(Facts.All, e => Assert.NotNull(EventSentence.Known(JsonElement.Parse(PublicJson.Event(e).ToJsonString()), "ETH")));

    [Theory]
    [InlineData("""{"kind":"auctionPaused","remaining":"a while","reason":5}""", "Paused.")]
    [InlineData("""{"kind":"bidPlaced","amount":"1","paddle":1.5,"graceMs":"x"}""", "Somebody bid 1.")]
    [InlineData("""{"kind":"auctionOpened","closesAt":"soon"}""", "Opened.")]
    [InlineData("""{"kind":7}""", "7.")]
    [InlineData("{}", ".")]
    public void What_somebody_sent_in_may_have_any_form(string happened, string sentence) => Assert.Equal(sentence, EventSentence.Of(JsonElement.Parse(happened), "", at => at.ToString("O")));
}
