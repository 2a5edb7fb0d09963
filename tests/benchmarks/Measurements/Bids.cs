using Sothebais.Benchmarks.Load;

namespace Sothebais.Benchmarks.Measurements;

/// <summary>What is bid, and how one bid follows the other.</summary>
internal static class Bids
{
    private const long Bidders = 1_000;

    /// <summary>An amount.</summary>
    public static string Amount { get; } = $"\"amount\":\"{Template.Room(Slot.Amount, 10)}\"";

    /// <summary>The least amount at the moment of decision.</summary>
    public const string Next = "\"next\":true";

    /// <summary>Every bid is one step above the last one sent. One that is overtaken on its way comes too low, as in any room.</summary>
    public static NextRequest Rising(Numbers keys, Numbers amounts) => bid =>
    {
        Name(bid, keys);
        bid.Set(Slot.Amount, amounts.Next());
        return true;
    };

    /// <summary>Every bid is by somebody else.</summary>
    public static NextRequest Any(Numbers keys) => bid =>
    {
        Name(bid, keys);
        return true;
    };

    /// <summary>Every bid goes to the next of so many auctions; they rise together.</summary>
    public static NextRequest InTurn(Numbers keys, Numbers turns, long first, int auctions) => bid =>
    {
        Name(bid, keys);
        var turn = turns.Next();
        bid.Set(Slot.Auction, turn % auctions);
        bid.Set(Slot.Amount, first + turn / auctions);
        return true;
    };

    /// <summary>So many requests, each for the next auction.</summary>
    public static NextRequest Once(Numbers keys, int auctions)
    {
        var turns = new Numbers();
        return request =>
        {
            var turn = turns.Next();
            request.Set(Slot.Key, keys.Next());
            request.Set(Slot.Auction, turn);
            return turn < auctions;
        };
    }

    private static void Name(Template bid, Numbers keys)
    {
        var key = keys.Next();
        bid.Set(Slot.Key, key);
        bid.Set(Slot.Bidder, key % Bidders);
    }
}
