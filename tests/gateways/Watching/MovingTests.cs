using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Streams;
using Sothebais.Tests.Gateways.Observers;

namespace Sothebais.Tests.Gateways.Watching;

/// <summary>The viewers of a stream go with it from auction to auction, on one line.</summary>
[Collection(InStudio.Name)]
public sealed class MovingTests(Studio studio)
{
    [Fact]
    public async Task A_sale_moves_on_and_everybody_sees_every_lot_to_its_end()
    {
        var (sale, other) = (await studio.Sale(lots: 3), await studio.OpenGateway());
        var id = await studio.Stream(sale: sale);
        var lines = await Task.WhenAll(Enumerable.Range(0, 6).Select(n => studio.Watch($"stream={id}", at: n < 4 ? studio.At : other.At)));
        var viewers = lines.Select(l => new Hearing(l)).ToArray();
        foreach (var viewer in viewers) await viewer.Until(() => viewer.Snapshots.Count == 1);
        var first = viewers[0].Stream!["sale"]!;
        Assert.Equal((sale, "Autumn sale", "open", 3, $"{sale}-1", "Lot 1", "waiting"), ((string?)first["id"], (string?)first["title"], (string?)first["status"], (int)first["lotCount"]!,
            (string?)first["lot"]!["auctionId"], (string?)first["lot"]!["title"], (string?)first["lot"]!["status"]));
        Assert.Equal($$"""[{"number":1,"auctionId":"{{sale}}-1","title":"Lot 1"},{"number":2,"auctionId":"{{sale}}-2","title":"Lot 2"},{"number":3,"auctionId":"{{sale}}-3","title":"Lot 3"}]""",
            first["next"]!.ToJsonString());

        for (var lot = 1; lot <= 3; lot++)
        {
            await studio.Drive(sale, "next"); // right upon the hammer: the last lot's end and the next one's beginning overtake each other on the way
            foreach (var viewer in viewers) await viewer.Until(() => viewer.Position?.Auction == $"{sale}-{lot}");
            await Task.WhenAll(Enumerable.Range(0, 20).Select(n => studio.Client.BidNext($"{sale}-{lot}", $"bidder-{n}")));
            await studio.Drive(sale, "hammer");
        }
        foreach (var viewer in viewers)
        {
            await viewer.Until(() => viewer.Events.Any(e => e.Auction == $"{sale}-3" && e.Kind == "auctionSold"));
            for (var lot = 1; lot <= 3; lot++)
            {
                var log = await studio.Client.Events($"{sale}-{lot}");
                var begun = Assert.Single(viewer.Snapshots, s => s.Auction == $"{sale}-{lot}").Sequence;
                Assert.Equal(log.Select(e => (long)e["sequence"]!).Where(s => s > begun), viewer.Events.Where(e => e.Auction == $"{sale}-{lot}").Select(e => e.Sequence));
                Assert.Equal("auctionSold", viewer.Events.Last(e => e.Auction == $"{sale}-{lot}").Kind);
            }
        }
        Assert.All(lines, line => line.Dispose());
    }

    [Fact]
    public async Task Lots_that_follow_each_other_at_once_are_seen_to_their_end_too()
    {
        var sale = Ids.New("sale");
        var request = Sales.SaleroomTests.Request(sale, "automatic");
        request["gap"] = "PT0S";
        request["lotDefaults"] = new JsonObject { ["openingBid"] = "10", ["increments"] = new JsonObject { ["fixed"] = "1" }, ["duration"] = "PT0.3S" };
        Assert.Equal(201, (await studio.Client.Post("/sales", request)).Status);
        Assert.Equal(200, (await studio.Client.Post($"/sales/{sale}/import", new JsonArray([.. Enumerable.Range(1, 5).Select(n => new JsonObject { ["name"] = $"Lot {n}" })]))).Status);
        var id = await studio.Stream(sale: sale);
        using var line = await studio.Watch($"stream={id}");
        var viewer = await new Hearing(line).Until(() => true);
        await studio.Drive(sale, "open");
        await viewer.Until(() => (string?)viewer.Stream!["sale"]!["status"] == "ended");
        foreach (var (auction, begun) in viewer.Snapshots)
        {
            var length = (await studio.Client.Events(auction)).Count;
            if (auction == $"{sale}-5") await viewer.Until(() => viewer.Position == (auction, length));
            else Assert.Equal(length, begun + viewer.Events.Count(e => e.Auction == auction)); // to the end, whatever the snapshot had already
        }
        Assert.Equal($"{sale}-5", viewer.Snapshots[^1].Auction);
        Assert.Distinct(viewer.Snapshots.Select(s => s.Auction));
    }

    [Fact]
    public async Task However_often_the_stream_is_bound_anew_while_bids_pour_in_nobody_misses_repeats_or_mixes_up_anything()
    {
        string[] auctions = [await studio.Client.Open(), await studio.Client.Open()];
        var id = await studio.Stream(auctions[0]);
        using var ending = new CancellationTokenSource();
        var bidding = Task.WhenAll(auctions.Select(a => Task.Run(async () =>
        {
            var auction = studio.Grains.GetGrain<IAuctionGrain>(a);
            for (var n = 0; !ending.IsCancellationRequested; n++)
            {
                await auction.Execute(new PlaceBid(new Bidder($"bidder-{n}", $"Bidder {n}", null), null, null) { Origin = new Origin("test", $"{a}-{n}", "") });
                await Task.Delay(2);
            }
        })));
        using var stays = await studio.Watch($"stream={id}");
        // Each reads for itself, to the picture that is the last.
        async Task<Hearing> Heard(Hearing viewer)
        {
            await viewer.Until(() => (string?)viewer.Stream?["title"] == "The end" && viewer.Position?.Auction == auctions[1]);
            return viewer;
        }
        var (lines, hearings) = (new List<SocketLine>(), new List<Task<Hearing>> { Task.Run(() => Heard(new Hearing(stays))) });
        for (var turn = 0; turn < 30; turn++)
        {
            await studio.Do(id, by => new ChangeStream(new StreamSettings { Title = turn == 29 ? "The end" : $"Turn {turn}", AuctionId = turn % 5 == 3 ? null : auctions[turn % 2] }, null) { Origin = by });
            if (turn % 3 == 0)
            {
                var line = await studio.Watch($"stream={id}&after=1");
                lines.Add(line);
                hearings.Add(Task.Run(() => Heard(new Hearing(line, after: 1))));
            }
            await Task.Delay(20); // so that some turns overtake each other, and others do not
        }
        var viewers = await Task.WhenAll(hearings);
        await ending.CancelAsync();
        await bidding;
        await studio.Client.Drive(auctions[1], "hammer");
        var length = (await studio.Client.Events(auctions[1])).Count;
        foreach (var viewer in viewers) await viewer.Until(() => viewer.Events.LastOrDefault() == (auctions[1], length, "auctionSold"));
        lines.ForEach(l => l.Dispose());
    }
}
