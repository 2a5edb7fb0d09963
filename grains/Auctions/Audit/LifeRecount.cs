using Sothebais.GrainInterfaces.Auctions;

namespace Sothebais.Grains.Auctions.Audit;

/// <summary>Recounts an auction's life: its status and its clock. No bid after the close but by grace, no hammer before it but the auctioneer's.</summary>
internal sealed class LifeRecount
{
    private enum Status { None, Draft, Scheduled, Open, Paused, Closed, Settled, Cancelled }

    private Status _status;
    private DateTimeOffset _at = DateTimeOffset.MinValue;
    private DateTimeOffset? _close;
    private TimeSpan? _remaining;
    private int _extensions;
    private int _warnings;
    private DateTimeOffset? _moveDue; // the soft close that must follow the last bid
    private bool _saleDue; // a bid that started no clock, as only a purchase does

    /// <summary>The settings that hold.</summary>
    public AuctionSettings Settings { get; private set; } = null!;

    private bool Runs => _status is Status.Open or Status.Paused;

    private bool IsEnglish => Settings.Format == AuctionFormat.English;

    /// <summary>Takes the next event; gives why it cannot be, or null.</summary>
    public string? Take(AuctionEvent next)
    {
        if (next.At < _at) return "It happened before the event before it.";
        if (_saleDue && next is not AuctionSold { Follows: true }) return "The first bid before it did not start the clock.";
        _saleDue = false;
        var why = _moveDue is not null && next is not (ProxyRaised or AuctionExtended { Reason: ExtensionReason.SoftClose } or AuctionSold { Follows: true })
            ? "The bid before it came within the soft close, and the close was not moved."
            : next switch
            {
                AuctionCreated e => Created(e),
                _ when _status == Status.None => "A log begins with its creation.",
                AuctionRevised e => Revised(e),
                AuctionScheduled => _status == Status.Draft ? Become(Status.Scheduled) : "Only a draft is scheduled.",
                AuctionOpened e => Opened(e),
                BidPlaced e => Bid(e),
                ProxyRaised => _status == Status.Open && next.Follows == true ? null : "The house bids for somebody only in answer to a bid.",
                MaximumRaised => _status == Status.Open && !(next.At >= _close + BidPlaced.MostGrace) ? null : "A maximum was raised when no bids were taken.",
                AuctionExtended e => Extended(e),
                FairWarning e => _status != Status.Open ? "A warning needs an open auction." : e.Call != ++_warnings ? "The warnings are counted wrong." : null,
                AuctionPaused e => Paused(e),
                AuctionResumed e => Resumed(e),
                BidRetracted => Runs ? Warned(0) : "A bid was taken back when the auction did not run.",
                AuctionSold e => Closed(e, e.ClosedAt, passed: false),
                AuctionUnsold e => Closed(e, e.ClosedAt, passed: e.Reason == UnsoldReason.Passed),
                AuctionCancelled => _status is Status.Draft or Status.Scheduled || Runs ? Become(Status.Cancelled) : "It was cancelled when it had closed.",
                AuctionReopened e => Reopened(e),
                AuctionSettled => _status == Status.Closed ? Become(Status.Settled) : "Only a closed auction is settled.",
                _ => $"This house does not know {next.GetType().Name}.",
            };
        _at = next.At;
        return why;
    }

    /// <summary>The log ends here; gives what is missing, or null.</summary>
    public string? End() => _saleDue ? "The last bid did not start the clock." : _moveDue is null ? null : "The last bid came within the soft close, and the close was not moved.";

    private string? Become(Status status)
    {
        _status = status;
        return null;
    }

    private string? Warned(int warnings)
    {
        _warnings = warnings;
        return null;
    }

    private string? Created(AuctionCreated e)
    {
        if (_status != Status.None) return "It was created a second time.";
        Settings = e.Settings;
        return Become(Status.Draft);
    }

    private string? Revised(AuctionRevised e)
    {
        if (_status is not (Status.Draft or Status.Scheduled)) return "The settings were changed after the opening.";
        Settings = e.Settings;
        return null;
    }

    private string? Opened(AuctionOpened e)
    {
        if (_status is not (Status.Draft or Status.Scheduled)) return "It was opened a second time.";
        if (e.OpensAt > e.At) return "It was open before its opening.";
        if (e.ClosesAt <= e.OpensAt) return "It closes before it opens.";
        if (IsEnglish && e.MinimumBid != Settings.OpeningBid) return "Its first minimum is not the opening bid.";
        _close = e.ClosesAt;
        return Become(Status.Open);
    }

    private string? Bid(BidPlaced e)
    {
        if (_status != Status.Open) return "A bid was taken when the auction took none.";
        if (e.At >= _close)
        {
            if (e.Grace != e.At - _close) return "A bid was taken after the close.";
            if (e.Grace >= BidPlaced.MostGrace) return "A bid was taken longer after the close than any grace.";
            if (!(e.ReceivedAt < _close)) return "A bid was taken after the close that no gateway had received before.";
        }
        else if (e.Grace is not null) return "A bid counts by grace that came in time.";
        if (_close is null && Settings.StartsOnFirstBid && IsEnglish)
        {
            if (e.ClosesAt is null) _saleDue = true;
            else _close = e.At + Settings.Duration;
        }
        if (e.ClosesAt != _close) return "The bid states another close than the auction has.";
        _warnings = 0;
        _moveDue = IsEnglish && Settings.Extension is { } soft && _close is { } close && close - e.At <= soft.Window && e.At + soft.By > close && !(_extensions >= soft.Maximum) ? e.At + soft.By : null;
        return null;
    }

    private string? Extended(AuctionExtended e)
    {
        switch (e.Reason)
        {
            case ExtensionReason.SoftClose:
                if (_moveDue is null || e.At != _at) return "A soft close moved the close without a bid near it.";
                if (e.ClosesAt != _moveDue) return "The soft close moved the close to another instant than it should.";
                if (e.Extensions != ++_extensions) return "The moves of the soft close are counted wrong.";
                _moveDue = null;
                break;
            case var _ when e.Extensions != _extensions:
                return "The moves of the soft close are counted wrong.";
            case ExtensionReason.Outage:
                if (_status != Status.Open || e.Outage is null || e.Outage.From >= e.Outage.To || e.ClosesAt < _close) return "The close was moved for an outage that cannot have touched it.";
                break;
            default:
                if (!Runs || _status == Status.Paused && !(e.Remaining > _remaining) || _status == Status.Open && !(e.ClosesAt > _close)) return "The auctioneer moved a close that there was not, or backwards.";
                _remaining = e.Remaining;
                break;
        }
        _close = e.ClosesAt;
        return null;
    }

    private string? Paused(AuctionPaused e)
    {
        if (_status != Status.Open) return "It was paused when it was not open.";
        if (e.Remaining != _close - e.At || e.At >= _close) return "The clock was stopped at another time than it showed.";
        (_remaining, _close) = (e.Remaining, null);
        return Become(Status.Paused);
    }

    private string? Resumed(AuctionResumed e)
    {
        if (_status != Status.Paused) return "It went on without a pause.";
        if (e.ClosesAt != e.At + _remaining) return "The clock went on with another time than it was stopped at.";
        (_close, _remaining) = (e.ClosesAt, null);
        return Become(Status.Open);
    }

    private string? Closed(AuctionEvent e, DateTimeOffset closedAt, bool passed)
    {
        if (!Runs) return "The hammer fell when the auction did not run.";
        var byHand = e.Origin is not null || e.Follows == true;
        if (_status == Status.Paused && !byHand) return "The hammer fell in a pause.";
        if (closedAt > e.At) return "The hammer fell before its time.";
        // A falling clock also ends by itself where it would fall below the reserve.
        if (!byHand && closedAt != _close && Settings.Format != AuctionFormat.Dutch) return "The hammer fell as of another time than the close.";
        if (byHand && closedAt != e.At) return passed ? "The lot was passed as of another time." : "The auctioneer's hammer fell as of another time.";
        if (byHand && e.At >= _close && e.Follows != true) return "The auctioneer's hammer fell after the close.";
        (_close, _remaining, _moveDue) = (closedAt, null, null);
        return Become(Status.Closed);
    }

    private string? Reopened(AuctionReopened e)
    {
        if (_status != Status.Closed) return "It was reopened when it had not closed.";
        if (e.ClosesAt <= e.At) return "It was reopened to close at once.";
        (_close, _warnings) = (e.ClosesAt, 0);
        return Become(Status.Open);
    }
}
