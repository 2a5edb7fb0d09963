using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Money;
using Sothebais.GrainInterfaces.Sales;
using Sothebais.Grains.Sales;

namespace Sothebais.Tests.Unit.Sales;

/// <summary>Which lots a sale has, whose paddle is whose, and how all of it is kept.</summary>
public sealed class SettingUpTests
{
    private static readonly Origin Someone = new("admin", "=1", "abc", "request");

    private static SaleVerdict Decide(Saleroom room, SaleCommand command, params (string Id, AuctionView? View)[] auctions) =>
        SaleRules.Decide(room.Sale, command, room.Now, auctions.ToDictionary(a => a.Id, a => a.View));

    private static AuctionView View(string id, AuctionStatus status = AuctionStatus.Draft, string? sale = null, string currency = "USD") => new()
    {
        Id = id,
        Status = status,
        Sequence = 1,
        Settings = Saleroom.Terms(1, null) with { SaleId = sale, Currency = Currency.Find(currency)! },
    };

    [Fact]
    public void Drafts_of_the_sales_currency_become_lots_once()
    {
        var room = new Saleroom(Saleroom.Settings(), 1);
        SaleRefusal Refused(params (string, AuctionView?)[] auctions) => Decide(room, new AddLots([.. auctions.Select(a => a.Item1)]) { Origin = Someone }, auctions).Refusal;
        Assert.Equal(default, Refused(("new", View("new"))));
        Assert.Equal(default, Refused(("ours", View("ours", sale: Saleroom.Id))));
        Assert.Equal(SaleRefusal.LotNotFound, Refused(("none", null)));
        Assert.Equal(SaleRefusal.LotNotDraft, Refused(("open", View("open", AuctionStatus.Open))));
        Assert.Equal(SaleRefusal.LotCurrency, Refused(("eth", View("eth", currency: "ETH"))));
        Assert.Equal(SaleRefusal.LotOfAnotherSale, Refused(("theirs", View("theirs", sale: "spring"))));
        Assert.Equal(SaleRefusal.LotAlreadyThere, Refused(("lot-1", View("lot-1"))));
    }

    [Fact]
    public void A_sale_has_a_thousand_lots_at_most()
    {
        var room = new Saleroom(Saleroom.Settings(), 1);
        ImportLots Import(int lots) => new([.. Enumerable.Range(1, lots).Select(n => new ImportedLot($"new-{n}", Saleroom.Terms(n, null)))]) { Origin = Someone };
        Assert.Equal(SaleRefusal.TooManyLots, Decide(room, Import(1_000)).Refusal);
        Assert.IsType<ImportAccepted>(Assert.Single(Decide(room, Import(999)).Events!));
    }

    [Fact]
    public void What_the_room_has_seen_keeps_its_number()
    {
        var room = new Saleroom(Saleroom.Settings(), 3);
        Assert.Null(room.Ask(o => new ReorderLots(["lot-3", "lot-1", "lot-2"]) { Origin = o }));
        Assert.Equal(["lot-3", "lot-1", "lot-2"], room.Sale.Order);
        room.Ask(o => new OpenSale { Origin = o });
        room.Ask(o => new CallNextLot { Origin = o });
        Assert.Equal(SaleRefusal.WrongOrder, room.Ask(o => new ReorderLots(["lot-1", "lot-3", "lot-2"]) { Origin = o }));
        Assert.Null(room.Ask(o => new ReorderLots(["lot-3", "lot-2", "lot-1"]) { Origin = o }));
        Assert.Equal(SaleRefusal.WrongOrder, room.Ask(o => new ReorderLots(["lot-3", "lot-2"]) { Origin = o }));
        Assert.Equal(SaleRefusal.WrongOrder, room.Ask(o => new ReorderLots(["lot-3", "lot-2", "lot-2"]) { Origin = o }));
        Assert.Equal(SaleRefusal.WrongOrder, room.Ask(o => new ReorderLots(["lot-3", "lot-2", "lot-4"]) { Origin = o }));
    }

    [Fact]
    public void Who_saw_another_order_does_not_change_it_unseen()
    {
        var room = new Saleroom(Saleroom.Settings(), 3);
        Assert.Null(room.Ask(o => new ReorderLots(["lot-2", "lot-1", "lot-3"], ["lot-1", "lot-2", "lot-3"]) { Origin = o }));
        Assert.Equal(SaleRefusal.Conflict, room.Ask(o => new ReorderLots(["lot-1", "lot-3", "lot-2"], ["lot-1", "lot-2", "lot-3"]) { Origin = o }));
        Assert.Equal(SaleRefusal.Conflict, room.Ask(o => new ReorderLots(["lot-1", "lot-2"], ["lot-2", "lot-1"]) { Origin = o })); // one was added meanwhile
        Assert.Equal(["lot-2", "lot-1", "lot-3"], room.Sale.Order);
    }

    [Fact]
    public void Settings_change_before_the_opening_and_only_as_they_were_read()
    {
        var room = new Saleroom(Saleroom.Settings(), 1);
        var read = room.Sale.Sequence;
        Assert.Equal(SaleRefusal.NotPossible, room.Ask(o => new ReviseSale(Saleroom.Settings() with { Currency = Currency.Find("ETH")! }, read) { Origin = o }));
        Assert.Null(room.Ask(o => new ReviseSale(Saleroom.Settings(SaleMode.Automatic), read) { Origin = o }));
        Assert.Equal(SaleRefusal.Conflict, room.Ask(o => new ReviseSale(Saleroom.Settings(), read) { Origin = o }));
        room.Ask(o => new OpenSale { Origin = o });
        Assert.Equal(SaleRefusal.WrongStatus, room.Ask(o => new ReviseSale(Saleroom.Settings(), room.Sale.Sequence) { Origin = o }));
    }

    [Fact]
    public void A_paddle_is_one_bidders_and_a_bidder_has_one()
    {
        var room = new Saleroom(Saleroom.Settings(), 1);
        SaleRefusal? Give(string bidder, int? wanted = null) => room.Ask(o => new GivePaddle(bidder, wanted) { Origin = o });
        Assert.Null(Give("ann", 2));
        Assert.Null(Give("bob"));
        Assert.Null(Give("cat"));
        Assert.Equal((2, 1, 3), (room.Sale.Paddles["ann"], room.Sale.Paddles["bob"], room.Sale.Paddles["cat"]));
        var before = room.Sale.Sequence;
        Assert.Null(Give("ann"));
        Assert.Null(Give("ann", 2));
        Assert.Equal(before, room.Sale.Sequence);
        Assert.Equal(SaleRefusal.PaddleHeld, Give("ann", 7));
        Assert.Equal(SaleRefusal.PaddleTaken, Give("dan", 3));
        room.Ask(o => new EndSale { Origin = o });
        Assert.Null(Give("ann"));
        Assert.Equal(SaleRefusal.WrongStatus, Give("dan"));
    }

    // These are promises to logs already written.
    [Fact]
    public void Every_event_is_kept_in_its_form_and_arrives_whole()
    {
        var wire = new ServiceCollection().AddSerializer().BuildServiceProvider().GetRequiredService<Serializer>();
        var settings = Saleroom.Settings(SaleMode.Timed) with { Windows = new(new(2026, 11, 23), 30, new(15, 0), new(16, 0), "Europe/Berlin"), LotDefaults = "{}", StartsAt = Saleroom.Noon };
        (SaleEvent Happened, string Kind)[] events =
        [
            (new SaleCreated(settings), "saleCreated"), (new SaleRevised(settings), "saleRevised"), (new LotsAdded([new("a", "A")]), "lotsAdded"), (new LotsReordered(["b", "a"]), "lotsReordered"),
            (new ImportAccepted([new("a", Saleroom.Terms(1, null))]), "importAccepted"), (new ImportedIdTaken("a", "b"), "importedIdTaken"), (new ImportCompleted(), "importCompleted"),
            (new SaleOpened(), "saleOpened"), (new SalePaused("x"), "salePaused"), (new SaleResumed(), "saleResumed"), (new SaleEnded(), "saleEnded"),
            (new LotDirected("a", Direction.Reopen, Saleroom.Noon, 3, TimeSpan.FromSeconds(5), "x"), "lotDirected"), (new DirectionFollowed("a"), "directionFollowed"),
            (new DirectionRefused("a", Refusal.WrongStatus, "x", AuctionStatus.Settled), "directionRefused"), (new LotOpened("a", "A", 2), "lotOpened"), (new LotPaused("a", 3), "lotPaused"),
            (new LotResumed("a", 4), "lotResumed"), (new LotClosed("a", LotStatus.Sold, Saleroom.Noon, 5), "lotClosed"), (new LotReopened("a", 6), "lotReopened"),
            (new LotSkipped("a"), "lotSkipped"), (new LotRestored("a"), "lotRestored"), (new PaddleGiven("ann", 7), "paddleGiven"),
        ];
        foreach (var (bare, kind) in events)
        {
            var happened = bare with { Sequence = 9, At = Saleroom.Noon, Origin = Someone };
            var json = SaleEvents.Json(happened);
            Assert.StartsWith($$"""{"kind":"{{kind}}",""", json, StringComparison.Ordinal);
            Assert.Contains("\"v\":1", json, StringComparison.Ordinal);
            Assert.Equal(json, SaleEvents.Json(SaleEvents.Over(happened)));
            Assert.Equal(json, SaleEvents.Json(wire.Deserialize<SaleEvent>(wire.SerializeToArray(happened))!));
        }
        Assert.Equal(typeof(SaleEvent).Assembly.GetTypes().Count(t => t.BaseType == typeof(SaleEvent)), events.Length);
        Assert.Equal(
            """{"kind":"lotDirected","auctionId":"a","direction":"open","closesAt":"2026-11-23T12:00:00+00:00","window":3,"sequence":9,"at":"2026-11-23T12:00:00+00:00","v":1}""",
            SaleEvents.Json(new LotDirected("a", Direction.Open, Saleroom.Noon, 3) { Sequence = 9, At = Saleroom.Noon }));
    }
}
