using Sothebais.Benchmarks.House;
using Sothebais.Benchmarks.Load;
using Sothebais.Benchmarks.Report;
using Sothebais.Tests.Harness;
using static Sothebais.Benchmarks.Report.Row;

namespace Sothebais.Benchmarks.Measurements;

/// <summary>How long after their close many auctions are closed that close in the same instant, while many more stand open.</summary>
internal static class Closings
{
    /// <summary>The house's default <c>House__Grace</c>: so long a hammer waits for bids that were received in time.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(250);

    /// <summary>Until they close, from their creation: longer than creating them takes.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromSeconds(40);

    /// <summary>Lets them close once to warm up, and then while the others stand open.</summary>
    public static async IAsyncEnumerable<Row> Measure(TestedHouse house, Plan plan, Numbers keys)
    {
        var warm = await Close(house, keys, "warm", plan.ClosingAtOnce, known: 0);
        await OpenAuctions.Open(house, keys, "open", plan.OpenAuctions - plan.ClosingAtOnce);
        var late = await Close(house, keys, "closing", plan.ClosingAtOnce, known: plan.ClosingAtOnce);
        yield return new Row(
            $"From the end of the grace to the durable close, {Count(plan.ClosingAtOnce)} auctions of {Count(plan.OpenAuctions)} closing in one instant, p50 / p99 (beside it: without the others)",
            Milliseconds(At(late, 0.5), At(late, 0.99)), Milliseconds(At(warm, 0.5), At(warm, 0.99)), $"{Ratio(At(late, 0.5) / At(warm, 0.5))} / {Ratio(At(late, 0.99) / At(warm, 0.99))}");
    }

    private static async Task<double[]> Close(TestedHouse house, Numbers keys, string prefix, int auctions, int known)
    {
        // On a whole millisecond, as Redis counts.
        var close = DateTimeOffset.FromUnixTimeMilliseconds((TimeProvider.System.GetUtcNow() + Ahead).ToUnixTimeMilliseconds());
        await OpenAuctions.Open(house, keys, prefix, auctions, close);
        if (TimeProvider.System.GetUtcNow() > close) throw new InvalidOperationException($"{auctions} auctions could not be opened within {Ahead}.");
        IReadOnlyList<DateTimeOffset> closed = [];
        await Wait.Until($"{auctions} auctions are closed", Ahead + TimeSpan.FromSeconds(30), async () =>
        {
            if (TimeProvider.System.GetUtcNow() < close + TimeSpan.FromSeconds(2)) return false; // not to be in their way
            return (closed = await house.Commits("auctionUnsold")).Count == known + auctions;
        });
        return [.. closed.Skip(known).Select(c => (c - close - Grace).TotalMilliseconds).Order()];
    }

    private static double At(double[] sorted, double share) => sorted[(int)(share * (sorted.Length - 1))];
}
