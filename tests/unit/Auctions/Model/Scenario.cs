using CsCheck;

namespace Sothebais.Tests.Unit.Auctions.Model;

/// <summary>A random auction and what happens to it.</summary>
internal sealed record Scenario(Terms Terms, Step[] Steps, int SnapshotAfter)
{
    public override string ToString() => $"{Terms} with {string.Join(", ", (Terms.Table ?? []).Select(r => $"{r.From}:{r.Step}"))}\nsnapshot after {SnapshotAfter}\n{string.Join('\n', Steps.Select(s => s.ToString()))}";

    public static readonly Gen<Scenario> Any = Gen.Select(Random.Terms, Random.Step.Array[1, 80], Gen.Int[0, 80], (terms, steps, at) => new Scenario(terms, steps, at));

    private static class Random
    {
        private static readonly Gen<UInt128> Small = Gen.Int[1, 2_000].Select(i => (UInt128)i);
        private static readonly Gen<UInt128> Large = Gen.Int[0, 1_000].Select(i => UInt128.MaxValue - (UInt128)i * (UInt128)i * 1_000_000_000_000);
        private static readonly Gen<UInt128> Wei = Gen.Int[1, 1_000].Select(i => (UInt128)i * 12_345_678_901_234_567);
        private static readonly Gen<UInt128> Money = Gen.Frequency((6, Small), (3, Wei), (1, Large));

        // Steps rise with the price, as in every table that auction houses print.
        private static readonly Gen<(UInt128 From, UInt128 Step)[]> Table = Gen.Select(Small, Small, Small, Small, Small, (a, b, c, d, e) =>
            new (UInt128, UInt128)[] { (0, a), (b, a + c), (b + d, a + c + e) });

        private static readonly Gen<(int, int, int?)?> SoftClose = Gen.Frequency(
            (1, Gen.Const(((int, int, int?)?)null)),
            (3, Gen.Select(Gen.Int[1, 90], Gen.Int[1, 90], Gen.OneOf(Gen.Const((int?)null), Gen.Int[1, 4].Select(i => (int?)i)), (w, b, m) => ((int, int, int?)?)(w, b, m))));

        public static readonly Gen<Terms> Terms = Gen.Select(Gen.OneOf(Gen.Const((byte)0), Gen.Const((byte)2), Gen.Const((byte)18)), Money, Gen.Int[0, 2], Gen.Int[0, 3_000], Gen.Int[0, 2], Table, SoftClose,
            Gen.Select(Gen.Int[0, 5], Gen.Int[1, 300], Gen.Int[0, 2], Gen.Int[0, 200], Gen.Int[0, 2])).Select((decimals, opening, reserve, share, steps, table, soft, clock) =>
        {
            var (kind, seconds, opens, opensAfter, offer) = clock;
            var opensAt = opens == 0 ? (int?)null : opensAfter;
            var reservePrice = reserve == 0 ? (UInt128?)null : UInt128.Max(opening, opening / 1_000 * (UInt128)share + (UInt128)share);
            return new Terms
            {
                Decimals = decimals,
                Opening = opening,
                Reserve = reservePrice,
                BuyNow = offer == 0 ? null : Added(reservePrice ?? opening, 1 + opening / 200 * (UInt128)seconds + (UInt128)share),
                BasisPoints = steps == 0 ? 1 + share * 30 : null,
                FixedStep = steps == 1 ? 1 + opening / 20 : null,
                Table = steps == 2 ? table : null,
                OpensAfter = opensAt,
                ClosesAfter = kind == 0 ? (opensAt ?? 0) + seconds : null,
                Duration = kind is 1 or 2 or 3 ? seconds : null,
                StartsOnFirstBid = kind == 3,
                SoftClose = soft, // kinds 4 and 5: the auctioneer closes
            };
        });

        private static UInt128 Added(UInt128 a, UInt128 b) => a > UInt128.MaxValue - b ? UInt128.MaxValue : a + b;

        private static readonly Gen<Act> Act = Gen.Frequency(
            (40, Gen.Const(Model.Act.Bid)), (60, Gen.Const(Model.Act.Maximum)), (3, Gen.Const(Model.Act.BuyNow)), (24, Gen.Const(Model.Act.Next)), (12, Gen.Const(Model.Act.Duel)), (10, Gen.Const(Model.Act.Wait)),
            (12, Gen.Const(Model.Act.Open)), (8, Gen.Const(Model.Act.Schedule)), (6, Gen.Const(Model.Act.Revise)), (5, Gen.Const(Model.Act.Pause)),
            (10, Gen.Const(Model.Act.Resume)), (5, Gen.Const(Model.Act.Extend)), (5, Gen.Const(Model.Act.Warn)), (2, Gen.Const(Model.Act.Hammer)),
            (1, Gen.Const(Model.Act.Cancel)), (1, Gen.Const(Model.Act.Settle)), (8, Gen.Const(Model.Act.Reopen)), (12, Gen.Const(Model.Act.Retract)), (2, Gen.Const(Model.Act.Pass)), (8, Gen.Const(Model.Act.Undo)),
            (8, Gen.Const(Model.Act.Outage)));

        private static readonly Gen<Pace> Pace = Gen.Frequency(
            (14, Gen.Const(Model.Pace.None)), (3, Gen.Const(Model.Pace.Instant)), (10, Gen.Const(Model.Pace.Seconds)), (2, Gen.Const(Model.Pace.ToDeadline)),
            (4, Gen.Const(Model.Pace.JustBeforeDeadline)), (1, Gen.Const(Model.Pace.JustAfterDeadline)), (3, Gen.Const(Model.Pace.WithinGrace)), (1, Gen.Const(Model.Pace.JustBeforeHammer)), (1, Gen.Const(Model.Pace.ToHammer)), (3, Gen.Const(Model.Pace.ToWindow)),
            (3, Gen.Const(Model.Pace.JustBeforeWindow)), (1, Gen.Const(Model.Pace.LateForDeadline)));

        private static readonly Gen<Sum> Sum = Gen.Frequency(
            (30, Gen.Const(Model.Sum.Minimum)), (12, Gen.Const(Model.Sum.OverMinimum)), (8, Gen.Const(Model.Sum.UnderMinimum)), (4, Gen.Const(Model.Sum.Price)),
            (6, Gen.Const(Model.Sum.Farthest)), (12, Gen.Const(Model.Sum.NearFarthest)), (4, Gen.Const(Model.Sum.Reserve)), (4, Gen.Const(Model.Sum.Half)),
            (3, Gen.Const(Model.Sum.Doubled)), (1, Gen.Const(Model.Sum.Nothing)), (2, Gen.Const(Model.Sum.TooFine)), (1, Gen.Const(Model.Sum.Largest)),
            (1, Gen.Const(Model.Sum.TooLarge)));

        public static readonly Gen<Step> Step = Gen.Select(Act, Pace, Gen.Int[0, 3], Sum, Gen.Int[0, 40], Gen.Int[0, 40],
            (act, pace, who, sum, a, b) => new Step(act, pace, who, sum, a, b));
    }
}

/// <summary>One thing that happens: some time passes, then somebody acts. What the numbers mean depends on the act, see <see cref="Walk"/>.</summary>
internal sealed record Step(Act Act, Pace Pace, int Who, Sum Sum, int A, int B);

internal enum Act { Bid, Maximum, BuyNow, Next, Duel, Wait, Open, Schedule, Revise, Pause, Resume, Extend, Warn, Hammer, Cancel, Settle, Reopen, Retract, Outage, Pass, Undo }

/// <summary>How time passes before a step; most of them aim at an edge.</summary>
internal enum Pace { None, Instant, Seconds, ToDeadline, JustBeforeDeadline, JustAfterDeadline, ToWindow, JustBeforeWindow, LateForDeadline, WithinGrace, JustBeforeHammer, ToHammer }

/// <summary>Which amount is named; the farthest is how far the leader goes.</summary>
internal enum Sum { Farthest, NearFarthest, Reserve, Half, Minimum, OverMinimum, UnderMinimum, Price, Doubled, Nothing, TooFine, Largest, TooLarge }
