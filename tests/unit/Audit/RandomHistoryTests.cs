using Sothebais.Gateways.EventHandler.Audit;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Money;
using Sothebais.Grains.Auctions;
using Sothebais.Tests.Unit.Auctions.Model;

namespace Sothebais.Tests.Unit.Audit;

/// <summary>The audit of thousands of random auctions: as the rules decided them, and forged.</summary>
public sealed class RandomHistoryTests
{
    private const int Auctions = 2_000;
    private static readonly TimeSpan LateAfter = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan NeverLate = TimeSpan.FromDays(100);

    [Fact]
    public void Nothing_is_held_against_what_the_rules_decided_but_that_nobody_looked_at_the_clock() => Scenario.Any.Hold(
        scenario =>
        {
            var history = History(scenario);
            var found = Audited(history.Select(h => h.Event), LateAfter);
            for (var i = 0; i < found.Length; i++) Assert.Equal(IsLate(history[i].Event) ? Findings.LateClose : Findings.None, found[i]);
        },
        Auctions, s => s.ToString());

    // Each forgery of one event of a sound history: that event is found, for what it is, and nothing else.
    [Fact]
    public void Every_forgery_is_found_once_and_for_what_it_is()
    {
        var forged = new Dictionary<Findings, int>();
        Scenario.Any.Hold(
            scenario =>
            {
                var history = History(scenario);
                for (var i = 1; i < history.Length; i++)
                {
                    var (before, happened) = history[i];
                    AuctionEvent[] events = [.. history.Select(h => h.Event)];
                    if (i < history.Length - 1) Try(Findings.SequenceGap, [.. events[..i], .. events[(i + 1)..]], i);
                    Try(Findings.SequenceGap, [.. events[..(i + 1)], .. events[i..]], i + 1);
                    if (happened is BidPlaced bid && before.Price is { } price)
                    {
                        var forgery = With(events, i, bid with { Amount = price, Price = price });
                        if (i + 1 < events.Length && events[i + 1] is ProxyRaised answer) forgery[i + 1] = answer with { Price = price };
                        Try(Findings.DoubleBid, forgery, i);
                    }
                    if (happened is ProxyRaised raised && i < history.Length - 1 && events[i + 1] is not BidPlaced)
                        Try(Findings.DoubleBid, With(events, i, raised with { Price = new Amount(raised.Price.Units - 1) }), i);
                    if (happened is BidPlaced taken && before.ClosesAt is { } deadline) Try(Findings.LateBid, With(events, i, taken with { At = deadline, Grace = null }), i);
                    if (happened is MaximumRaised more && before.ClosesAt is { } end) Try(Findings.LateBid, With(events, i, more with { At = end, Grace = null }), i);
                    if (happened is AuctionSold or AuctionUnsold { Reason: not UnsoldReason.Passed } && before.ClosesAt is { } close)
                        Try(Findings.LateClose, With(events, i, happened with { At = close + NeverLate + TimeSpan.FromTicks(1) }), i);
                }
            },
            Auctions / 10, s => s.ToString());
        Assert.All(new[] { Findings.SequenceGap, Findings.DoubleBid, Findings.LateBid, Findings.LateClose }, kind => Assert.True(forged.GetValueOrDefault(kind) >= 50, $"{kind}: {forged.GetValueOrDefault(kind)}"));

        void Try(Findings kind, AuctionEvent[] events, int at)
        {
            var found = Audited(events, NeverLate);
            // An auction that is done with is forgotten: what is repeated of its end is met anew.
            if (at > 0 && events[at - 1] is AuctionCancelled or AuctionSettled) return;
            Assert.Equal(events.Select((_, i) => i == at ? kind : Findings.None), found);
            forged[kind] = forged.GetValueOrDefault(kind) + 1;
        }
    }

    [Fact]
    public void From_wherever_the_audit_begins_it_finds_nothing_in_a_sound_history() => Scenario.Any.Hold(
        scenario =>
        {
            AuctionEvent[] events = [.. History(scenario).Select(h => h.Event)];
            for (var first = 1; first < events.Length; first++) Assert.All(Audited(events[first..], NeverLate), found => Assert.Equal(Findings.None, found));
        },
        Auctions / 10, s => s.ToString());

    private static bool IsLate(AuctionEvent happened) => happened switch
    {
        AuctionSold e => e.At - e.ClosedAt > LateAfter,
        AuctionUnsold e => e.At - e.ClosedAt > LateAfter,
        _ => false,
    };

    private static AuctionEvent[] With(AuctionEvent[] events, int at, AuctionEvent forged)
    {
        AuctionEvent[] changed = [.. events];
        changed[at] = forged;
        return changed;
    }

    private static (Auction Before, AuctionEvent Event)[] History(Scenario scenario)
    {
        var history = new List<(Auction, AuctionEvent)>();
        new Walk(scenario) { Happened = (before, happened, _) => history.Add((before!, happened)) }.Play();
        return [.. history];
    }

    private static Findings[] Audited(IEnumerable<AuctionEvent> events, TimeSpan lateAfter)
    {
        var auctions = new AuditedAuctions(10, lateAfter);
        return [.. events.Select(e => auctions.Check("genesis-1", e, out _))];
    }
}
