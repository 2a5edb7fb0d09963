using System.Text;
using System.Text.Json;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Money;
using Sothebais.Grains.EventLog;
using Sothebais.Tests.Unit.Auctions;

namespace Sothebais.Tests.Unit.EventLog;

public sealed class AuctionEventJsonTests
{
    [Fact]
    public void Events_of_every_kind_are_tested() => Assert.Equal(Facts.Kinds.ToHashSet(), [.. Facts.All.Select(e => e.GetType())]);

    [Fact]
    public void Every_event_is_read_as_it_was_written() => Assert.All(Facts.Logged, e => Facts.Same(e, AuctionEventJson.Read(AuctionEventJson.Write(e))));

    // What is stored stays: these texts may be added to and never changed.
    [Fact]
    public void The_stored_form_of_a_bid_never_changes()
    {
        var placed = new BidPlaced(new Bidder("alice", "Alice", 7), new Amount(1_250_000_000_000_000_000), new Amount(1_250_000_000_000_000_000), new Amount(1_375_000_000_000_000_000), 17, true, Room.Noon.AddMinutes(5))
        {
            Sequence = 42,
            At = Room.Noon.AddMilliseconds(1),
            Origin = new Origin("alice", "=1", "f00d"),
        };
        const string Stored =
            """{"kind":"bidPlaced","bidder":{"id":"alice","name":"Alice","paddle":7},"amount":"1250000000000000000","price":"1250000000000000000","minimumBid":"1375000000000000000","bidCount":17,"reserveMet":true,"closesAt":"2026-11-23T12:05:00+00:00","sequence":42,"at":"2026-11-23T12:00:00.001+00:00","origin":{"by":"alice","key":"=1","body":"f00d"},"v":1}""";
        Assert.Equal(Stored, Text(placed));
        Assert.Equal(placed, Read(Stored));
    }

    [Fact]
    public void Absent_facts_are_left_out_and_read_as_absent()
    {
        var placed = new BidPlaced(new Bidder("carol", null, null), new Amount(1), new Amount(1), null, 1, null, null) { Sequence = 3, At = Room.Noon };
        const string Stored =
            """{"kind":"bidPlaced","bidder":{"id":"carol"},"amount":"1","price":"1","bidCount":1,"sequence":3,"at":"2026-11-23T12:00:00+00:00","v":1}""";
        Assert.Equal(Stored, Text(placed));
        Assert.Equal(placed, Read(Stored));
    }

    // A house that knew one format, and sold one of each lot to anyone, wrote this.
    [Fact]
    public void A_creation_of_an_older_house_is_an_English_auction_of_one_lot_for_anyone()
    {
        var settings = Assert.IsType<AuctionCreated>(Read(
            """{"kind":"auctionCreated","settings":{"title":"Genesis #1","lot":{"name":"Genesis #1","attributes":[]},"currency":{"code":"USD","decimals":2},"openingBid":"10000","increments":{"by":"basisPoints","points":1000},"duration":"00:05:00","startsOnFirstBid":false},"sequence":1,"at":"2026-11-23T12:00:00+00:00","v":1}""")).Settings;
        Assert.Equal((AuctionFormat.English, 1, Admission.Anyone), (settings.Format, settings.Quantity, settings.Admission));
    }

    [Fact]
    public void The_stored_form_of_a_creation_never_changes() => Assert.Equal(
        """{"kind":"auctionCreated","settings":{"title":"Genesis #1","lot":{"name":"Genesis #1","attributes":[]},"currency":{"code":"USD","decimals":2},"openingBid":"10000","increments":{"by":"basisPoints","points":1000},"duration":"00:05:00","startsOnFirstBid":false,"format":"english","quantity":1,"admission":"anyone"},"sequence":1,"at":"2026-11-23T12:00:00+00:00","v":1}""",
        Text(new AuctionCreated(Room.Terms) { Sequence = 1, At = Room.Noon }));

    [Theory]
    [InlineData(typeof(AuctionCreated), "auctionCreated")]
    [InlineData(typeof(AuctionRevised), "auctionRevised")]
    [InlineData(typeof(AuctionScheduled), "auctionScheduled")]
    [InlineData(typeof(AuctionOpened), "auctionOpened")]
    [InlineData(typeof(BidPlaced), "bidPlaced")]
    [InlineData(typeof(ProxyRaised), "proxyRaised")]
    [InlineData(typeof(MaximumRaised), "maximumRaised")]
    [InlineData(typeof(AuctionExtended), "auctionExtended")]
    [InlineData(typeof(FairWarning), "fairWarning")]
    [InlineData(typeof(AuctionPaused), "auctionPaused")]
    [InlineData(typeof(AuctionResumed), "auctionResumed")]
    [InlineData(typeof(BidRetracted), "bidRetracted")]
    [InlineData(typeof(AuctionSold), "auctionSold")]
    [InlineData(typeof(AuctionUnsold), "auctionUnsold")]
    [InlineData(typeof(AuctionCancelled), "auctionCancelled")]
    [InlineData(typeof(AuctionReopened), "auctionReopened")]
    [InlineData(typeof(AuctionSettled), "auctionSettled")]
    public void Every_kind_is_stored_under_its_name(Type type, string kind) =>
        Assert.All(Facts.All.Where(e => e.GetType() == type), e => Assert.StartsWith($"{{\"kind\":\"{kind}\",", Text(e), StringComparison.Ordinal));

    [Fact]
    public void A_fact_added_by_a_newer_house_in_the_same_version_is_passed_over() =>
        Assert.Equal(new FairWarning(2) { Sequence = 9, At = Room.Noon }, Read("""{"kind":"fairWarning","call":2,"tone":"stern","sequence":9,"at":"2026-11-23T12:00:00+00:00","v":1}"""));

    [Theory]
    [InlineData("""{"kind":"fairWarning","call":2,"sequence":9,"at":"2026-11-23T12:00:00+00:00","v":2}""")] // a newer version
    [InlineData("""{"kind":"lotDropped","sequence":9,"at":"2026-11-23T12:00:00+00:00","v":1}""")] // a newer kind
    [InlineData("""{"sequence":9,"v":1}""")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("")]
    [InlineData("""{"kind":"fairWarning","call":""")]
    public void What_this_house_does_not_understand_is_refused(string json) => Assert.ThrowsAny<JsonException>(() => Read(json));

    [Fact]
    public void A_currency_is_known_again_from_its_header() =>
        Assert.All(Currency.Known, code => Assert.Equal(Currency.Find(code), AuctionEventJson.CurrencyOf(AuctionEventJson.HeaderOf(Currency.Find(code)!))));

    [Fact]
    public void An_auction_is_known_again_from_its_entity()
    {
        Assert.Equal("auction:genesis-1", AuctionEventJson.EntityOf("genesis-1"));
        Assert.Equal("genesis-1", AuctionEventJson.AuctionIdOf("auction:genesis-1"));
        Assert.Null(AuctionEventJson.AuctionIdOf("sale:spring"));
    }

    private static string Text(AuctionEvent happened) => Encoding.UTF8.GetString(AuctionEventJson.Write(happened));

    private static AuctionEvent Read(string json) => AuctionEventJson.Read(Encoding.UTF8.GetBytes(json));
}
