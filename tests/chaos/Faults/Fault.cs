using Sothebais.Tests.Chaos.House;

namespace Sothebais.Tests.Chaos.Faults;

/// <summary>Something that goes wrong for a while.</summary>
/// <param name="Target">What it happens to, by its place's name; <c>*</c> is the whole house.</param>
/// <param name="At">When it begins, from the begin of the load.</param>
/// <param name="For">How long it lasts; 0 where it ends by itself.</param>
public abstract record Fault(string Target, TimeSpan At, TimeSpan For)
{
    /// <summary>What kind it is, for the report.</summary>
    public abstract string Kind { get; }

    /// <summary>Makes it happen.</summary>
    public abstract Task Begin(ChaosHouse house);

    /// <summary>Makes it good.</summary>
    public abstract Task End(ChaosHouse house);

    /// <inheritdoc/>
    public sealed override string ToString() =>
        FormattableString.Invariant($"{At.TotalSeconds:0.0} s: {Kind}{(Target == "*" ? "" : $" of {Target}")}{Detail}{(For > TimeSpan.Zero ? $" for {For.TotalSeconds:0.0} s" : "")}");

    /// <summary>What is to be told beside that.</summary>
    protected virtual string Detail => "";

    /// <summary>The place that it happens to.</summary>
    protected Place Place(ChaosHouse house) => house.All.Single(p => p.Name == Target);
}
