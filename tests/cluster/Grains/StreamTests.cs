using Sothebais.GrainInterfaces.Sales;
using Sothebais.GrainInterfaces.Streams;
using Sothebais.Tests.Harness;
using static Sothebais.Tests.Cluster.Grains.TestHouse;

namespace Sothebais.Tests.Cluster.Grains;

/// <summary>A stream in a cluster: what was answered is durable, and whoever shows it hears of every change.</summary>
public sealed class StreamTests
{
    private const string Id = "main";
    private static readonly TimeSpan Patience = Wait.Patience;
    private static readonly StreamSettings Settings = new() { Title = "Evening sale" };
    private static readonly StreamAudience Nobody = new(0, null, null);

    private static IStreamGrain Stream(TestHouse house, string id = Id) => house.Grains.GetGrain<IStreamGrain>(id);

    private static async Task<StreamView> Done(TestHouse house, StreamCommand command, string id = Id) =>
        await Stream(house, id).Execute(command) is StreamAnswer.Done done ? done.View : throw new InvalidOperationException($"{command} was refused.");

    private static Task<StreamView> Create(TestHouse house, string id = Id, Access access = Access.Public) =>
        Done(house, new CreateStream(Settings with { Access = access }, [ScenePreset.Standing, ScenePreset.Sold]) { Origin = By("admin") }, id);

    private static string Text(StreamView? view) => System.Text.Json.JsonSerializer.Serialize(view);

    [Fact]
    public async Task What_was_answered_is_there_after_any_crash()
    {
        await using var house = await Start();
        await Create(house);
        await Done(house, new PostCaption("Welcome", TimeSpan.FromSeconds(30)) { Origin = By("admin") });
        var before = await Done(house, new TakeScene("sold", new Transition(TransitionKind.Slide, TimeSpan.FromSeconds(1))) { Origin = By("admin") });
        await PromiseTests.Deactivate(house);
        Assert.Equal(Text(before), Text(await Stream(house).View()));
    }

    [Fact]
    public async Task A_command_whose_confirmation_was_lost_happens_once()
    {
        await using var house = await Start();
        await Create(house);
        var command = new AddScene("intermission", "Intermission", []) { Origin = By("admin", "key", "body") };
        house.Log.LoseConfirmationOfNext();
        await Assert.ThrowsAsync<GrainInterfaces.Auctions.OutcomeUnknownException>(() => Stream(house).Execute(command));
        var answer = Assert.IsType<StreamAnswer.Done>(await PromiseTests.Again(() => Stream(house).Execute(command)));
        Assert.Equal(["standing", "sold", "intermission"], answer.View.Scenes.Select(s => s.Id));
        Assert.Equal(2, answer.View.Sequence);
        var other = await Stream(house).Execute(command with { Origin = By("admin", "key", "another body") });
        Assert.Equal(StreamRefusal.KeyReused, Assert.IsType<StreamAnswer.Refused>(other).Reason);

        house.Log.LoseNext();
        var lost = new GoLive { Origin = By("admin", "live") };
        await Assert.ThrowsAsync<GrainInterfaces.Auctions.OutcomeUnknownException>(() => Stream(house).Execute(lost));
        Assert.Equal(StreamStatus.Live, Assert.IsType<StreamAnswer.Done>(await PromiseTests.Again(() => Stream(house).Execute(lost))).View.Status);
    }

    [Fact]
    public async Task A_long_life_is_not_read_from_its_beginning()
    {
        await using var house = await Start();
        await Create(house);
        for (var n = 0; n < 1_100; n++) await Done(house, new ShowLayer("sold", "lot-card", n % 2 == 1) { Origin = By("admin") });
        var before = await Stream(house).View();
        await PromiseTests.Deactivate(house);
        var reads = house.Log.EventsRead;
        Assert.Equal(Text(before), Text(await Stream(house).View()));
        Assert.InRange(house.Log.EventsRead - reads, 1, 600);
    }

    [Fact]
    public async Task Who_shows_a_stream_hears_of_every_change_until_its_lease_runs_out()
    {
        await using var house = await Start();
        var (stream, glass) = (Stream(house), new Glass());
        var reference = house.Grains.CreateObjectReference<IStreamObserver>(glass);
        Assert.Null(await stream.Watch(reference, Nobody));
        await Create(house);
        Assert.Equal(1, (await stream.Watch(reference, new StreamAudience(7, TimeSpan.FromMilliseconds(2), TimeSpan.FromMilliseconds(9))))!.Sequence);
        Assert.Equal(7, Assert.Single((await stream.Audience())!).Viewers);
        await Done(house, new GoLive { Origin = By("admin") });
        await Wait.Until("it hears that the stream is on air", Patience, () => glass.Streams.MaxBy(s => s.Sequence)?.Status == StreamStatus.Live);

        house.Clock.Advance(IStreamGrain.Lease + TimeSpan.FromSeconds(1));
        Assert.Empty((await stream.Audience())!);
        await Done(house, new GoOffline { Origin = By("admin") });
        Assert.Equal(StreamStatus.Offline, (await stream.Watch(reference, Nobody))!.Status);
        await Done(house, new PostCaption("Back", TimeSpan.FromSeconds(5)) { Origin = By("admin") });
        await Wait.Until("it hears again", Patience, () => glass.Streams.MaxBy(s => s.Sequence)?.Caption?.Text == "Back");
        Assert.DoesNotContain(glass.Streams, s => s.Status == StreamStatus.Offline && s.Caption is null);
        await stream.Leave(reference);
        Assert.Empty((await stream.Audience())!);
    }

    [Fact]
    public async Task Streams_and_the_users_of_an_asset_are_listed()
    {
        await using var house = await Start();
        var list = house.Grains.GetGrain<IStreamCatalogueGrain>(0);
        var asset = new Asset(new string('a', 64), "logo.png", "image/png", 10);
        await Create(house, "one");
        await Create(house, "two", Access.Token);
        await Done(house, new AddAsset(asset) { Origin = By("admin") }, "two");
        Assert.Equal(["one", "two"], (await list.List(onlyPublic: false, null, 10)).Streams.Select(s => s.Id));
        Assert.Equal("one", (await list.List(onlyPublic: false, null, 1)).Next);
        Assert.Equal(["one"], (await list.List(onlyPublic: true, null, 10)).Streams.Select(s => s.Id));
        Assert.True(await list.IsUsed(asset.Id));
        await Done(house, new ChangeStream(Settings with { Access = Access.Token }, null) { Origin = By("admin") }, "one");
        Assert.Empty((await list.List(onlyPublic: true, null, 10)).Streams);
        var removal = new RemoveStream(null) { Origin = By("admin", "removal") };
        Assert.Equal([asset], Assert.IsType<StreamAnswer.Removed>(await Stream(house, "two").Execute(removal)).Assets);
        Assert.Empty(Assert.IsType<StreamAnswer.Removed>(await Stream(house, "two").Execute(removal)).Assets); // a repetition
        Assert.False(await list.IsUsed(asset.Id));
        Assert.Equal(["one"], (await list.List(onlyPublic: false, null, 10)).Streams.Select(s => s.Id));
    }

    [Fact]
    public async Task Who_shows_a_sale_sees_the_lot_in_the_room_and_after_the_hammer_still_until_the_next()
    {
        await using var house = await Start();
        var sale = house.Grains.GetGrain<ISaleGrain>("spring");
        var room = new Room();
        var reference = house.Grains.CreateObjectReference<ISaleObserver>(room);
        Assert.Null(await sale.Watch(reference));
        await sale.Execute(new CreateSale(new SaleSettings { Title = "Spring", Mode = SaleMode.Auctioneer, Currency = Usd }) { Origin = By("admin") });
        await sale.Execute(new ImportLots([.. Enumerable.Range(1, 3).Select(n => new ImportedLot($"lot-{n}", TestHouse.Settings()))]) { Origin = By("admin") });
        await Wait.Until("the lots are there", Patience, async () => (await sale.View())!.Importing == 0);
        var first = (await sale.Watch(reference))!;
        Assert.Equal(("lot-1", 3), (first.Lot!.AuctionId, first.Next.Length));

        async Task Sees(string lot, LotStatus status, int next) => await Wait.Until($"{lot} is {status}", Patience, () =>
            room.Shows.MaxBy(s => s.Sequence) is { } show && (show.Lot?.AuctionId, show.Lot?.Status, show.Next.Length) == (lot, status, next));
        await sale.Execute(new OpenSale { Origin = By("auctioneer") });
        await sale.Execute(new CallNextLot { Origin = By("auctioneer") });
        await Sees("lot-1", LotStatus.Open, 2);
        await house.Auction("lot-1").Execute(Next("alice"));
        await sale.Execute(new HammerLot { Origin = By("auctioneer") });
        house.Clock.Advance(TimeSpan.FromSeconds(10));
        await Sees("lot-1", LotStatus.Sold, 2);
        await sale.Execute(new PassOnLot { Origin = By("auctioneer") }); // lot 2 is skipped: it was never in the room
        await Sees("lot-1", LotStatus.Sold, 1);
        await sale.Execute(new CallNextLot { Origin = By("auctioneer") });
        await Sees("lot-3", LotStatus.Open, 0);
    }

    private sealed class Glass : IStreamObserver
    {
        private readonly List<StreamView> _streams = [];

        public StreamView[] Streams
        {
            get
            {
                lock (_streams) return [.. _streams];
            }
        }

        public Task Changed(StreamView view)
        {
            lock (_streams) _streams.Add(view);
            return Task.CompletedTask;
        }
    }

    private sealed class Room : ISaleObserver
    {
        private readonly List<SaleShow> _shows = [];

        public SaleShow[] Shows
        {
            get
            {
                lock (_shows) return [.. _shows];
            }
        }

        public Task Moved(SaleShow show)
        {
            lock (_shows) _shows.Add(show);
            return Task.CompletedTask;
        }
    }
}
