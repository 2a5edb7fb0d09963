using System.Text.Json.Nodes;
using Sothebais.Tests.Chaos.Audit;
using Sothebais.Tests.Chaos.Load;

namespace Sothebais.Tests.Chaos;

/// <summary>An auditor that never objects is worth nothing: each promise is broken on paper, and he must say so.</summary>
public sealed class AuditorTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_house_that_kept_everything_has_nothing_against_it() => Assert.Empty(Auditor.Breaches(new Paper().Evidence()));

    [Fact]
    public void A_lost_bid_is_found() => Objects("is lost", p => p.Hot.RemoveAt(3));

    [Fact]
    public void A_doubled_bid_is_found() => Objects("has the effect of 2", p => p.Hot.Insert(4, p.Hot[3]));

    [Fact]
    public void A_bid_that_stands_there_with_another_amount_is_found() => Objects("stands in the log at", p => p.Hot[3]["amount"] = "1300");

    [Fact]
    public void A_bid_that_was_refused_and_taken_is_found() => Objects("was refused", p => p.Bids[0] = p.Bids[0] with { Answer = new(null, null, "bid-too-low", 10, null) });

    [Fact]
    public void What_an_auctioneer_was_told_and_is_not_so_is_found() => Objects("hammer (=close) was refused", p => p.Drives[0] = p.Drives[0] with { Done = false });

    [Fact]
    public void A_gap_in_the_log_is_found() => Objects("at place 4 stands 5", p => p.Hot[3]["sequence"] = 5);

    [Fact]
    public void A_feed_in_another_order_than_the_log_is_found() => Objects("the first that differs is the 3th", p => p.SwapsFeed = true);

    [Theory]
    [InlineData("saw 4 after 2", new long[] { 1, 2, 4, 5 })]
    [InlineData("saw 2 after 2", new long[] { 1, 2, 2, 3, 4, 5 })]
    [InlineData("saw 4 after 2", new long[] { 1, 2, 4, 3, 5 })]
    [InlineData("came to 4 of 5", new long[] { 1, 2, 3, 4 })]
    public void An_observer_who_missed_repeated_reordered_or_was_left_behind_is_found(string breach, long[] seen) => Objects(breach, p => p.Watched = seen);

    [Fact]
    public void An_observer_who_may_hear_again_but_not_miss_is_judged_so()
    {
        Assert.Empty(Auditor.Breaches(new Paper { Watched = [1, 2, 3, 2, 3, 4, 5], MayRepeat = true }.Evidence()));
        Objects("saw 4 after 2", p => (p.Watched, p.MayRepeat) = ([1, 2, 1, 2, 4, 5], true));
    }

    [Fact]
    public void A_bid_behind_the_hammer_is_found() => Objects("stands behind the hammer", p =>
    {
        p.Hot.Add(Paper.Placed(6, "c", 1500, "=late"));
        p.Watched = [1, 2, 3, 4, 5, 6];
    });

    [Fact]
    public void A_bid_that_was_sent_after_the_close_and_taken_is_found() => Objects("after the close", p => p.Bids[1] = p.Bids[1] with { SentAt = Noon.AddMinutes(1) });

    [Fact]
    public void A_hammer_that_fell_twice_is_found() => Objects("the hammer fell 2 times", p => p.Hot.Add(p.Hot[4].DeepClone()));

    [Fact]
    public void A_bid_below_the_increment_is_found() => Objects("where 11 is the least", p => (p.Hot[3]["amount"], p.Bids[1]) = ("1050", p.Bids[1] with { Answer = new(4, 10.5m, null, 11.5m, null) }));

    [Fact]
    public void A_refusal_that_fits_no_moment_is_found() => Objects("which fits nowhere", p => p.Bids.Add(Paper.Bid("c", 11, "=odd", 50, 60, new(null, null, "bid-too-low", 17, null))));

    [Fact]
    public void A_refusal_that_was_true_only_before_the_bid_was_sent_is_found() => Objects("which fits nowhere", p => p.Bids.Add(Paper.Bid("c", 10, "=stale", 50, 60, new(null, null, "bid-too-low", 11, null))));

    [Fact]
    public void A_bid_that_was_taken_before_one_that_had_been_answered_already_is_found() => Objects("before it was sent somebody had been answered from 4", p => p.Bids[0] = p.Bids[0] with { Sent = 100, Answered = 110 });

    [Fact]
    public void A_wrong_winner_is_found() => Objects("won; the highest offer", p => p.Hot[4]["winner"]!["id"] = "a");

    [Fact]
    public void A_price_above_the_offer_is_found() => Objects("sold for 19", p => p.Hot[4]["amount"] = "1900");

    [Fact]
    public void A_limit_that_was_exceeded_is_found() => Objects("limited could owe 130", p => p.Sealed = [Paper.Opened(), Paper.Placed(2, "limited", 13_000, "=sealed")]);

    [Fact]
    public void A_close_in_the_midst_of_an_outage_is_found()
    {
        var close = Noon.AddSeconds(20);
        void Quiet(Paper p) => p.Quiet = [Paper.Opened(close), Paper.Hammered(2, "auctionUnsold", close)];
        Assert.Empty(Auditor.Breaches(Of(Quiet)));
        Objects("nobody could bid", p =>
        {
            Quiet(p);
            p.Outages = [new(close.AddSeconds(-6), close.AddSeconds(3))];
        });
    }

    [Fact]
    public void A_close_that_came_much_too_late_or_too_early_is_found()
    {
        var close = Noon.AddSeconds(20);
        Objects("and the close was", p => p.Quiet = [Paper.Opened(close), Paper.Hammered(2, "auctionUnsold", close, at: close.AddMinutes(3))]);
        Objects("before the close", p => p.Quiet = [Paper.Opened(close), Paper.Hammered(2, "auctionUnsold", close, at: close.AddSeconds(-1))]);
        Objects("closed as of", p => p.Quiet = [Paper.Opened(close), Paper.Hammered(2, "auctionUnsold", close.AddSeconds(-2), at: close)]);
    }

    [Fact]
    public void A_falling_clock_that_went_on_in_an_outage_is_found()
    {
        var away = new Interval(Noon.AddSeconds(5), Noon.AddSeconds(11));
        void Dutch(Paper p, params JsonNode[] between) => (p.Dutch, p.Outages) = ([Paper.Opened(), .. between, Paper.Hammered(2 + between.Length, "auctionCancelled", Noon.AddSeconds(30))], [away]);
        Objects("and the clock went on", p => Dutch(p));
        Assert.Empty(Auditor.Breaches(Of(p => Dutch(p, new JsonObject { ["sequence"] = 2, ["kind"] = "auctionExtended", ["at"] = away.To.AddSeconds(0.1), ["fallingSince"] = Noon.AddSeconds(6) }))));
    }

    [Fact]
    public void A_lot_of_a_sale_that_comes_up_too_early_too_late_twice_or_not_at_all_is_found()
    {
        var close = Noon.AddSeconds(20);
        var last = close.AddSeconds(9);
        void Sale(Paper p, params JsonNode[] second) => p.Sale = [[Paper.Opened(close), Paper.Hammered(2, "auctionUnsold", close)], [.. second]];
        Assert.Empty(Auditor.Breaches(Of(p => Sale(p, Paper.Opened(last, close.AddSeconds(1)), Paper.Hammered(2, "auctionUnsold", last)))));
        Objects("before its gap was over", p => Sale(p, Paper.Opened(last, close.AddSeconds(0.9))));
        Objects("and the hammer on the lot before fell", p => Sale(p, Paper.Opened(last, close)));
        Objects("and was due", p => Sale(p, Paper.Opened(last, close.AddMinutes(1))));
        Objects("brought it up 0 times", p => Sale(p, new JsonObject { ["sequence"] = 1, ["kind"] = "auctionCreated", ["at"] = Noon }));
        Objects("brought it up 2 times", p => Sale(p, Paper.Opened(last, close.AddSeconds(1)), Paper.Opened(last, close.AddSeconds(2))));
    }

    private static Evidence Of(Action<Paper> change)
    {
        var paper = new Paper();
        change(paper);
        return paper.Evidence();
    }

    private static void Objects(string words, Action<Paper> change) => Assert.Contains(Auditor.Breaches(Of(change)), b => b.Contains(words, StringComparison.Ordinal));

    /// <summary>A short evening, as it is on paper: two bids on a lot, and the hammer.</summary>
    private sealed class Paper
    {
        public List<JsonNode> Hot { get; } = [Opened(), Drive(2, "fairWarning", "=warn"), Placed(3, "a", 1000, "=one"), Placed(4, "b", 1100, "=two"), Hammered(5, "auctionSold", Noon.AddSeconds(30), "b", 1100, "=close")];

        public List<JsonNode> Quiet { get; set; } = [];

        public List<JsonNode> Sealed { get; set; } = [];

        public List<List<JsonNode>> Sale { get; set; } = [];

        public List<JsonNode> Dutch { get; set; } = [];

        public List<BidTold> Bids { get; } = [Bid("a", 10, "=one", 10, 20, new(3, 10, null, 11, null)), Bid("b", 11, "=two", 30, 40, new(4, 11, null, 12, null))];

        public List<DriveTold> Drives { get; } = [new("hot", "hammer", "=close", true)];

        public long[] Watched { get; set; } = [1, 2, 3, 4, 5];

        public bool MayRepeat { get; set; }

        public bool SwapsFeed { get; set; }

        public List<Interval> Outages { get; set; } = [];

        public static JsonNode Opened(DateTimeOffset? closes = null, DateTimeOffset? at = null) => new JsonObject { ["sequence"] = 1, ["kind"] = "auctionOpened", ["at"] = at ?? Noon, ["closesAt"] = closes };

        public static JsonNode Drive(long sequence, string kind, string key) =>
            new JsonObject { ["sequence"] = sequence, ["kind"] = kind, ["at"] = Noon.AddSeconds(sequence), ["origin"] = new JsonObject { ["key"] = key } };

        public static JsonNode Placed(long sequence, string bidder, int cents, string key)
        {
            var placed = Drive(sequence, "bidPlaced", key);
            (placed["bidder"], placed["amount"]) = (new JsonObject { ["id"] = bidder }, $"{cents}");
            return placed;
        }

        public static JsonNode Hammered(long sequence, string kind, DateTimeOffset closed, string? winner = null, int cents = 0, string? key = null, DateTimeOffset? at = null)
        {
            var hammer = key is null ? new JsonObject { ["sequence"] = sequence, ["kind"] = kind } : Drive(sequence, kind, key);
            (hammer["at"], hammer["closedAt"]) = (at ?? closed.AddSeconds(0.3), closed);
            if (winner is not null) (hammer["winner"], hammer["amount"]) = (new JsonObject { ["id"] = winner }, $"{cents}");
            return hammer;
        }

        public static BidTold Bid(string bidder, decimal offer, string key, long sent, long answered, BidAnswer answer) =>
            new("hot", bidder, BidWay.Amount, offer, key, sent, Noon.AddSeconds(sent / 10d), answered, Noon.AddSeconds(answered / 10d), answer);

        public Evidence Evidence()
        {
            var hot = Read("hot", Hot);
            Lot[] lots = [new("hot", LotKind.Hot, []), .. Quiet.Count > 0 ? [new Lot("quiet", LotKind.Quiet, [])] : Array.Empty<Lot>(), .. Sealed.Count > 0 ? [new Lot("sealed", LotKind.SealedFirst, [])] : Array.Empty<Lot>(), .. Dutch.Count > 0 ? [new Lot("dutch", LotKind.Dutch, [])] : Array.Empty<Lot>(), .. Sale.Select((_, n) => new Lot($"sale-{n}", LotKind.InSale, []))];
            var logs = new Dictionary<string, IReadOnlyList<Entry>> { ["hot"] = hot, ["quiet"] = Read("quiet", Quiet), ["sealed"] = Read("sealed", Sealed), ["dutch"] = Read("dutch", Dutch) };
            for (var n = 0; n < Sale.Count; n++) logs[$"sale-{n}"] = Read($"sale-{n}", Sale[n]);
            List<Entry> feed = [.. hot, .. logs.Where(l => l.Key != "hot").SelectMany(l => l.Value)];
            if (SwapsFeed) (feed[2], feed[3]) = (feed[3], feed[2]);
            Seen[] seen = [.. Watched.Select(n => new Seen(n, n <= hot.Count ? hot[(int)n - 1].Kind : "bidPlaced"))];
            return new Evidence(lots, new Held(logs, feed), Bids, Drives, [new Observation("somebody", "hot", seen, MayRepeat)], Outages, Noon, "limited");
        }

        private static List<Entry> Read(string auction, List<JsonNode> log) => [.. log.Select(e => Entry.Read(auction, e.ToJsonString()))];
    }
}
