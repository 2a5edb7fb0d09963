using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sothebais.Gateways.Admin.Console.Room;
using Sothebais.Gateways.Defaults.Auctions;
using Sothebais.Gateways.Defaults.Requests;
using AuctionRoom = Sothebais.Tests.Unit.Auctions.Room;

namespace Sothebais.Tests.Unit.Console.ControlRoom;

/// <summary>A control room shows what every viewer's line tells, and knows when something is missing.</summary>
public sealed class RoomPictureTests
{
    private readonly RoomPicture _picture = new();

    [Fact]
    public void Before_the_first_snapshot_it_shows_nothing()
    {
        Assert.True(_picture.Take(Utf8("""{"type":"heartbeat","sequence":7,"serverTime":"2026-11-27T12:00:00Z"}""")));
        Assert.Equal((null, 0L), (_picture.View, _picture.Sequence));
        Assert.False(_picture.Take(Event(1, """{"kind":"auctionOpened"}""", """{"status":"open"}""")));
    }

    [Fact]
    public void An_event_changes_the_fields_that_it_names_and_is_on_top_of_the_list()
    {
        Snapshot(4);
        Assert.True(_picture.Take(Event(5, """{"kind":"bidPlaced","bidderId":"ada","name":"Ada","paddle":7,"amount":"1.5","price":"1.5"}""", """{"sequence":5,"price":"1.5","bidCount":3,"leader":{"bidderId":"ada","name":"Ada","paddle":7}}""")));
        Assert.Equal(("1.5", 3, "Ada", 5L), (_picture.View!.Price, _picture.View.BidCount, _picture.View.Leader!.Name, _picture.Sequence));
        Assert.Equal("7 · \u2068Ada\u2069 bid 1.5 USD.", _picture.Events.First().Says("USD"));
    }

    [Fact]
    public void A_gap_is_not_passed_over()
    {
        Snapshot(4);
        Assert.False(_picture.Take(Event(6, """{"kind":"fairWarning","call":1}""", """{"sequence":6}""")));
        Assert.Equal(4, _picture.Sequence);
    }

    [Fact]
    public void A_heartbeat_may_overtake_an_event_and_a_lost_last_event_is_noticed_by_the_next()
    {
        Snapshot(4);
        Assert.True(_picture.Take(Heartbeat(4)));
        Assert.True(_picture.Take(Heartbeat(5)));
        Assert.True(_picture.Take(Event(5, """{"kind":"fairWarning","call":1}""", """{"sequence":5}""")));
        Assert.True(_picture.Take(Heartbeat(6)));
        Assert.False(_picture.Take(Heartbeat(6)));
        Snapshot(6);
        Assert.True(_picture.Take(Heartbeat(6)));

        static ReadOnlyMemory<byte> Heartbeat(long sequence) => Utf8($$"""{"type":"heartbeat","sequence":{{sequence}},"serverTime":"2026-11-27T12:00:00Z"}""");
    }

    [Fact]
    public void What_was_told_before_changes_nothing()
    {
        Snapshot(4);
        Assert.True(_picture.Take(Event(4, """{"kind":"bidPlaced","name":"Ada","amount":"9","price":"9"}""", """{"sequence":4,"price":"9"}""")));
        Assert.Equal(("1", 4L), (_picture.View!.Price, _picture.Sequence));
    }

    [Fact]
    public void After_a_cut_line_the_missed_events_are_in_the_list_and_the_snapshot_counts()
    {
        Snapshot(4);
        _picture.Take(Event(5, """{"kind":"fairWarning","call":1}""", """{"sequence":5}"""));
        Snapshot(7, price: "3");
        foreach (var missed in new[] { 6, 7 }) Assert.True(_picture.Take(Event(missed, $$"""{"kind":"bidPlaced","name":"Bob","amount":"{{missed - 4}}","price":"{{missed - 4}}"}""", $$"""{"sequence":{{missed}},"price":"2"}""")));
        Assert.Equal(("3", 7L), (_picture.View!.Price, _picture.Sequence));
        Assert.Equal([7, 6, 5], _picture.Events.Select(e => e.Sequence));
        Assert.Equal([6, 7], _picture.Since(5).Select(e => e.Sequence));
    }

    [Fact]
    public void A_warning_stands_until_a_bid_answers_it()
    {
        Snapshot(4);
        _picture.Take(Event(5, """{"kind":"fairWarning","call":1}""", """{"sequence":5}"""));
        Assert.True(_picture.IsWarned);
        _picture.Take(Event(6, """{"kind":"auctionPaused","remaining":"PT1M","reason":null}""", """{"sequence":6,"status":"paused"}"""));
        Assert.True(_picture.IsWarned);
        _picture.Take(Event(7, """{"kind":"bidPlaced","name":"Bob","amount":"2","price":"2"}""", """{"sequence":7}"""));
        Assert.False(_picture.IsWarned);
    }

    [Fact]
    public void It_keeps_the_newest_events_and_no_more()
    {
        Snapshot(4);
        for (var i = 5; i < 500; i++) _picture.Take(Event(i, """{"kind":"bidPlaced","name":"Bob","amount":"2","price":"2"}""", $$"""{"sequence":{{i}}}"""));
        Assert.Equal((RoomPicture.MostEvents, 499L), (_picture.Events.Count, _picture.Events.First().Sequence));
    }

    private void Snapshot(long sequence, string price = "1")
    {
        var view = JsonSerializer.SerializeToNode(PublicView.Of(AuctionRoom.Opened().Auction.View(), AuctionRoom.Noon), StrictJson.Options)!.AsObject();
        (view["price"], view["sequence"]) = (price, sequence);
        Assert.True(_picture.Take(Utf8(new JsonObject { ["type"] = "snapshot", ["auction"] = view, ["sequence"] = sequence, ["fairWarning"] = false, ["recentBids"] = new JsonArray() }.ToJsonString())));
    }

    private static byte[] Event(long sequence, string happened, string view) => Utf8($$"""{"type":"event","auction":"x","sequence":{{sequence}},"event":{{happened}},"view":{{view}},"at":"2026-11-27T12:00:01Z"}""");

    private static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);
}
