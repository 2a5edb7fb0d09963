using Sothebais.Tests.Chaos.Load;

namespace Sothebais.Tests.Chaos.Audit;

/// <summary>The highest offer wins, the earlier of two that are alike; and pays what the format says.</summary>
public static class Winners
{
    /// <summary>What speaks against it.</summary>
    public static IEnumerable<string> Breaches(Evidence evidence)
    {
        foreach (var lot in evidence.Lots)
        {
            var log = evidence.Log(lot.Id);
            if (lot.Kind == LotKind.Dutch)
            {
                foreach (var breach in Falling(lot, log)) yield return breach;
                continue;
            }
            // What each could have paid at most, since when.
            var offers = log.Where(e => e.Bidder is not null && e.Kind is "bidPlaced" or "maximumRaised")
                .GroupBy(e => e.Bidder!)
                .Select(g => g.OrderByDescending(Offer).ThenBy(e => e.Sequence).First())
                .OrderByDescending(Offer).ThenBy(e => e.Sequence).ToList();
            if (log.LastOrDefault(e => e.IsHammer) is not { } hammer) continue; // said elsewhere
            if (offers.Count == 0 != (hammer.Kind == "auctionUnsold")) yield return $"{lot.Id}: {offers.Count} bid, and it is {hammer.Kind}.";
            if (offers.Count == 0 || hammer.Kind != "auctionSold") continue;
            var (winner, price) = ((string?)hammer.Body["winner"]?["id"], hammer.Amount("amount")!.Value);
            if (winner != offers[0].Bidder) yield return $"{lot.Id}: {winner} won; the highest offer, {Offer(offers[0])}, was that of {offers[0].Bidder}.";
            var below = offers.Count > 1 ? Offer(offers[1]) : (decimal?)null;
            var fair = lot.Kind switch
            {
                LotKind.SealedFirst => price == Offer(offers[0]),
                LotKind.SealedSecond => price == (below ?? Lot.Opening),
                _ => price <= Offer(offers[0]) && price >= (below ?? Lot.Opening),
            };
            if (!fair) yield return $"{lot.Id}: sold for {price}; the highest offer was {Offer(offers[0])}, and the one below {below}.";
        }
    }

    private static decimal Offer(Entry bid) => bid.Amount("maximum") ?? bid.Amount("amount") ?? 0;

    private static IEnumerable<string> Falling(Lot lot, IReadOnlyList<Entry> log)
    {
        var bids = log.Where(e => e.Kind == "bidPlaced").ToList();
        if (bids.Sum(b => (int?)b.Body["quantity"] ?? 1) is var sold && sold > Lot.Edition) yield return $"{lot.Id}: {sold} of {Lot.Edition} were sold.";
        foreach (var bid in bids.Where(b => b.Amount("amount") is not { } a || a is < 10 or > 50 || a % 2 != 0)) yield return $"{lot.Id}: {bid.Sequence} is of {bid.Amount("amount")}, which the clock never shows.";
        foreach (var (before, after) in bids.Zip(bids.Skip(1)))
            if (after.Amount("amount") > before.Amount("amount")) yield return $"{lot.Id}: {after.Sequence} pays more than {before.Sequence} before it.";
    }
}
