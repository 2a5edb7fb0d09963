using System.Text.Json.Serialization;
using Sothebais.GrainInterfaces.Money;

namespace Sothebais.GrainInterfaces.Auctions;

/// <summary>How far a bid must go over the price.</summary>
[GenerateSerializer, Immutable, Alias("sothebais.increments")]
[JsonPolymorphic(TypeDiscriminatorPropertyName = "by")]
[JsonDerivedType(typeof(BasisPoints), "basisPoints")]
[JsonDerivedType(typeof(FixedStep), "fixed")]
[JsonDerivedType(typeof(StepTable), "table")]
public abstract record Increments
{
    /// <summary>The name under which they were asked for; null where they were spelt out. What counts is what they say.</summary>
    [Id(0)] public string? Preset { get; init; }

    /// <summary>A share of the price, rounded up to a whole base unit: 1000 is 10 percent.</summary>
    /// <param name="Points">Hundredths of a percent, 1 to 1,000,000.</param>
    [GenerateSerializer, Immutable, Alias("sothebais.increments.basis-points")]
    public sealed record BasisPoints([property: Id(0)] int Points) : Increments;

    /// <summary>The same step at every price.</summary>
    /// <param name="Step">The step, more than zero.</param>
    [GenerateSerializer, Immutable, Alias("sothebais.increments.fixed")]
    public sealed record FixedStep([property: Id(0)] Amount Step) : Increments;

    /// <summary>A step that depends on the price, as auction houses print it.</summary>
    /// <param name="Rows">Rising by <see cref="StepRow.From"/>; the first is from zero; 100 at most.</param>
    [GenerateSerializer, Immutable, Alias("sothebais.increments.table")]
    public sealed record StepTable([property: Id(0)] StepRow[] Rows) : Increments
    {
        /// <inheritdoc/>
        public bool Equals(StepTable? other) => other is not null && Preset == other.Preset && Rows.AsSpan().SequenceEqual(other.Rows);

        /// <inheritdoc/>
        public override int GetHashCode() => Rows.Length;
    }
}

/// <summary>One row of a table of steps.</summary>
/// <param name="From">The price from which the step holds.</param>
/// <param name="Step">The step, more than zero.</param>
[GenerateSerializer, Immutable, Alias("sothebais.step-row")]
public sealed record StepRow([property: Id(0)] Amount From, [property: Id(1)] Amount Step);
