using System.Globalization;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.Grains.Auctions;
using Sothebais.Grains.EventLog;

namespace Sothebais.Grains.Bidders;

/// <summary>
/// The lists of the catalogue that are about bidders. What somebody has bid and won is entered by the very commit that makes it so, whether the house knows
/// them or not: exact, and one entry a bid. Where nothing else is said, an entry is the instant in milliseconds (12 hexadecimal digits), the sequence (10) and the auction's id, so that
/// a list is in the order of time.
/// </summary>
internal static class BidderLists
{
    /// <summary>The bidders that the house knows.</summary>
    public const string All = "bidders";

    private const int InstantDigits = 12;
    private const int SequenceDigits = 10;

    /// <summary>The list of somebody's bids.</summary>
    public static string Bids(string bidderId) => "bids:" + bidderId;

    /// <summary>The list of the lots that the hammer fell for somebody.</summary>
    public static string Won(string bidderId) => "won:" + bidderId;

    /// <summary>
    /// The list of the auctions that are told when somebody's terms change: an entry is the auction's id, the code of its currency and an id of its own, with
    /// spaces between, so that whoever strikes out what they have read strikes no later entry of the same auction.
    /// </summary>
    public static string Follows(string bidderId) => "follows:" + bidderId;

    /// <summary>A new entry of an auction in <see cref="Follows"/>.</summary>
    public static string Follow(string auctionId, string currency) => $"{auctionId} {currency} {Guid.NewGuid():n}";

    /// <summary>The auction and the currency of an entry in <see cref="Follows"/>.</summary>
    public static (string AuctionId, string Currency) ReadFollow(string entry)
    {
        var parts = entry.Split(' ');
        return (parts[0], parts[1]);
    }

    /// <summary>What an event enters and strikes out.</summary>
    /// <param name="before">The auction before it; null where it is the first.</param>
    /// <param name="auctionId">The auction.</param>
    /// <param name="happened">The event.</param>
    public static IEnumerable<ListEntry>? Entries(Auction? before, string auctionId, AuctionEvent happened) => happened switch
    {
        BidPlaced e => [new ListEntry(Bids(e.Bidder.Id), Entry(e.At, e.Sequence, auctionId))],
        AuctionSold e => Winners(e.Winner, e.Awards).Select(w => new ListEntry(Won(w), Entry(e.ClosedAt, 0, auctionId))),
        AuctionReopened when before?.Result is { } result => Winners(result.Winner, result.Awards).Select(w => new ListEntry(Won(w), Entry(result.ClosedAt, 0, auctionId), Gone: true)),
        _ => null,
    };

    /// <summary>The auction and the sequence of an entry.</summary>
    public static (string AuctionId, long Sequence) Read(string entry) => (
        entry[(InstantDigits + SequenceDigits)..],
        long.Parse(entry.AsSpan(InstantDigits, SequenceDigits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));

    private static IEnumerable<string> Winners(Bidder winner, Award[]? awards) => awards is null ? [winner.Id] : awards.Select(a => a.Bidder.Id).Distinct();

    private static string Entry(DateTimeOffset at, long sequence, string auctionId) =>
        string.Create(CultureInfo.InvariantCulture, $"{at.ToUnixTimeMilliseconds():x12}{sequence:x10}{auctionId}");
}
