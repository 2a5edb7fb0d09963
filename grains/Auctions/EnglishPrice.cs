using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Money;

namespace Sothebais.Grains.Auctions;

/// <summary>
/// Who leads an English auction at which price, from its standing bids alone: as if they had come in their order, and those taken back never.
/// <list type="bullet">
/// <item>The bidder who goes the farthest leads; of two who go as far, the earlier.</item>
/// <item>The house bids for the leader one increment over the best competing ceiling, never more than the leader's maximum: the last raise may be less
/// than a full increment. Increments are those of the level being bid over.</item>
/// <item>The price is no less than what the leader named, than the opening bid, and than a reserve that the leader's maximum meets.</item>
/// <item>A leader who raises their maximum raises no price: what counts is how far they went when they first held against that competitor.</item>
/// </list>
/// A bid that arrives needs none of this: see <see cref="EnglishRules"/>. Only a retraction asks it.
/// </summary>
/// <param name="Leader">Who leads; null is nobody.</param>
/// <param name="Price">The price; null where nobody leads.</param>
internal readonly record struct EnglishPrice(Bidder? Leader, Amount? Price)
{
    /// <summary>Works it out.</summary>
    /// <returns>Null where it would take a bid that is no longer kept.</returns>
    public static EnglishPrice? Of(AuctionSettings settings, StandingBids bids)
    {
        if (bids.Top is not { } top) return bids.Truncated ? null : default(EnglishPrice);
        StandingBid? rival = null;
        var price = settings.OpeningBid;
        foreach (var bid in bids.NewestFirst())
        {
            if (bid.Bidder.Id != top.Bidder.Id)
                rival = rival is null || bid.Ceiling >= rival.Ceiling ? bid : rival; // from the newest down: of equal ones the earlier stays
            else if (bid.Maximum is null && bid.Amount > price)
                price = bid.Amount;
        }
        if (settings.Reserve is { } reserve && reserve <= top.Ceiling && reserve > price) price = reserve;
        if (rival is not null && Answer(bids, top.Bidder, rival, settings.Increments) is var answer && answer > price) price = answer;

        // A dropped bid goes no farther than bids.Dropped. Whatever stands at or above one increment over that, rests on kept bids only.
        var beyond = bids.Dropped is not { } dropped || top.Ceiling >= dropped &&
            (rival?.Ceiling >= dropped || price == top.Ceiling || price >= settings.Increments.MinimumOver(dropped));
        return beyond ? new EnglishPrice(top.Bidder, price) : null;
    }

    /// <summary>One increment over a competitor's ceiling, or as far as it goes.</summary>
    public static Amount Over(Increments increments, Amount level, Amount ceiling) =>
        increments.MinimumOver(level) is { } full && full < ceiling ? full : ceiling;

    private static Amount Answer(StandingBids bids, Bidder leader, StandingBid rival, Increments increments)
    {
        var (before, after) = (Amount.Zero, Amount.Zero);
        foreach (var bid in bids.NewestFirst())
        {
            if (bid.Bidder.Id != leader.Id) continue;
            if (bid.Sequence < rival.Sequence) before = bid.Ceiling > before ? bid.Ceiling : before;
            else if (bid.Ceiling > rival.Ceiling) after = bid.Ceiling; // in the end, the first that did
        }
        return Over(increments, rival.Ceiling, before >= rival.Ceiling ? before : after);
    }
}
