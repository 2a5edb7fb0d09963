using Sothebais.Tests.Chaos.Faults;

namespace Sothebais.Tests.Chaos.Campaign;

/// <summary>What came of a seed.</summary>
/// <param name="Schedule">What went wrong.</param>
/// <param name="Breaches">The promises that were broken.</param>
/// <param name="Recovery">From the last fault made good to the first bid answered.</param>
/// <param name="Silence">The longest time in which no bidder had an answer.</param>
/// <param name="Bids">How many bids were answered.</param>
/// <param name="Taken">How many of them were taken.</param>
/// <param name="Restarted">Which processes had to be started again.</param>
/// <param name="Took">How long all of it took.</param>
public sealed record SeedResult(
    Schedule Schedule, IReadOnlyList<string> Breaches, TimeSpan Recovery, TimeSpan Silence, int Bids, int Taken, IReadOnlyList<string> Restarted, TimeSpan Took)
{
    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant(
        $"{Schedule}\n  {Taken} of {Bids} bids taken; bids again {Recovery.TotalSeconds:0.00} s after the last fault; longest silence {Silence.TotalSeconds:0.0} s; started again: {(Restarted.Count == 0 ? "none" : string.Join(", ", Restarted))}; {Took.TotalSeconds:0} s in all{string.Concat(Breaches.Select(b => $"\n  BROKEN: {b}"))}");
}
