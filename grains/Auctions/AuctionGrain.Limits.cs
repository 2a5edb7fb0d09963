using Microsoft.Extensions.Logging;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Bidders;
using Sothebais.GrainInterfaces.Money;
using Sothebais.Grains.Bidders;

namespace Sothebais.Grains.Auctions;

/// <summary>
/// The auction's side of spending limits; <see cref="ExposureLedger"/> has the protocol. Whatever would raise what a limited bidder may have to pay here is
/// appended only under a ticket that covers it: a bid of theirs, and also a lead that comes back to them because another bid was taken back or the
/// hammer was.
/// </summary>
internal sealed partial class AuctionGrain
{
    /// <summary>Why bids of a blocked bidder are taken back, as the room hears it.</summary>
    public const string BlockedReason = "The bidder was blocked.";

    /// <summary>Why a bid is taken back that would lead again beyond its bidder's limit, as the room hears it.</summary>
    public const string OverLimitReason = "The bidder's limit no longer covers it.";

    /// <summary>How often a decision is made anew because the room had moved on while a ticket was on its way.</summary>
    private const int MostTries = 16;

    private static readonly TimeSpan TicketPatience = TimeSpan.FromSeconds(2);

    private readonly Dictionary<string, Task> _turns = []; // of limited bidders: the last one in line; as many wait as gateways send
    private readonly Dictionary<string, Amount> _reported = []; // what limited bidders have to pay here, as far as their accounts were told

    public async Task<ExposureReport> Exposure(string bidderId, Guid[] tickets)
    {
        if (IsDue()) await CheckClock();
        foreach (var ticket in tickets)
            if (_tickets.TryGetValue(ticket, out var underWay)) await Task.WhenAny(underWay.Task, Task.Delay(TicketPatience));
        await Durable();
        if (tickets.Length > 0) await NotFenced();
        LeaveIfNothingHere();
        return ReportOn(bidderId, [.. tickets.Where(t => !_tickets.ContainsKey(t))]);
    }

    /// <summary>A bid of somebody with a limit. Their bids here take turns, so that what each may add is known.</summary>
    private async Task<AuctionAnswer> PlaceLimited(PlaceBid bid, UInt128 key)
    {
        var before = _turns.GetValueOrDefault(bid.Bidder.Id);
        var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _turns[bid.Bidder.Id] = turn.Task;
        await using var ticket = new Ticket(this, bid.Bidder.Id);
        try
        {
            if (before is not null) await before;
            var answer = await DecideLimited(bid, key, ticket);
            await ticket.Durable();
            return answer;
        }
        finally
        {
            turn.SetResult();
            if (_turns.GetValueOrDefault(bid.Bidder.Id) == turn.Task) _turns.Remove(bid.Bidder.Id);
        }
    }

    /// <summary>What would come of a bid that the rules let pass: the receipt, or that the limit does not allow it. Holds nothing.</summary>
    private async Task<AuctionAnswer> WithinLimit(string bidderId, Verdict verdict)
    {
        var receipt = Receipt(verdict.Event!, verdict.Events[1..]);
        var need = After(_auction!, verdict.Events).OwedBy(bidderId);
        if (need <= _auction!.OwedBy(bidderId)) return receipt;
        var said = await GrainFactory.GetGrain<IBidderGrain>(bidderId).Available(new HoldRequest(Id, _auction!.Settings.Currency, Guid.NewGuid(), _activation, need));
        return said.Granted ? receipt : Beyond(said);
    }

    private AuctionAnswer.Refused Beyond(HoldAnswer said) => new(
        Refusal.LimitExceeded, _auction!.Status, _auction.Settings.Currency, _auction.MinimumBid, Available: said.Available, SpendingLimit: said.Terms.Limit);

    private async Task<AuctionAnswer> DecideLimited(PlaceBid bid, UInt128 key, Ticket ticket)
    {
        var bidderId = bid.Bidder.Id;
        for (var tries = 0; tries < MostTries; tries++)
        {
            var admitted = await Admitted(bidderId);
            await LookBeforeClosing();
            // From here to the append nothing is awaited.
            var now = BringAbout();
            var terms = _bidders.GetValueOrDefault(bidderId, admitted);
            if (await FirstHere(bid, key) is { } first) return first;
            if (Turned(terms) is { } turned) return Answer(Verdict.No(turned), bid, key, now);
            var asked = terms.Paddle is { } paddle ? bid with { Bidder = bid.Bidder with { Paddle = paddle } } : bid;
            var verdict = AuctionRules.Decide(_auction, asked, now);
            if (verdict.Event is null) return Answer(verdict, asked, key, now);
            var need = After(_auction!, verdict.Events).OwedBy(bidderId);
            if (terms.Limit is null || need <= _auction!.OwedBy(bidderId) || ticket.Covers(need)) return Answer(verdict, asked, key, now);

            var said = await ticket.Ask(Roomy(need, tries), need);
            Learn(bidderId, said.Terms);
            if (said.Granted || said.Terms.Blocked) continue;
            if (await FirstHere(bid, key) is { } meanwhile) return meanwhile;
            var no = Beyond(said);
            _book.Hold(key, no, bid.Origin.Body);
            Note(bid, no, Now());
            return no;
        }
        throw new OutcomeUnknownException("The room moved on too fast for the bidder's limit to be looked at; retry with the same key.");
    }

    /// <summary>
    /// Does what may give somebody a lead back: takes bids back, or the hammer. Whoever would lead by it and may not (blocked since, or with no limit left)
    /// has their bids here taken back, too, in the same commit.
    /// </summary>
    /// <param name="command">What is done; null where only bids are taken back.</param>
    /// <param name="origin">Who asked for it.</param>
    /// <param name="away">Whose bids are taken back, with the reason.</param>
    /// <param name="undoTooLate">Why the hammer can no longer be taken back; null where it can.</param>
    private async Task<AuctionAnswer> Carry(AuctionCommand? command, Origin origin, Dictionary<string, string> away, string? undoTooLate = null)
    {
        var key = AnswerBook.KeyOf(origin);
        var tickets = new Dictionary<string, Ticket>();
        if (_auction?.Runs() == false) _bidders.Clear(); // of a closed auction nobody is told: whom the hammer's return concerns is asked again
        try
        {
            for (var tries = 0; tries < MostTries; tries++)
            {
                var knownBid = command is RetractBid { Bid: var sequence } && _auction?.Standing is { Truncated: true } standing && !standing.Contains(sequence) &&
                    await ReadEvent(sequence) is BidPlaced;
                await LookBeforeClosing();
                // From here to the append nothing is awaited.
                var now = BringAbout();
                // Perhaps the same command came through while this one waited.
                if (_book.Answer(key) is { } held) return Same(held, origin);
                if (command is not null && _book.Find(key) is { } before) return await FirstAnswer(key, before, origin);
                var (verdict, after) = Foresee(command, origin, away, now, knownBid, undoTooLate);
                string[] missing = verdict.Event is null ? [] : [.. after!.Exposed().Where(b => after!.OwedBy(b) is var need && need > _auction!.OwedBy(b) && !IsCovered(b, need))];
                if (missing.Length > 0)
                {
                    await Task.WhenAll(missing.Select(b => Cover(b, after!.OwedBy(b))));
                    continue;
                }
                if (verdict.Event is not null) Append(verdict, key, origin);
                AuctionAnswer answer = verdict.Event is null && command is not null ? Refused(verdict) : new AuctionAnswer.Done(_auction!.View());
                if (command is not null) _book.Hold(key, answer, origin.Body);
                await Durable();
                foreach (var ticket in tickets.Values) await ticket.Durable();
                if (command is not null && verdict.Event is { } happened) Driven(Id, happened.Sequence, happened.GetType().Name, origin.By, origin.Request);
                LeaveIfNothingHere();
                return answer;
            }
            throw new OutcomeUnknownException("The room moved on too fast; retry with the same key.");
        }
        finally
        {
            foreach (var ticket in tickets.Values) await ticket.DisposeAsync();
        }

        bool IsCovered(string bidderId, Amount need) =>
            _bidders.TryGetValue(bidderId, out var terms) && !terms.Blocked && (terms.Limit is null || (tickets.TryGetValue(bidderId, out var ticket) && ticket.Covers(need)));

        async Task Cover(string bidderId, Amount need)
        {
            var terms = await Admitted(bidderId);
            if (!terms.Blocked && terms.Limit is not null)
            {
                if (!tickets.TryGetValue(bidderId, out var ticket)) tickets.Add(bidderId, ticket = new Ticket(this, bidderId));
                var said = await ticket.Ask(need, need);
                terms = Learn(bidderId, said.Terms);
                if (!said.Granted && !terms.Blocked) away.TryAdd(bidderId, OverLimitReason);
            }
            if (terms.Blocked) away.TryAdd(bidderId, BlockedReason);
        }
    }

    /// <summary>What a command and the bids taken back with it come to; nothing where there is nothing to take back.</summary>
    private (Verdict Verdict, Auction? After) Foresee(AuctionCommand? command, Origin origin, Dictionary<string, string> away, DateTimeOffset now, bool knownBid, string? undoTooLate)
    {
        List<AuctionEvent> events = [];
        var after = _auction;
        if (command is not null)
        {
            var verdict = AuctionRules.Decide(_auction, command, now, house.Value, knownBid, undoTooLate);
            if (verdict.Event is null) return (verdict, after);
            Happen(verdict);
        }
        foreach (var (bidderId, reason) in away)
        {
            // From the bottom up, so that the price changes once: with the last one, that leads.
            if (AuctionRules.Of(after!.Settings.Format).BidsAreFinal) continue;
            foreach (var bid in after.StandingOf(bidderId).Reverse())
                Happen(AuctionRules.Decide(after, new RetractBid(bid, reason) { Origin = origin }, now, house.Value));
        }
        return (events.Count == 0 ? default : Verdict.Yes([.. events.Select((e, i) => i == 0 ? e : e with { Follows = true })]), after);

        void Happen(Verdict verdict)
        {
            if (verdict.Event is null) TooDeep(Id, verdict.Refusal); // more bids in a row than are kept: they stay, and the auctioneer is needed
            foreach (var happened in verdict.Events)
            {
                events.Add(happened);
                after = Auction.Apply(after, Id, happened);
            }
        }
    }

    private Auction After(Auction auction, ReadOnlySpan<AuctionEvent> events)
    {
        foreach (var happened in events) auction = Auction.Apply(auction, Id, happened);
        return auction;
    }

    // In a hot room the minimum has risen by the time the ticket is here: the second time there is room for that.
    private static Amount Roomy(Amount need, int tries) =>
        tries == 0 || need.Units > UInt128.MaxValue / 4 ? need : new Amount(need.Units + need.Units / 8 * (uint)Math.Min(tries, 8) + (uint)tries);

    /// <summary>What somebody has to pay here, by what is durable. Where nothing is left and none can come, they need not follow any longer.</summary>
    private ExposureReport ReportOn(string bidderId, Guid[] ended)
    {
        var (exposure, runs) = (_durable?.OwedBy(bidderId) ?? Amount.Zero, _durable?.Runs() == true);
        if (exposure > Amount.Zero) _reported[bidderId] = exposure;
        else _reported.Remove(bidderId);
        if (!runs) _bidders.Remove(bidderId);
        return new ExposureReport(Id, _durable?.Sequence ?? 0, exposure, runs, _activation, ended);
    }

    /// <summary>After a commit: tells the accounts of limited bidders what has changed for them. Nobody waits for it.</summary>
    private void TellAccounts(IReadOnlyList<AuctionEvent> events)
    {
        if (_reported.Count > 0)
        {
            foreach (var (bidderId, exposure) in _reported.ToArray())
                if (_durable!.OwedBy(bidderId) != exposure) Tell(bidderId, []);
        }
        // Of a settled lot the winner is told also by an activation that has not seen them bid.
        if (events[^1] is AuctionSettled && _durable!.Result is { } result)
            foreach (var winner in result.Awards?.Select(a => a.Bidder.Id).Distinct() ?? [result.Winner.Id]) Tell(winner, []);
    }

    private void Tell(string bidderId, Guid[] ended) => GrainFactory.GetGrain<IBidderGrain>(bidderId).Report(ReportOn(bidderId, ended)).Ignore();

    // What this activation says of tickets that it does not know must not come from a log that somebody else has written on.
    private async Task NotFenced()
    {
        if (await log.Read(Entity, _commit.Committed, 1) is not { Count: > 0 } newer) return;
        await Durable(); // its own, if there was one on its way
        if (newer[^1].First + newer[^1].Events.Count - 1 <= _commit.Committed) return;
        DeactivateOnIdle();
        throw new OutcomeUnknownException("The auction is not where its log is; ask again.");
    }

    [LoggerMessage(LogLevel.Error, "Auction {Auction}: a bid could not be taken back: {Reason}.")]
    private partial void TooDeep(string auction, Refusal reason);

    [LoggerMessage(LogLevel.Warning, "Auction {Auction}: a bidder's account could not be asked.")]
    private partial void NotAdmitted(string auction, Exception e);
}
