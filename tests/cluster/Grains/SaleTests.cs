using Microsoft.Extensions.Logging.Abstractions;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Sales;
using Sothebais.Grains.Auctions;
using Sothebais.Grains.Outages;
using Sothebais.Tests.Harness;
using static Sothebais.Tests.Cluster.Grains.TestHouse;

namespace Sothebais.Tests.Cluster.Grains;

/// <summary>A sale in a cluster: what it decided happens once, whatever breaks in the middle of it.</summary>
public sealed class SaleTests
{
    private const string Id = "autumn";
    private static readonly TimeSpan Patience = Wait.Patience;
    private static readonly TimeSpan Grace = new HouseRules().Grace;
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private static SaleSettings Settings(SaleMode mode) => new()
    {
        Title = "Autumn sale",
        Mode = mode,
        Currency = Usd,
        Gap = TimeSpan.FromSeconds(10),
        Stagger = Minute,
        Duration = mode == SaleMode.Timed ? TimeSpan.FromMinutes(10) : null,
    };

    private static ISaleGrain Sale(TestHouse house) => house.Grains.GetGrain<ISaleGrain>(Id);

    private static async Task<SaleView> Done(TestHouse house, SaleCommand command)
    {
        var answer = await Sale(house).Execute(command);
        return answer is SaleAnswer.Done done ? done.View : throw new InvalidOperationException($"{command} was refused: {answer}.");
    }

    private static async Task<SaleView> Begin(TestHouse house, SaleMode mode, int lots, TimeSpan? duration = null)
    {
        await Done(house, new CreateSale(Settings(mode)) { Origin = By("admin") });
        if (lots == 0) return (await Sale(house).View())!;
        await Done(house, Import(lots, duration));
        await Lots(house, v => v.Importing == 0);
        return await Done(house, new OpenSale { Origin = By("auctioneer") });
    }

    private static ImportLots Import(int lots, TimeSpan? duration = null, string? key = null) =>
        new([.. Enumerable.Range(1, lots).Select(n => new ImportedLot($"{Id}-{n}", TestHouse.Settings(duration)))]) { Origin = By("admin", key) };

    private static async Task<SaleView> Lots(TestHouse house, Func<SaleView, bool> are)
    {
        SaleView? view = null;
        await Wait.Until("the sale is as far", Patience, async () => (view = await Sale(house).View()) is not null && are(view));
        return view!;
    }

    private static string Of(SaleView view) => string.Join(' ', view.Lots.Select(l => l.Status));

    [Fact]
    public async Task An_automatic_sale_runs_by_itself()
    {
        await using var house = await Start();
        await Begin(house, SaleMode.Automatic, 2, Minute);
        await house.Auction("autumn-1").Execute(Bid("alice", 50));
        await house.Live(Minute + Grace);
        await Lots(house, v => Of(v) == "Sold Waiting");
        await house.Live(TimeSpan.FromSeconds(10) - Grace); // the gap begins with the close, and not with the hammer
        var second = await Lots(house, v => Of(v) == "Sold Open");
        Assert.Equal(Noon.AddSeconds(70), (await house.Auction("autumn-2").View())!.OpensAt);
        Assert.Equal("autumn-2", second.Current);
        await house.Live(Minute + Grace);
        await Lots(house, v => Of(v) == "Sold Unsold");
        await house.Live(TimeSpan.FromSeconds(10));
        await Lots(house, v => v.Status == SaleStatus.Ended);
    }

    [Fact]
    public async Task A_sale_finds_out_by_itself_what_its_lots_could_not_tell_it()
    {
        await using var house = await Start();
        await Begin(house, SaleMode.Automatic, 2, Minute);
        house.Calls.LosesNotices = true;
        house.Clock.Advance(Minute + Grace);
        await Wait.Until("lot 1 has closed", Patience, async () => (await house.Auction("autumn-1").View())!.Status == AuctionStatus.Unsold);
        await Wait.Until("lot 2 is open", Patience, async () =>
        {
            house.Clock.Advance(TimeSpan.FromSeconds(5));
            return Of((await Sale(house).View())!) == "Unsold Open";
        });
    }

    [Fact]
    public async Task A_sale_whose_timer_is_gone_is_woken_by_its_alarm()
    {
        await using var house = await Start();
        await Begin(house, SaleMode.Automatic, 2, Minute);
        house.Calls.LosesNotices = true;
        var alarm = new Alarm(AlarmOf.Sale, Id);
        await Wait.Until("its alarm is set", Patience, async () => (await house.Alarms.Overdue(DateTimeOffset.MaxValue, 9)).Contains(alarm));
        await PromiseTests.Deactivate(house);
        using var alarms = new AlarmService(house.Alarms, house.Grains, house.Clock, NullLogger<AlarmService>.Instance);
        await alarms.StartAsync(CancellationToken.None);
        await Wait.Until("lot 2 was opened", Patience, async () =>
        {
            await house.Live(TimeSpan.FromSeconds(1));
            return (await house.Events("autumn-2")).OfType<AuctionOpened>().Any();
        });
        Assert.InRange((await house.Events("autumn-2")).OfType<AuctionOpened>().Single().At, Noon.AddSeconds(70), Noon.AddSeconds(80));
        await Wait.Until("the sale has ended, and nothing is due any more", Patience, async () =>
        {
            await house.Live(TimeSpan.FromSeconds(1));
            return !(await house.Alarms.Overdue(DateTimeOffset.MaxValue, 9)).Contains(alarm);
        });
        await alarms.StopAsync(CancellationToken.None);
    }

    [Theory, InlineData("decision"), InlineData("lot"), InlineData("outcome")]
    public async Task A_command_happens_once_whatever_of_it_was_lost(string lost)
    {
        await using var house = await Start();
        await Begin(house, SaleMode.Auctioneer, 2);
        var ofSale = 0;
        house.Log.Loses = commit => lost switch
        {
            "lot" => commit.Entity == "auction:autumn-1",
            _ => commit.Entity == "sale:autumn" && ++ofSale == (lost == "decision" ? 1 : 2),
        };
        var next = new CallNextLot { Origin = By("auctioneer", "next-1") };
        await Assert.ThrowsAsync<OutcomeUnknownException>(() => Sale(house).Execute(next));
        house.Log.Loses = null;
        var view = Assert.IsType<SaleAnswer.Done>(await Again(() => Sale(house).Execute(next))).View;
        Assert.Equal("Open Waiting", Of(view));
        Assert.Equal("Open Waiting", Of(Assert.IsType<SaleAnswer.Done>(await Sale(house).Execute(next)).View));
        Assert.Single((await house.Events("autumn-1")).OfType<AuctionOpened>());
        Assert.Equal(SaleRefusal.KeyReused, Assert.IsType<SaleAnswer.Refused>(await Sale(house).Execute(next with { Origin = next.Origin with { Body = "other" } })).Reason);
    }

    [Fact]
    public async Task An_unfinished_act_is_finished_without_being_asked_for_again()
    {
        await using var house = await Start();
        await Begin(house, SaleMode.Auctioneer, 1);
        house.Log.Loses = commit => commit.Entity == "auction:autumn-1";
        await Assert.ThrowsAsync<OutcomeUnknownException>(() => Sale(house).Execute(new CallNextLot { Origin = By("auctioneer") }));
        house.Log.Loses = null;
        await PromiseTests.Deactivate(house);
        await Sale(house).Summary(); // anybody's question wakes it
        await Lots(house, v => Of(v) == "Open");
    }

    [Fact]
    public async Task An_import_that_is_cut_off_shows_nothing_until_all_of_it_is_there()
    {
        await using var house = await Start(silos: 2);
        await Begin(house, SaleMode.Auctioneer, 0);
        house.Log.Loses = commit => commit.Entity.StartsWith("auction:autumn-4", StringComparison.Ordinal);
        var import = Import(60, key: "import-1");
        var accepted = await Done(house, import);
        Assert.Equal((0, 60), (accepted.LotCount, accepted.Importing));
        await Wait.Until("some auctions are there", Patience, async () => await house.Auction("autumn-3").View() is not null);
        Assert.Equal((0, 60), ((await Sale(house).View())!.LotCount, (await Sale(house).View())!.Importing));
        Assert.Null(await Again(() => house.Auction("autumn-4").View()));

        await house.Cluster.KillSiloAsync(house.Cluster.Silos[1]);
        house.Log.Loses = null;
        await Again(() => Sale(house).View());
        await Wait.Until("the import is done", Wait.Patience, async () =>
        {
            house.Clock.Advance(TimeSpan.FromSeconds(1));
            return await Again(() => Sale(house).View()) is { Importing: 0 };
        });
        var view = (await Sale(house).View())!;
        Assert.Equal(Enumerable.Range(1, 60).Select(n => $"autumn-{n}"), view.Lots.Select(l => l.AuctionId));
        foreach (var lot in view.Lots)
        {
            var created = Assert.IsType<AuctionCreated>(Assert.Single(await Again(() => house.Events(lot.AuctionId))));
            Assert.Equal(Id, created.Settings.SaleId);
        }
        Assert.Equal(60, (await Done(house, import)).LotCount);
    }

    [Fact]
    public async Task An_id_that_somebody_takes_during_an_import_costs_the_import_nothing()
    {
        await using var house = await Start();
        await Begin(house, SaleMode.Auctioneer, 0);
        await TestHouse.Done(house.Auction("autumn-2"), new CreateAuction(TestHouse.Settings()) { Origin = By("somebody") });
        await Done(house, Import(3));
        var view = await Lots(house, v => v.Importing == 0);
        Assert.Equal(3, view.LotCount);
        Assert.Equal(["autumn-1", "autumn-3"], view.Lots.Select(l => l.AuctionId).Where((_, n) => n != 1));
        Assert.Null((await house.Auction("autumn-2").View())!.Settings.SaleId);
        Assert.Equal(Id, (await house.Auction(view.Lots[1].AuctionId).View())!.Settings.SaleId);
    }

    [Fact]
    public async Task Auctions_that_become_lots_say_so_themselves()
    {
        await using var house = await Start();
        await Begin(house, SaleMode.Auctioneer, 0);
        foreach (var id in new[] { "a", "b" }) await TestHouse.Done(house.Auction(id), new CreateAuction(TestHouse.Settings()) { Origin = By("admin") });
        var view = await Done(house, new AddLots(["b", "a"]) { Origin = By("admin") });
        Assert.Equal(["b", "a"], view.Lots.Select(l => l.AuctionId));
        Assert.Equal(Id, (await house.Auction("a").View())!.Settings.SaleId);
        // Once it is one, it tells its sale what others do with it.
        await Done(house, new OpenSale { Origin = By("auctioneer") });
        await TestHouse.Done(house.Auction("a"), new OpenAuction { Origin = By("auctioneer") });
        Assert.Equal("a", (await Lots(house, v => v.Current is not null)).Current);
        await TestHouse.Done(house.Auction("a"), new DropHammer { Origin = By("auctioneer") });
        await Lots(house, v => Of(v) == "Waiting Unsold");
    }

    [Fact]
    public async Task A_timed_sale_gives_each_lot_its_close_and_pauses_as_a_whole()
    {
        await using var house = await Start();
        await Begin(house, SaleMode.Timed, 3);
        Assert.Equal([10, 11, 12], (await Closes(house)).Select(at => (at!.Value - Noon).TotalMinutes));
        house.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal("Paused Paused Paused", Of(await Done(house, new PauseSale("Lunch") { Origin = By("auctioneer") })));
        house.Clock.Advance(TimeSpan.FromMinutes(60));
        Assert.Equal("Open Open Open", Of(await Done(house, new ResumeSale { Origin = By("auctioneer") })));
        Assert.Equal([70, 71, 72], (await Closes(house)).Select(at => (at!.Value - Noon).TotalMinutes));
        house.Clock.Advance(TimeSpan.FromMinutes(10));
        await Lots(house, v => v.Status == SaleStatus.Ended);
    }

    [Fact]
    public async Task Questions_are_answered_while_the_sale_acts()
    {
        await using var house = await Start();
        await Begin(house, SaleMode.Auctioneer, 1);
        Assert.Equal(7, await Sale(house).GivePaddle("ann", 7));
        Assert.Equal(0, await Sale(house).GivePaddle("bob", 7));
        var held = house.Log.HoldNext(); // its decision is on its way
        var next = Sale(house).Execute(new CallNextLot { Origin = By("auctioneer") });
        await held;
        Assert.Equal(7, await Sale(house).Paddle("ann"));
        Assert.Null(await Sale(house).Paddle("bob"));
        Assert.True(await Sale(house).MayReopen("autumn-1"));
        Assert.Equal("Waiting", Of((await Sale(house).View())!)); // and what is not durable is not shown
        house.Log.FailHeld();
        await Assert.ThrowsAsync<OutcomeUnknownException>(() => next);
    }

    private static async Task<DateTimeOffset?[]> Closes(TestHouse house) =>
        await Task.WhenAll(Enumerable.Range(1, 3).Select(async n => (await house.Auction($"autumn-{n}").View())!.ClosesAt));

    // As a gateway asks: again where the answer was lost.
    private static async Task<T> Again<T>(Func<Task<T>> call)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                return await call();
            }
            catch (Exception e) when (tries < 100 && e is OutcomeUnknownException or TimeoutException or OrleansException)
            {
                await Task.Delay(100);
            }
        }
    }
}
