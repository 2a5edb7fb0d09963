using System.Numerics;
using Sothebais.GrainInterfaces.Auctions;

namespace Sothebais.Grains.Auctions.Audit;

/// <summary>
/// Recounts a Dutch auction: for how long the clock had fallen at each take, pauses left out, and what it showed then. The takers get their pieces at their
/// price, in the order in which they took.
/// </summary>
internal sealed class DutchRecount(AuctionSettings settings) : IPriceRecount
{
    private readonly List<BidPlaced> _takes = []; // never more than the edition has
    private DateTimeOffset? _since;
    private TimeSpan _stood;
    private DateTimeOffset _at;
    private bool _reopened;
    private bool _untold; // how far the clock was set back at a reopening is the house's to say

    private int Left => settings.Quantity - _takes.Sum(t => t.Quantity ?? 1);

    /// <inheritdoc/>
    public string? Take(AuctionEvent next)
    {
        var why = next switch
        {
            BidPlaced e => Taken(e),
            BidRetracted e => _takes.RemoveAll(t => t.Sequence == e.Bid) == 0 ? $"There is no take {e.Bid} that could be given back." : e.QuantityLeft == Left ? null : "What is left is counted wrong.",
            AuctionSold e => Sold(e),
            AuctionUnsold => _takes.Count == 0 ? null : "It closed without a sale, and pieces were taken.",
            ProxyRaised or MaximumRaised => "A Dutch auction knows no maxima.",
            _ => null,
        };
        Follow(next);
        _at = next.At;
        return why;
    }

    private void Follow(AuctionEvent next)
    {
        switch (next)
        {
            case AuctionOpened e:
                _since = e.OpensAt;
                break;
            case AuctionPaused:
                Stop(next.At);
                break;
            case AuctionSold e:
                Stop(e.ClosedAt);
                break;
            case AuctionUnsold e:
                Stop(e.ClosedAt);
                break;
            case AuctionResumed or AuctionReopened:
                _since = next.At - _stood;
                _reopened = next is AuctionReopened;
                _untold |= _reopened && settings.Reserve is not null;
                break;
            case AuctionExtended { Reason: ExtensionReason.Outage, Outage: { } outage }:
                _since += next.At - (outage.From > _at ? outage.From : _at);
                break;
        }
    }

    private void Stop(DateTimeOffset at)
    {
        if (_since is { } since) _stood = at - since;
        _since = null;
    }

    private string? Taken(BidPlaced e)
    {
        _takes.Add(e);
        if (Left < 0) return "More was taken than the edition has.";
        if (e.QuantityLeft is { } left && left != Left) return "What is left is counted wrong.";
        if (e.Price != e.Amount) return "The bid states another price than its amount.";
        // By grace a take may be of the moment at which the clock stopped.
        if (_untold || e.Amount.Units == Shown(e.At) || e.Grace is { } grace && e.Amount.Units == Shown(e.At - grace - TimeSpan.FromTicks(1))) return null;
        return $"It was taken at another price than the clock showed, which is {Shown(e.At)}.";
    }

    // A step lower each time; never below the floor, and never below the reserve, at which the lot is withdrawn.
    private BigInteger Shown(DateTimeOffset at)
    {
        var clock = settings.Dutch!;
        var (start, floor, step) = ((BigInteger)clock.StartPrice.Units, (BigInteger)clock.FloorPrice.Units, (BigInteger)clock.Step.Units);
        var fallen = at - (_since ?? at - _stood);
        var steps = fallen <= TimeSpan.Zero ? 0 : new BigInteger(fallen.Ticks) / clock.Every.Ticks;
        if (settings.Reserve is { } reserve && floor < reserve.Units && start >= reserve.Units) steps = BigInteger.Min(steps, (start - reserve.Units) / step);
        var price = start - steps * step;
        return price > floor ? price : floor;
    }

    private string? Sold(AuctionSold e)
    {
        if (_takes.Count == 0) return "It was sold, and nothing was taken.";
        if (e.Winner != _takes[0].Bidder || e.Amount != _takes[0].Amount) return "The sale is not what the first taker took.";
        if (e.Awards is not { } awards) return settings.Quantity == 1 ? null : "Who gets what of the edition is missing.";
        if (!awards.SequenceEqual(_takes.Select(t => new Award(t.Sequence, t.Bidder, t.Amount, t.Quantity ?? 1)))) return "Who gets what of the edition is not what was taken.";
        return null;
    }
}
