using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Sales;
using static Sothebais.GrainInterfaces.Sales.LotStatus;

namespace Sothebais.Tests.Unit.Sales;

/// <summary>Which lot's turn it is, in each mode.</summary>
public sealed class FlowTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private static DateTimeOffset At(string dayAndTime) => DateTimeOffset.Parse($"2026-11-{dayAndTime}:00Z");

    private static DailyWindows Afternoons(int days) => new(new DateOnly(2026, 11, 23), days, new TimeOnly(15, 0), new TimeOnly(16, 0), "Etc/UTC");

    private static Saleroom Opened(SaleSettings settings, int lots, TimeSpan? duration = null)
    {
        var room = new Saleroom(settings, lots, duration);
        Assert.Null(room.Ask(o => new OpenSale { Origin = o }));
        return room;
    }

    private static SaleRefusal? Next(Saleroom room) => room.Ask(o => new CallNextLot { Origin = o });

    private static SaleRefusal? Hammer(Saleroom room) => room.Ask(o => new HammerLot { Origin = o });

    private static SaleRefusal? Pass(Saleroom room) => room.Ask(o => new PassOnLot { Origin = o });

    private static SaleRefusal? Undo(Saleroom room) => room.Ask(o => new UndoLot(null, "A bid was overlooked.") { Origin = o });

    [Fact]
    public void The_auctioneer_takes_one_lot_after_the_other()
    {
        var room = Opened(Saleroom.Settings(), 2);
        Assert.Null(Next(room));
        Assert.Equal(SaleRefusal.LotOpen, Next(room));
        Assert.True(room.Bid("lot-1", "ann"));
        Assert.Null(room.Ask(o => new WarnOnLot { Origin = o }));
        Assert.Null(room.Ask(o => new WarnOnLot { Origin = o }));
        Assert.Equal(2, room.Auction(1).Warnings);
        Assert.Null(Hammer(room));
        Assert.Equal([Sold, Waiting], room.Lots);
        Assert.Equal(SaleRefusal.NoLotOpen, Hammer(room));
        Assert.Null(Next(room));
        Assert.Equal(SaleRefusal.LotOpen, room.Ask(o => new EndSale { Origin = o }));
        Assert.Null(Hammer(room));
        Assert.Equal(SaleRefusal.NoLotLeft, Next(room));
        Assert.Null(room.Ask(o => new EndSale { Origin = o }));
        Assert.Equal((SaleStatus.Ended, "Sold Unsold"), (room.Sale.Status, string.Join(' ', room.Lots)));
    }

    [Fact]
    public void A_pass_closes_the_lot_unsold_whatever_was_bid_and_skips_one_that_is_not_open()
    {
        var room = Opened(Saleroom.Settings(), 2);
        Next(room);
        room.Bid("lot-1", "ann");
        Assert.Null(Pass(room));
        Assert.Null(room.Auction(1).Result);
        Assert.Null(Pass(room));
        Assert.Equal([Unsold, Skipped], room.Lots);
        Assert.Equal(AuctionStatus.Draft, room.Auction(2).Status);
        Assert.Equal(SaleRefusal.NoLotLeft, Pass(room));
    }

    [Fact]
    public void Hammers_and_passes_are_taken_back_until_the_next_lot_opens()
    {
        var room = Opened(Saleroom.Settings(), 3);
        Assert.Equal(SaleRefusal.NothingToUndo, Undo(room));
        Next(room);
        room.Bid("lot-1", "ann");
        Hammer(room);
        Pass(room);
        Assert.Null(Undo(room)); // the pass
        Assert.Equal([Sold, Waiting, Waiting], room.Lots);
        Assert.Null(Undo(room)); // the hammer
        Assert.Equal([Open, Waiting, Waiting], room.Lots);
        Assert.Equal("lot-1", room.Sale.Current!.AuctionId);
        Hammer(room);
        Assert.True(room.Sale.MayReopen("lot-1"));
        Next(room);
        Assert.False(room.Sale.MayReopen("lot-1"));
        Assert.Equal(SaleRefusal.NextLotOpened, Undo(room));
        Hammer(room);
        Assert.Null(Undo(room)); // lot 2, and then nothing more
        Hammer(room);
        Assert.False(room.Sale.MayReopen("lot-1"));
        room.Ask(o => new EndSale { Origin = o });
        Assert.False(room.Sale.MayReopen("lot-2"));
        Assert.True(room.Sale.MayReopen("of-no-sale"));
    }

    [Fact]
    public void A_settled_lot_stays_sold_and_the_auctioneer_is_told_why()
    {
        var room = Opened(Saleroom.Settings(), 1);
        Next(room);
        room.Bid("lot-1", "ann");
        Hammer(room);
        room.Drive("lot-1", new SettleAuction("invoice 7") { Origin = new("admin", "=settle", "") });
        Assert.Equal(SaleRefusal.LotRefused, Undo(room));
        Assert.Equal(Refusal.WrongStatus, Assert.Single(room.Log.OfType<DirectionRefused>()).Reason);
        Assert.Equal([Sold], room.Lots);
    }

    [Fact]
    public void A_lot_reopened_by_itself_is_the_current_one_again()
    {
        var room = Opened(Saleroom.Settings(), 2);
        Next(room);
        Hammer(room);
        Assert.True(room.Drive("lot-1", new ReopenAuction(null, null) { Origin = new("auctioneer", "=reopen", "") }));
        Assert.Equal("lot-1", room.Sale.Current!.AuctionId);
        Assert.Equal(SaleRefusal.LotOpen, Next(room));
    }

    [Fact]
    public void A_lot_reopened_behind_the_sales_back_runs_beside_the_current_one_and_the_sale_waits_for_both()
    {
        var room = Opened(Saleroom.Settings(), 3);
        Next(room);
        Hammer(room);
        Next(room);
        Assert.True(room.Drive("lot-1", new ReopenAuction(null, null) { Origin = new("auctioneer", "=reopen", "") }));
        Assert.Equal([Open, Open, Waiting], room.Lots);
        Assert.Equal("lot-2", room.Sale.Current!.AuctionId);
        Hammer(room);
        Assert.Equal(("lot-1", SaleRefusal.LotOpen), (room.Sale.Current!.AuctionId, Next(room)));
        room.Wait(60); // the closing window of a reopened lot
        Assert.Null(Next(room));
        Assert.Equal([Unsold, Unsold, Open], room.Lots);
    }

    [Fact]
    public void A_pause_stops_every_open_lot_and_the_clocks_go_on_from_where_they_stood()
    {
        var room = Opened(Saleroom.Settings(SaleMode.Automatic), 2, Minute);
        room.Wait(20);
        Assert.Null(room.Ask(o => new PauseSale("A light fell down.") { Origin = o }));
        Assert.Equal((AuctionStatus.Paused, TimeSpan.FromSeconds(40)), (room.Auction(1).Status, room.Auction(1).Remaining!.Value));
        Assert.Equal(SaleRefusal.WrongStatus, Hammer(room));
        room.Wait(3_600);
        Assert.Null(room.Ask(o => new ResumeSale { Origin = o }));
        Assert.Equal([Open, Waiting], room.Lots);
        room.Wait(39);
        Assert.Equal([Open, Waiting], room.Lots);
        room.Wait(1);
        Assert.Equal([Unsold, Waiting], room.Lots);
        room.Wait(4); // of the gap's ten
        room.Ask(o => new PauseSale(null) { Origin = o });
        room.Wait(3_600);
        Assert.Equal([Unsold, Waiting], room.Lots);
        room.Ask(o => new ResumeSale { Origin = o });
        room.Wait(5);
        Assert.Equal([Unsold, Waiting], room.Lots);
        room.Wait(1);
        Assert.Equal([Unsold, Open], room.Lots);
    }

    [Fact]
    public void A_lot_that_somebody_had_paused_stays_so_when_the_sale_goes_on()
    {
        var room = Opened(Saleroom.Settings(), 1);
        Next(room);
        room.Drive("lot-1", new PauseAuction(null) { Origin = new("auctioneer", "=pause", "") });
        room.Ask(o => new PauseSale(null) { Origin = o });
        room.Ask(o => new ResumeSale { Origin = o });
        Assert.Equal([Paused], room.Lots);
    }

    [Fact]
    public void Automatic_lots_follow_each_other_after_the_gap_and_the_last_hammer_can_be_taken_back_for_as_long()
    {
        var room = Opened(Saleroom.Settings(SaleMode.Automatic), 2, Minute);
        Assert.Equal([Open, Waiting], room.Lots);
        room.Wait(69);
        Assert.Equal([Unsold, Waiting], room.Lots);
        room.Wait(1);
        Assert.Equal([Unsold, Open], room.Lots);
        Assert.Equal(Saleroom.Noon.AddSeconds(70), room.Auction(2).OpensAt);
        room.Wait(69);
        Assert.Equal(SaleStatus.Open, room.Sale.Status);
        Assert.Null(Undo(room));
        room.Wait(60 + 10);
        Assert.Equal(SaleStatus.Ended, room.Sale.Status);
    }

    [Fact]
    public void A_lot_that_cannot_open_holds_up_nobody_where_nobody_is_there()
    {
        var room = new Saleroom(Saleroom.Settings(SaleMode.Automatic), 3, Minute);
        var late = room.Auction(1).Settings with { Duration = null, ClosesAt = Saleroom.Noon.AddMinutes(-1) };
        room.Drive("lot-1", new ReviseAuction(late, room.Auction(1).Sequence) { Origin = new("admin", "=late", "") });
        room.Drive("lot-2", new CancelAuction("Withdrawn") { Origin = new("admin", "=cancel", "") });
        Assert.Null(room.Ask(o => new OpenSale { Origin = o }));
        Assert.Equal([Skipped, Cancelled, Open], room.Lots);
    }

    [Fact]
    public void Automatic_lots_open_within_windows_only_and_one_that_is_open_at_the_end_runs_on()
    {
        var room = new Saleroom(Saleroom.Settings(SaleMode.Automatic) with { Windows = Afternoons(2) }, 4, TimeSpan.FromMinutes(40));
        room.Ask(o => new OpenSale { Origin = o });
        Assert.Equal([Waiting, Waiting, Waiting, Waiting], room.Lots);
        Assert.Equal(At("23T15:00"), room.Sale.View(room.Now).NextOpensAt);
        room.Wait(TimeSpan.FromHours(3));
        Assert.Equal(At("23T15:00"), room.Auction(1).OpensAt);
        room.Wait(TimeSpan.FromHours(1)); // at the end of the window lot 2 is under the hammer
        Assert.Equal([Unsold, Open, Waiting, Waiting], room.Lots);
        Assert.Equal(At("23T16:20").AddSeconds(10), room.Auction(2).ClosesAt);
        Assert.Equal(SaleRefusal.LotOpen, Next(room));
        room.Wait(TimeSpan.FromHours(1));
        Assert.Equal([Unsold, Unsold, Waiting, Waiting], room.Lots);
        Assert.Equal(SaleRefusal.NotPossible, Next(room));
        Assert.Equal(At("24T15:00"), room.Sale.View(room.Now).NextOpensAt);
        room.Wait(TimeSpan.FromHours(24));
        Assert.Equal(At("24T15:00"), room.Auction(3).OpensAt);
        Assert.Equal(SaleStatus.Ended, room.Sale.Status);
    }

    [Fact]
    public void When_the_windows_are_over_the_sale_is_and_what_is_left_stays_a_draft()
    {
        var room = Opened(Saleroom.Settings(SaleMode.Automatic) with { Windows = Afternoons(1) }, 3, TimeSpan.FromMinutes(40));
        room.Wait(TimeSpan.FromHours(5));
        Assert.Equal((SaleStatus.Ended, "Unsold Unsold Waiting"), (room.Sale.Status, string.Join(' ', room.Lots)));
        Assert.Equal(AuctionStatus.Draft, room.Auction(3).Status);
    }

    [Fact]
    public void Timed_lots_open_together_and_close_one_after_the_other()
    {
        var room = Opened(Saleroom.Settings(SaleMode.Timed), 3);
        Assert.Equal([Open, Open, Open], room.Lots);
        Assert.Equal([10, 11, 12], Enumerable.Range(1, 3).Select(n => (room.Auction(n).ClosesAt!.Value - Saleroom.Noon).TotalMinutes));
        Assert.Equal(SaleRefusal.WrongMode, Next(room));
        room.Wait(TimeSpan.FromMinutes(11));
        Assert.Equal([Unsold, Unsold, Open], room.Lots);
        Assert.Equal("lot-3", room.Sale.Current!.AuctionId);
        Assert.True(room.Sale.MayReopen("lot-1")); // no lot has opened since it closed
        room.Wait(Minute);
        Assert.Equal(SaleStatus.Ended, room.Sale.Status);
    }

    [Fact]
    public void Timed_lots_have_a_window_each()
    {
        var room = Opened(Saleroom.Settings(SaleMode.Timed) with { Duration = null, Windows = Afternoons(3) }, 3);
        for (var day = 23; day <= 25; day++)
        {
            room.Wait(At($"{day}T14:59") - room.Now);
            Assert.Equal(Enumerable.Repeat(Unsold, day - 23).Concat(Enumerable.Repeat(Waiting, 26 - day)), room.Lots);
            room.Wait(Minute);
            Assert.Equal(Open, room.Lots[day - 23]);
            Assert.Equal((At($"{day}T15:00"), At($"{day}T16:00")), (room.Auction(day - 22).OpensAt, room.Auction(day - 22).ClosesAt));
        }
        room.Wait(TimeSpan.FromHours(1));
        Assert.Equal(SaleStatus.Ended, room.Sale.Status);
    }

    [Theory, InlineData("15:20", 23), InlineData("15:29", 23), InlineData("15:30", 24), InlineData("15:59", 24), InlineData("16:00", 24)]
    public void A_window_that_has_begun_still_has_its_lot_while_more_than_half_of_it_is_left(string opened, int day)
    {
        var room = new Saleroom(Saleroom.Settings(SaleMode.Timed) with { Duration = null, Windows = Afternoons(2) }, 1);
        room.Wait(At($"23T{opened}") - room.Now);
        Assert.Null(room.Ask(o => new OpenSale { Origin = o }));
        if (room.Lots[0] == Waiting) room.Wait(TimeSpan.FromHours(24));
        Assert.Equal(At($"{day}T16:00"), room.Auction(1).ClosesAt);
    }

    [Fact]
    public void A_timed_sale_needs_a_window_for_each_lot()
    {
        var room = new Saleroom(Saleroom.Settings(SaleMode.Timed) with { Duration = null, Windows = Afternoons(2) }, 3);
        Assert.Equal(SaleRefusal.NotPossible, room.Ask(o => new OpenSale { Origin = o }));
        room.Wait(TimeSpan.FromDays(3));
        Assert.Equal(SaleRefusal.NotPossible, room.Ask(o => new OpenSale { Origin = o })); // the last window has passed
    }

    [Fact]
    public void A_sale_opens_by_itself_at_its_time_once_it_has_lots()
    {
        var room = new Saleroom(Saleroom.Settings(SaleMode.Automatic) with { StartsAt = Saleroom.Noon.AddHours(1) }, 1, Minute);
        room.Wait(3_599);
        Assert.Equal(SaleStatus.Draft, room.Sale.Status);
        room.Wait(1);
        Assert.Equal([Open], room.Lots);
        var empty = new Saleroom(Saleroom.Settings() with { StartsAt = Saleroom.Noon.AddHours(1) }, 0);
        empty.Wait(7_200);
        Assert.Equal((SaleStatus.Draft, SaleRefusal.NotPossible), (empty.Sale.Status, empty.Ask(o => new OpenSale { Origin = o })));
    }
}
