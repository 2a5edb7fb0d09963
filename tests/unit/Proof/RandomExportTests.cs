using CsCheck;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Money;
using Sothebais.Grains.Auctions.Audit;
using Sothebais.Tests.Unit.Auctions.Model;

namespace Sothebais.Tests.Unit.Proof;

/// <summary>The exports of thousands of random auctions: as they were decided, and changed.</summary>
public sealed class RandomExportTests
{
    [Fact]
    public void Every_auction_that_the_rules_decided_is_recounted_without_a_fault() => Scenario.Any.Hold(
        scenario =>
        {
            var recount = new Recount();
            foreach (var happened in History(scenario)) Assert.Null(recount.Take(happened));
            Assert.Null(recount.End());
        },
        10_000, s => s.ToString());

    [Fact]
    public void Every_export_of_them_is_in_order_and_one_changed_line_is_found() => Gen.Select(Scenario.Any, Gen.Int[0, 3], Gen.Int[0, 10_000], Gen.Int[0, 10_000]).Hold(
        sample =>
        {
            var (scenario, how, where, which) = sample;
            var lines = Export.Of(History(scenario));
            Assert.Null(Export.Verify(lines).Fault);
            var at = where % lines.Length;
            string[] forged = how switch
            {
                0 => [.. lines[..at], .. lines[(at + 1)..]],
                1 => [.. lines[..at], lines[at], .. lines[at..]],
                2 => [.. lines[..at], Changed(lines[at], which), .. lines[(at + 1)..]],
                _ => lines[..at],
            };
            var line = Export.Verify(forged).Fault!.Line;
            Assert.Equal(how == 1 ? at + 2 : at + 1, line);
        },
        1_000);

    // Whoever makes all hashes anew must still make the bids come to the result.
    [Fact]
    public void A_winner_or_an_amount_that_the_bids_do_not_make_is_found()
    {
        var forged = 0;
        Scenario.Any.Hold(
            scenario =>
            {
                var history = History(scenario);
                for (var at = 0; at < history.Length; at++)
                {
                    AuctionEvent? other = history[at] switch
                    {
                        BidPlaced e => e with { Price = More(e.Price) },
                        AuctionSold e when at % 2 == 0 => e with { Winner = e.Winner with { Id = "eve" } },
                        AuctionSold e => e with { Amount = More(e.Amount) },
                        BidRetracted { Price: { } price } e => e with { Price = More(price) },
                        AuctionUnsold { Reason: UnsoldReason.NoBids } e => new AuctionSold(new Bidder("eve", null, null), new Amount(1), e.ClosedAt) { Sequence = e.Sequence, At = e.At, Origin = e.Origin },
                        _ => null,
                    };
                    if (other is null) continue;
                    forged++;
                    var recount = new Recount();
                    var found = -1;
                    for (var i = 0; i <= at && found < 0; i++)
                        if (recount.Take(i == at ? other : history[i]) is not null) found = i;
                    Assert.Equal(at, found);
                }
            },
            500, s => s.ToString());
        Assert.True(forged > 1_000, $"{forged}");
    }

    private static Amount More(Amount amount) => new(amount.Units == UInt128.MaxValue ? amount.Units - 1 : amount.Units + 1);

    private static string Changed(string line, int which)
    {
        var digits = Enumerable.Range(0, line.Length).Where(i => char.IsAsciiDigit(line[i])).ToArray();
        var at = digits[which % digits.Length];
        return line[..at] + (line[at] == '7' ? '8' : '7') + line[(at + 1)..];
    }

    private static AuctionEvent[] History(Scenario scenario)
    {
        var history = new List<AuctionEvent>();
        new Walk(scenario with { SnapshotAfter = int.MaxValue }) { Happened = (_, happened, _) => history.Add(happened) }.Play();
        return [.. history];
    }
}
