using System.Numerics;
using Sothebais.GrainInterfaces.Auctions;

namespace Sothebais.Grains.Auctions.Audit;

/// <summary>
/// Recounts an auction from its events: what its life allowed when each happened, and what its bids make of the price. It believes no consequence that an
/// event states, and says of the first that cannot be why.
/// </summary>
internal sealed class Recount
{
    private readonly LifeRecount _life = new();
    private IPriceRecount? _price;
    private string _outcome = "not opened";
    private AuctionSold? _sold;

    /// <summary>Takes the next event; gives why it cannot be, or null.</summary>
    public string? Take(AuctionEvent next)
    {
        if (_life.Take(next) is { } why) return why;
        if (next is AuctionOpened) _price = PriceOf(_life.Settings);
        if (_price?.Take(next) is { } wrong) return wrong;
        _outcome = next switch
        {
            AuctionOpened or AuctionReopened or AuctionResumed => "open",
            AuctionPaused => "paused",
            AuctionCancelled => "cancelled",
            AuctionUnsold e => e.Reason == UnsoldReason.Passed ? "passed" : e.Reason == UnsoldReason.NoBids ? "unsold: no bids" : "unsold: reserve not met",
            _ => _outcome,
        };
        _sold = next is AuctionSold sold ? sold : next is AuctionReopened ? null : _sold;
        return null;
    }

    /// <summary>The log ends here; gives what is missing, or null.</summary>
    public string? End() => _life.End();

    /// <summary>What it comes to, in words.</summary>
    public string Outcome(string currency, int decimals) => _sold is null ? _outcome : $"sold to {_sold.Winner.Id} for {Decimal(_sold.Amount.Units, decimals)} {currency}";

    private static IPriceRecount PriceOf(AuctionSettings settings) => settings.Format switch
    {
        AuctionFormat.Dutch => new DutchRecount(settings),
        AuctionFormat.SealedFirstPrice or AuctionFormat.SealedSecondPrice => new SealedRecount(settings),
        AuctionFormat.English => new EnglishRecount(settings),
        _ => throw new InvalidOperationException($"No recount for {settings.Format}."),
    };

    private static string Decimal(BigInteger units, int decimals)
    {
        var digits = units.ToString(System.Globalization.CultureInfo.InvariantCulture).PadLeft(decimals + 1, '0');
        return decimals == 0 ? digits : $"{digits[..^decimals]}.{digits[^decimals..]}".TrimEnd('0').TrimEnd('.');
    }
}

/// <summary>Recounts what the bids of one format come to.</summary>
internal interface IPriceRecount
{
    /// <summary>Takes an event that the auction's life allows; gives why its price or result cannot be, or null.</summary>
    string? Take(AuctionEvent next);
}
