using Sothebais.Tests.Chaos.Load;

namespace Sothebais.Tests.Chaos.Audit;

/// <summary>
/// Whoever has a limit could never have had to pay more, in all auctions together: what they lead with, up to their maximum; what they bid under seal; what they
/// won. In the order of the feed, which is that of the commits.
/// </summary>
public static class Limits
{
    /// <summary>What speaks against it.</summary>
    public static IEnumerable<string> Breaches(Evidence evidence)
    {
        var owed = new Dictionary<string, decimal>();
        foreach (var entry in evidence.Held.Feed)
        {
            var (lot, theirs) = (evidence.Lot(entry.Auction), entry.Bidder == evidence.LimitedBidder);
            switch (entry.Kind)
            {
                case "bidPlaced" when lot.Kind == LotKind.Dutch:
                    if (theirs) owed[lot.Id] = owed.GetValueOrDefault(lot.Id) + entry.Amount("amount")!.Value;
                    break;
                case "bidPlaced" when lot.Kind is LotKind.SealedFirst or LotKind.SealedSecond:
                    if (theirs) owed[lot.Id] = entry.Amount("amount")!.Value;
                    break;
                case "bidPlaced":
                    owed[lot.Id] = theirs && entry.Leader == evidence.LimitedBidder ? entry.Amount("maximum") ?? entry.Amount("amount")!.Value
                        : entry.Leader == evidence.LimitedBidder ? owed.GetValueOrDefault(lot.Id) : 0;
                    break;
                case "maximumRaised" when theirs:
                    owed[lot.Id] = entry.Amount("maximum") ?? owed.GetValueOrDefault(lot.Id);
                    break;
                case "auctionSold" when lot.Kind != LotKind.Dutch:
                    owed[lot.Id] = (string?)entry.Body["winner"]?["id"] == evidence.LimitedBidder ? entry.Amount("amount")!.Value : 0;
                    break;
                case "auctionUnsold" or "auctionCancelled" when lot.Kind != LotKind.Dutch:
                    owed[lot.Id] = 0;
                    break;
            }
            if (owed.Values.Sum() is var sum && sum > Crowd.Limit)
            {
                yield return $"{evidence.LimitedBidder} could owe {sum} with {entry.Auction} {entry.Sequence} ({string.Join(", ", owed.Select(o => $"{o.Key} {o.Value}"))}).";
                yield break;
            }
        }
    }
}
