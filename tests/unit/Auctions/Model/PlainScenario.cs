using CsCheck;
using Sothebais.GrainInterfaces.Auctions;

namespace Sothebais.Tests.Unit.Auctions.Model;

/// <summary>A random Dutch or sealed auction and what happens to it.</summary>
internal sealed record PlainScenario(PlainTerms Terms, PlainStep[] Steps, int SnapshotAfter)
{
    public override string ToString() => $"{Terms}\nsnapshot after {SnapshotAfter}\n{string.Join('\n', Steps.Select(s => s.ToString()))}";

    public static readonly Gen<PlainScenario> Dutch = Of(Random.Dutch);
    public static readonly Gen<PlainScenario> SealedFirstPrice = Of(Random.Sealed(AuctionFormat.SealedFirstPrice));
    public static readonly Gen<PlainScenario> SealedSecondPrice = Of(Random.Sealed(AuctionFormat.SealedSecondPrice));

    private static Gen<PlainScenario> Of(Gen<PlainTerms> terms) =>
        Gen.Select(terms, Random.Step.Array[1, 30], Gen.Int[0, 30], (t, steps, at) => new PlainScenario(t, [new PlainStep(PlainAct.Open, PlainPace.None, 0, 0, 0, 1), .. steps], at));

    private static class Random
    {
        private static readonly Gen<(int Kind, int Seconds, int Opens, int OpensAfter)> Clock = Gen.Select(Gen.Int[0, 5], Gen.Int[1, 300], Gen.Int[0, 2], Gen.Int[0, 200]);

        public static readonly Gen<PlainTerms> Dutch = Gen.Select(Gen.Int[0, 400], Gen.Int[1, 100], Gen.Int[1, 40], Gen.Int[1, 30], Gen.Int[0, 3], Gen.Int[0, 110], Gen.Int[1, 6], Clock)
            .Select((room, floor, step, every, reserve, share, quantity, clock) => With(new PlainTerms
            {
                Format = AuctionFormat.Dutch,
                Least = Large(share, floor),
                Start = Large(share, floor + room),
                Step = (UInt128)step,
                Every = every,
                Quantity = quantity <= 2 ? 1 : quantity,
                Reserve = reserve == 0 ? null : Large(share, floor + room * Math.Min(share, 100) / 100), // from the floor to the start
            }, clock));

        public static Gen<PlainTerms> Sealed(AuctionFormat format) => Gen.Select(Gen.Int[1, 50], Gen.Int[0, 2], Gen.Int[0, 60], Clock)
            .Select((opening, reserve, over, clock) => With(new PlainTerms { Format = format, Least = (UInt128)opening, Reserve = reserve == 0 ? null : (UInt128)(opening + over) }, clock));

        // Now and then amounts that only just fit in 128 bits.
        private static UInt128 Large(int share, int amount) => share > 105 ? UInt128.MaxValue - 600 + (UInt128)amount : (UInt128)amount;

        private static PlainTerms With(PlainTerms terms, (int Kind, int Seconds, int Opens, int OpensAfter) clock) => terms with
        {
            OpensAfter = clock.Opens == 0 ? null : clock.OpensAfter,
            ClosesAfter = clock.Kind == 0 ? (clock.Opens == 0 ? 0 : clock.OpensAfter) + clock.Seconds : null,
            Duration = clock.Kind is 1 or 2 ? clock.Seconds : null,
        };

        private static readonly Gen<PlainAct> Act = Gen.Frequency(
            (60, Gen.Const(PlainAct.Bid)), (20, Gen.Const(PlainAct.Next)), (3, Gen.Const(PlainAct.NotOffered)), (10, Gen.Const(PlainAct.Wait)), (4, Gen.Const(PlainAct.Open)),
            (4, Gen.Const(PlainAct.Schedule)), (8, Gen.Const(PlainAct.Pause)), (12, Gen.Const(PlainAct.Resume)), (6, Gen.Const(PlainAct.Extend)), (2, Gen.Const(PlainAct.Warn)),
            (4, Gen.Const(PlainAct.Hammer)), (2, Gen.Const(PlainAct.PassLot)), (1, Gen.Const(PlainAct.Cancel)), (1, Gen.Const(PlainAct.Settle)), (12, Gen.Const(PlainAct.Reopen)),
            (10, Gen.Const(PlainAct.Retract)), (8, Gen.Const(PlainAct.Undo)), (8, Gen.Const(PlainAct.Outage)));

        private static readonly Gen<PlainPace> Pace = Gen.Frequency(
            (12, Gen.Const(PlainPace.None)), (3, Gen.Const(PlainPace.Instant)), (10, Gen.Const(PlainPace.Seconds)), (2, Gen.Const(PlainPace.ToDeadline)),
            (4, Gen.Const(PlainPace.JustBeforeDeadline)), (2, Gen.Const(PlainPace.LateForDeadline)), (6, Gen.Const(PlainPace.ToEdge)), (6, Gen.Const(PlainPace.JustBeforeEdge)));

        public static readonly Gen<PlainStep> Step = Gen.Select(Act, Pace, Gen.Int[0, 3], Gen.Int[0, 11], Gen.Int[0, 40], Gen.Int[0, 40],
            (act, pace, who, sum, a, b) => new PlainStep(act, pace, who, sum, a, b));
    }
}

/// <summary>One thing that happens: some time passes, then somebody acts. What the numbers mean depends on the act, see <see cref="PlainWalk"/>.</summary>
internal sealed record PlainStep(PlainAct Act, PlainPace Pace, int Who, int Sum, int A, int B);

internal enum PlainAct { Bid, Next, NotOffered, Wait, Open, Schedule, Pause, Resume, Extend, Warn, Hammer, PassLot, Cancel, Settle, Reopen, Retract, Undo, Outage }

/// <summary>How time passes before a step; an edge is where a falling clock steps.</summary>
internal enum PlainPace { None, Instant, Seconds, ToDeadline, JustBeforeDeadline, LateForDeadline, ToEdge, JustBeforeEdge }
