namespace Sothebais.Tests.Chaos.Audit;

/// <summary>
/// Judges whether the house kept its promises, from what its clients were told and what Redis holds. It shares no code with the house: it has its own reading of
/// the log, and its own idea of the rules.
/// </summary>
public static class Auditor
{
    private static readonly Func<Evidence, IEnumerable<string>>[] Promises =
        [Acknowledged.Breaches, Order.Breaches, Observers.Breaches, Hammer.Breaches, Closings.Breaches, Falling.Breaches, Sales.Breaches, Limits.Breaches, Winners.Breaches, Linearizability.Breaches];

    /// <summary>The promises that were broken, each in a sentence; none where all were kept.</summary>
    public static IReadOnlyList<string> Breaches(Evidence evidence) => [.. Promises.SelectMany(p => p(evidence))];
}
