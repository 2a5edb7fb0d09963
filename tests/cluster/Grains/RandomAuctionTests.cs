using CsCheck;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.Tests.Unit.Auctions.Model;
using static Sothebais.Tests.Cluster.Grains.TestHouse;

namespace Sothebais.Tests.Cluster.Grains;

/// <summary>Hundreds of random auctions at once on two silos and one clock, against an independent model: with activations that come and go, and commits in doubt.</summary>
public sealed class RandomAuctionTests
{
    private const int Auctions = 300;
    private const uint Stream = 2026; // the same samples every time
    private const int DeactivateEvery = 2_500;
    private const int DoubtEvery = 97;

    private sealed record Ask(int Auction, DateTimeOffset At, AuctionCommand? Command, string? Expected);

    [Fact]
    public async Task Every_answer_and_every_end_is_what_the_model_says()
    {
        var (asks, walks) = Record();
        await using var house = await Start(silos: 2);
        var done = 0;
        foreach (var moment in asks.GroupBy(a => a.At).OrderBy(m => m.Key))
        {
            await house.Live(moment.Key - house.Clock.GetUtcNow());
            foreach (var ask in moment)
            {
                if (++done % DeactivateEvery == 0) await PromiseTests.Deactivate(house);
                if (done % DoubtEvery == 0) house.Log.LoseConfirmationOfNext();
                var auction = house.Auction($"random-{ask.Auction}");
                if (ask.Command is null) await PromiseTests.Again(auction.View);
                else
                    Assert.Equal(
                        (ask.Auction, ask.Command.ToString(), ask.Expected),
                        (ask.Auction, ask.Command.ToString(), (await PromiseTests.Again(() => auction.Execute(ask.Command)) as AuctionAnswer.Refused)?.Reason.ToString()));
            }
        }
        Assert.True(done > 10_000, $"Only {done} steps.");
        for (var i = 0; i < Auctions; i++)
        {
            var view = (await PromiseTests.Again(house.Auction($"random-{i}").View))!;
            Assert.Equal(Expected(walks[i].Model), Actual(view));
            // What a viewer reads from the log is the same, without gaps.
            var log = await house.Events($"random-{i}");
            Assert.Equal(Enumerable.Range(1, (int)view.Sequence).Select(n => (long)n), log.Select(e => e.Sequence));
        }
    }

    // The model and the rules play each auction first; what was asked, and when, is then asked of the grains.
    private static (List<Ask> Asks, Walk[] Walks) Record()
    {
        var asks = new List<Ask>();
        var walks = new Walk[Auctions];
        for (var i = 0; i < Auctions; i++)
        {
            var number = i;
            var scenario = Scenario.Any.Generate(new PCG(Stream, (ulong)i), null, out _);
            // Outages are the silos' business here; nobody reports one by hand.
            scenario = scenario with { Steps = [.. scenario.Steps.Where(s => s.Act != Act.Outage)], SnapshotAfter = int.MaxValue };
            walks[i] = new Walk(scenario) { OnTime = true, Asked = (at, command, expected) => asks.Add(new Ask(number, at, command, expected)) };
            walks[i].Play();
        }
        var end = asks.Max(a => a.At);
        foreach (var walk in walks) walk.Pass(end);
        return (asks, walks);
    }

    private static string Expected(ModelAuction m) => string.Join('\n',
        $"{m.Status} at {m.Sequence}", $"price {m.Price} by {m.Leader}, minimum {m.Minimum}, {m.BidCount} bids, reserve met {m.ReserveMet}",
        $"closes {m.ClosesAt:O} remaining {m.Remaining} extensions {m.Extensions}", $"result {m.Result?.Winner} {m.Result?.Amount} {m.Result?.ClosedAt:O}");

    private static string Actual(AuctionView a) => string.Join('\n',
        $"{a.Status} at {a.Sequence}", $"price {a.Price} by {a.Leader?.Id}, minimum {a.MinimumBid}, {a.BidCount} bids, reserve met {a.ReserveMet}",
        $"closes {a.ClosesAt:O} remaining {a.Remaining} extensions {a.Extensions}", $"result {a.Result?.Winner.Id} {a.Result?.Amount} {a.Result?.ClosedAt:O}");
}
