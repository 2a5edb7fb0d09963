using System.Collections.Immutable;
using Sothebais.GrainInterfaces.Bidders;
using Sothebais.GrainInterfaces.Money;

namespace Sothebais.Grains.Bidders;

/// <summary>
/// Holds a spending limit exactly, over auctions that run apart. Pure: an immutable book of which auctions follow a bidder and of what the bidder may
/// have to pay in each, kept in the bidder's grain storage. Who follows stands there or in a list beside it, see <see cref="BidderLists.Follows"/>.
/// <para>
/// The promise: at no instant do the exposures of a bidder, by the committed events of all auctions, exceed the limit. (Where an admin sets a limit
/// below what they already lead with, their leads stand, and nothing is added to them.) The protocol:
/// <list type="number">
/// <item>Before a decision that would raise a limited bidder's exposure, the auction notes a ticket as under way and asks the bidder's grain to hold all
/// that they would then have to pay in this auction. Bidders without a limit are asked for nothing.</item>
/// <item>The bidder's grain takes holds one at a time. An auction counts for the larger of its standing exposure and its tickets. Where the sum fits, the
/// ticket is written to storage (one write) and then granted.</item>
/// <item>The auction decides anew, on what is known then. It appends only what the ticket covers; else it asks again for more under the same ticket. An
/// answer that took longer than <see cref="Good"/> covers nothing. One bidder's bids in one auction take turns.</item>
/// <item>When the decision is durable (or was a refusal) the ticket is over: the auction reports the exposure that is left, with the sequence it rests on.
/// When a bidder is outbid or a lot is settled, it reports likewise. Nobody waits for reports, and any of them may be lost: a report lowers what
/// counts, or puts a ticket's own amount into the standing exposure, so without it the book only says too much.</item>
/// <item>What the book says too much must not refuse a bid: before a refusal the grain asks the auctions in the book. Each waits for its commits and for
/// the tickets it is asked about, and says what is left and which of the tickets are over. Those are dropped.</item>
/// <item>An auction that was killed knows nothing of its tickets. Its next activation has read the log, makes sure that the log still ends there, and
/// says that they are over; a ticket of another activation is dropped only when it is older than <see cref="TicketLife"/>, by when nothing can be
/// decided or committed on it. A bidder's grain that was killed finds its tickets in storage: at worst too many of them.</item>
/// </list>
/// Following is part of the same book: an auction that has asked for a bidder's terms is in it from before the answer until it has closed and nothing is left to
/// pay there, so that a change of terms reaches every auction that may hold the old ones.
/// </para>
/// </summary>
[GenerateSerializer, Immutable, Alias("sothebais.exposure-ledger")]
internal sealed record ExposureLedger
{
    /// <summary>How long an auction may rest a decision on a ticket, from when it asked for it.</summary>
    public static readonly TimeSpan Good = TimeSpan.FromSeconds(5);

    /// <summary>After how long a ticket of a lost activation is dead: <see cref="Good"/>, and ten seconds for a commit that was already on its way.</summary>
    public static readonly TimeSpan TicketLife = Good + TimeSpan.FromSeconds(10);

    /// <summary>The auctions that follow the bidder.</summary>
    [Id(0)] public ImmutableDictionary<string, Account> Auctions { get; init; } = ImmutableDictionary<string, Account>.Empty;

    /// <summary>The newest event of the bidder's log that every auction here has been told of.</summary>
    [Id(1)] public long Announced { get; init; }

    /// <summary>One auction in the book.</summary>
    /// <param name="Currency">The code of its currency.</param>
    /// <param name="Sequence">The auction's sequence on which <paramref name="Standing"/> rests; 0 is none yet.</param>
    /// <param name="Standing">What the bidder may have to pay there, by the newest report.</param>
    /// <param name="Tickets">What is held for decisions to come.</param>
    [GenerateSerializer, Immutable, Alias("sothebais.exposure-account")]
    internal sealed record Account(
        [property: Id(0)] string Currency, [property: Id(1)] long Sequence, [property: Id(2)] Amount Standing, [property: Id(3)] ImmutableArray<Ticket> Tickets)
    {
        /// <summary>What counts against the limit.</summary>
        public Amount Counted => Tickets.Aggregate(Standing, (most, ticket) => ticket.Amount > most ? ticket.Amount : most);
    }

    /// <summary>A hold.</summary>
    /// <param name="Id">Which.</param>
    /// <param name="Activation">The activation of the auction that asked for it.</param>
    /// <param name="Amount">All that the bidder may have to pay in the auction under it.</param>
    /// <param name="At">UTC instant it was granted.</param>
    [GenerateSerializer, Immutable, Alias("sothebais.exposure-ticket")]
    internal sealed record Ticket([property: Id(0)] Guid Id, [property: Id(1)] Guid Activation, [property: Id(2)] Amount Amount, [property: Id(3)] DateTimeOffset At);

    /// <summary>With an auction in the book; the same where it is there.</summary>
    public ExposureLedger Follow(string auctionId, string currency) =>
        Auctions.ContainsKey(auctionId) ? this : this with { Auctions = Auctions.Add(auctionId, new Account(currency, 0, Amount.Zero, [])) };

    /// <summary>What counts against the limit in a currency, over all auctions but one.</summary>
    /// <param name="currency">The currency's code.</param>
    /// <param name="except">The auction left out; null is none.</param>
    public Amount Counted(string currency, string? except = null)
    {
        UInt128 sum = 0;
        foreach (var (auctionId, account) in Auctions)
        {
            if (auctionId == except || account.Currency != currency) continue;
            var counted = account.Counted.Units;
            if (counted > UInt128.MaxValue - sum) return new Amount(UInt128.MaxValue); // a limit came after bids without one
            sum += counted;
        }
        return new Amount(sum);
    }

    /// <summary>The most that may be held for an auction.</summary>
    public Amount Available(string auctionId, string currency, Amount limit)
    {
        var others = Counted(currency, except: auctionId);
        return others >= limit ? Amount.Zero : new Amount(limit.Units - others.Units);
    }

    /// <summary>With a ticket, which the caller knows to fit; one of the same id gives way.</summary>
    public ExposureLedger Hold(HoldRequest request, DateTimeOffset now)
    {
        var followed = Follow(request.AuctionId, request.Currency.Code);
        var account = followed.Auctions[request.AuctionId];
        var tickets = account.Tickets.RemoveAll(t => t.Id == request.Ticket).Add(new Ticket(request.Ticket, request.Activation, request.Amount, now));
        return followed with { Auctions = followed.Auctions.SetItem(request.AuctionId, account with { Tickets = tickets }) };
    }

    /// <summary>With what an auction reports. An older report than the newest changes no exposure. An auction where all is over leaves the book.</summary>
    public ExposureLedger Take(ExposureReport report, DateTimeOffset now)
    {
        if (!Auctions.TryGetValue(report.AuctionId, out var account)) return this;
        var news = report.Sequence >= account.Sequence;
        if (news) account = account with { Sequence = report.Sequence, Standing = report.Exposure };
        account = account with { Tickets = account.Tickets.RemoveAll(t => Array.IndexOf(report.Ended, t.Id) >= 0 && (t.Activation == report.Activation || now - t.At > TicketLife)) };
        var over = news && !report.Running && report.Exposure == Amount.Zero && account.Tickets.IsEmpty;
        return this with { Auctions = over ? Auctions.Remove(report.AuctionId) : Auctions.SetItem(report.AuctionId, account) };
    }
}
