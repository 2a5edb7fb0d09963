using Sothebais.GrainInterfaces.Auctions;

namespace Sothebais.Grains.Auctions;

/// <summary>
/// The life of an auction, whatever its format: opening, pausing, closing, reopening, and who may ask for what when. How a price is found is its
/// format's to say. Pure and total: state, command and instant in, verdict out; the first reason that holds is the one given.
/// </summary>
internal static class AuctionRules
{
    /// <summary>The format's own rules.</summary>
    public static IFormat Of(AuctionFormat format) => format switch
    {
        AuctionFormat.English => EnglishRules.Instance,
        AuctionFormat.Dutch => DutchRules.Instance,
        AuctionFormat.SealedFirstPrice => SealedRules.FirstPrice,
        AuctionFormat.SealedSecondPrice => SealedRules.SecondPrice,
        _ => throw new InvalidOperationException($"No rules for {format}."),
    };

    /// <summary>
    /// The instant at which something is due by time alone; null where nothing is. The hammer of a timed close waits for the grace, in which bids that were
    /// received before are still taken; its closing time stays the announced one. The auctioneer's own hammer falls at once: the auctioneer ends the
    /// bidding by a word that nobody can be early for.
    /// </summary>
    public static DateTimeOffset? DueAt(Auction? auction, HouseRules house) => auction?.Status == AuctionStatus.Open ? auction.Deadline + house.Grace : auction?.Deadline;

    /// <summary>What time alone brings about by an instant: the opening of a scheduled auction, the hammer of one whose close has come.</summary>
    /// <param name="auction">The auction; null is none.</param>
    /// <param name="now">UTC instant, not before the auction's newest event.</param>
    /// <param name="house">The house's own terms.</param>
    /// <returns>The next event that is due; null where none is. Ask again after applying it.</returns>
    public static AuctionEvent? Due(Auction? auction, DateTimeOffset now, HouseRules house)
    {
        if (auction?.Deadline is not { } deadline || now < DueAt(auction, house)) return null;
        if (auction.Status == AuctionStatus.Open) return Of(auction.Settings.Format).Close(auction, closedAt: deadline) with { Sequence = auction.Sequence + 1, At = now };
        // Opened late (the house was away): the room still gets the time it was promised, or a closing window at the least.
        var late = now - deadline > house.OutageMoment;
        var settings = auction.Settings;
        DateTimeOffset? closesAt =
            settings.StartsOnFirstBid ? null
            : settings.ClosesAt is { } at ? (late && at < now + house.WindowOf(settings) ? now + house.WindowOf(settings) : at)
            : (late ? now : deadline) + settings.Duration;
        var opened = Verdict.Yes(new AuctionOpened(late ? now : deadline, closesAt, settings.FirstMinimum()));
        return Of(settings.Format).Complete(auction, opened, now).Event! with { Sequence = auction.Sequence + 1, At = now };
    }

    /// <summary>Makes an outage good, as its format does.</summary>
    /// <returns>The event; null where the outage does not touch the auction, or has been made good before.</returns>
    public static AuctionExtended? MakeGood(Auction auction, Outage outage, DateTimeOffset now, HouseRules house) =>
        Of(auction.Settings.Format).MakeGood(auction, outage, now, house) is { } moved ? moved with { Sequence = auction.Sequence + 1, At = now } : null;

    /// <summary>Answers a bid. Between the close and the hammer it counts only where a gateway had received it before the close.</summary>
    /// <param name="auction">The auction, with everything that was due applied: one that is open after its close is within the grace.</param>
    /// <param name="bid">The bid.</param>
    /// <param name="now">UTC instant the auction took up the bid. A bidder's own clock is never consulted.</param>
    public static Verdict Decide(Auction? auction, PlaceBid bid, DateTimeOffset now)
    {
        if (auction is null) return Verdict.No(Refusal.AuctionNotFound);
        if (BidTerms.Of(bid, auction.Settings.Currency) is not { } terms) return Verdict.No(Refusal.InvalidAmount);
        var lateBy = auction.Status is AuctionStatus.Open or AuctionStatus.Sold or AuctionStatus.Unsold or AuctionStatus.Settled ? GraceRule.LateBy(auction, now) : null;
        if (auction.Status != AuctionStatus.Open || lateBy is not null && !GraceRule.WasReceivedInTime(bid, auction.Deadline!.Value, now))
            return Verdict.No(Refusal.AuctionNotOpen, lateBy: lateBy);
        var verdict = Of(auction.Settings.Format).Decide(auction, bid, terms, now).Stamp(auction.Sequence, now, bid.Origin);
        return lateBy is { } grace ? verdict.ByGrace(grace, bid.ReceivedAt!.Value) : verdict;
    }

    /// <summary>Answers every other command.</summary>
    /// <param name="auction">The auction, with everything that was due applied; null is none.</param>
    /// <param name="command">What is asked.</param>
    /// <param name="now">UTC instant the auction took it up.</param>
    /// <param name="house">The house's own terms.</param>
    /// <param name="knownBid">For a retraction of a bid older than the kept ones: whether the log holds that bid.</param>
    /// <param name="undoTooLate">Why the hammer can no longer be taken back; null where it can.</param>
    public static Verdict Decide(Auction? auction, AuctionCommand command, DateTimeOffset now, HouseRules house, bool knownBid = false, string? undoTooLate = null)
    {
        if (command is CreateAuction create)
            return auction is null ? Verdict.Yes(new AuctionCreated(create.Settings)).Stamp(0, now, create.Origin) : Verdict.No(Refusal.AuctionExists);
        if (auction is null) return Verdict.No(Refusal.AuctionNotFound);
        var (settings, status) = (auction.Settings, auction.Status);
        var open = status == AuctionStatus.Open;
        var runs = open || status == AuctionStatus.Paused;
        var beforeOpening = status is AuctionStatus.Draft or AuctionStatus.Scheduled;
        var closed = status is AuctionStatus.Sold or AuctionStatus.Unsold;
        var verdict = command switch
        {
            PlaceBid bid => Decide(auction, bid, now),
            { Seen: { } seen } when seen != auction.Sequence => Verdict.No(Refusal.Conflict),
            _ when open && now >= auction.ClosesAt => Verdict.No(Refusal.NotPossible, "Its time is up: the hammer is about to fall."),
            ReviseAuction when !beforeOpening => Verdict.No(Refusal.WrongStatus),
            ReviseAuction c when c.Expected != auction.Sequence => Verdict.No(Refusal.Conflict),
            ReviseAuction c when status == AuctionStatus.Scheduled && c.Settings.OpensAt is null =>
                Verdict.No(Refusal.NotPossible, "A scheduled auction needs an opening time."),
            ReviseAuction c => Verdict.Yes(new AuctionRevised(c.Settings)),
            ScheduleAuction when status != AuctionStatus.Draft => Verdict.No(Refusal.WrongStatus),
            ScheduleAuction c when (c.OpensAt ?? settings.OpensAt) is null => Verdict.No(Refusal.NotPossible, "It has no opening time."),
            ScheduleAuction c when settings.ClosesAt <= (c.OpensAt ?? settings.OpensAt) => Verdict.No(Refusal.NotPossible, "It would close before it opens."),
            ScheduleAuction c => Verdict.Yes(new AuctionScheduled((c.OpensAt ?? settings.OpensAt)!.Value)),
            OpenAuction when !beforeOpening => Verdict.No(Refusal.WrongStatus),
            OpenAuction when settings.ClosesAt <= now => Verdict.No(Refusal.NotPossible, "Its closing time has passed."),
            OpenAuction => Verdict.Yes(new AuctionOpened(now, settings.StartsOnFirstBid ? null : settings.ClosesAt ?? now + settings.Duration, settings.FirstMinimum())),
            PauseAuction when !open => Verdict.No(Refusal.WrongStatus),
            PauseAuction c => Verdict.Yes(new AuctionPaused(auction.ClosesAt - now, c.Reason)),
            ResumeAuction when status != AuctionStatus.Paused => Verdict.No(Refusal.WrongStatus),
            ResumeAuction => Verdict.Yes(new AuctionResumed(now + auction.Remaining)),
            ExtendAuction c when open && auction.ClosesAt is { } at => Verdict.Yes(new AuctionExtended(at + c.By, auction.Extensions, ExtensionReason.Auctioneer)),
            ExtendAuction c when status == AuctionStatus.Paused && auction.Remaining is { } left =>
                Verdict.Yes(new AuctionExtended(null, auction.Extensions, ExtensionReason.Auctioneer, left + c.By)),
            ExtendAuction when runs => Verdict.No(Refusal.NotPossible, "Its clock is not running: there is no close to move."),
            ExtendAuction => Verdict.No(Refusal.WrongStatus),
            WarnRoom when !open => Verdict.No(Refusal.WrongStatus),
            WarnRoom => Verdict.Yes(new FairWarning(auction.Warnings + 1)),
            DropHammer when !open => Verdict.No(Refusal.WrongStatus),
            DropHammer => Verdict.Yes(Of(settings.Format).Close(auction, closedAt: now)),
            PassLot when !runs => Verdict.No(Refusal.WrongStatus),
            PassLot => Verdict.Yes(new AuctionUnsold(now, UnsoldReason.Passed)),
            CancelAuction when !(beforeOpening || runs) => Verdict.No(Refusal.WrongStatus),
            CancelAuction c => Verdict.Yes(new AuctionCancelled(c.Reason)),
            SettleAuction when !closed => Verdict.No(Refusal.WrongStatus),
            SettleAuction c => Verdict.Yes(new AuctionSettled(c.Reference)),
            ReopenAuction when !closed => Verdict.No(Refusal.WrongStatus),
            ReopenAuction c => TakeHammerBack(auction, new AuctionReopened(now + (c.Duration ?? Of(settings.Format).TimeAgain(settings, house)), c.Reason) { Undo = c.Undo ? true : null }, c.Origin),
            RetractBid when !runs => Verdict.No(Refusal.WrongStatus),
            RetractBid c => Of(settings.Format).Retract(auction, c, knownBid),
            UndoLast c => UndoRule.Decide(auction, c, now, house, undoTooLate),
            _ => throw new InvalidOperationException($"No rule for {command.GetType().Name}."),
        };
        return Of(settings.Format).Complete(auction, verdict, now).Stamp(auction.Sequence, now, command.Origin);
    }

    /// <summary>
    /// Reopens an auction. Who bought at once made bid and hammer in one act: the one is not taken back without the other, or bids below it would be cheated of
    /// their answer.
    /// </summary>
    public static Verdict TakeHammerBack(Auction auction, AuctionReopened reopened, Origin origin)
    {
        if (auction.Purchase is not { } purchase) return Verdict.Yes(reopened);
        var command = new RetractBid(purchase, reopened.Reason ?? "The purchase was taken back with the hammer.") { Origin = origin };
        return Of(auction.Settings.Format).Retract(auction, command, knownBid: false).Event is BidRetracted taken
            ? Verdict.Yes(reopened, taken with { Undo = reopened.Undo })
            : Verdict.No(Refusal.RetractionTooDeep);
    }
}
