namespace Sothebais.GrainInterfaces.Auctions;

/// <summary>
/// An auction's absentee book: what bidders who will not be there have left with the house, for its auctioneers' eyes. Leaving a bid here is not bidding;
/// the auctioneer places it. Its key is the auction's id.
/// </summary>
[Alias("sothebais.IAbsenteeBookGrain")]
public interface IAbsenteeBookGrain : IGrainWithStringKey
{
    /// <summary>How many bids a book holds at most.</summary>
    const int Most = 200;

    /// <summary>Everything that is left, in the order in which it was.</summary>
    [Alias("Read")]
    Task<AbsenteeBid[]> Read();

    /// <summary>Leaves a bid, in place of one that the same bidder left before and which was not placed yet.</summary>
    /// <returns>Whether there was room.</returns>
    [Alias("Leave")]
    Task<bool> Leave(AbsenteeBid bid);

    /// <summary>Notes that a bidder's bid was placed.</summary>
    /// <returns>Whether it was there.</returns>
    [Alias("Placed")]
    Task<bool> Placed(string bidderId, DateTimeOffset at);

    /// <summary>Takes a bid out of the book. What was placed stands in the auction all the same.</summary>
    /// <returns>Whether it was there.</returns>
    [Alias("Remove")]
    Task<bool> Remove(string bidderId);
}

/// <summary>A bid that was left with the house.</summary>
/// <param name="BidderId">For whom.</param>
/// <param name="Name">The name to show; null is none.</param>
/// <param name="Maximum">Up to what the house is to bid: a decimal string in the auction's currency.</param>
/// <param name="By">Who wrote it down.</param>
/// <param name="LeftAt">UTC instant at which it was left.</param>
/// <param name="PlacedAt">UTC instant at which it was placed; null until then.</param>
[GenerateSerializer, Immutable, Alias("sothebais.absentee-bid")]
public sealed record AbsenteeBid(
    [property: Id(0)] string BidderId, [property: Id(1)] string? Name, [property: Id(2)] string Maximum, [property: Id(3)] string By, [property: Id(4)] DateTimeOffset LeftAt,
    [property: Id(5)] DateTimeOffset? PlacedAt = null)
{
    /// <summary>For logs: no maximum, which is for nobody's eyes but the auctioneer's.</summary>
    public override string ToString() => $"{nameof(AbsenteeBid)} of {BidderId}";
}
