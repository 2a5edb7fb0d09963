using System.Text.Json.Serialization;

namespace Sothebais.GrainInterfaces.Money;

/// <summary>
/// An exact amount of money: a whole number of a currency's base units (wei for ETH, cents for USD), from 0 to 2^128-1.
/// Which currency is known from where the amount stands; all amounts of one auction share its currency.
/// </summary>
/// <param name="Units">The number of base units.</param>
[GenerateSerializer, Immutable, Alias("sothebais.amount")]
[JsonConverter(typeof(AmountJsonConverter))]
public readonly record struct Amount([property: Id(0)] UInt128 Units) : IComparable<Amount>
{
    /// <summary>Nothing.</summary>
    public static readonly Amount Zero = new(0);

    /// <inheritdoc/>
    public int CompareTo(Amount other) => Units.CompareTo(other.Units);

    /// <summary>Adds two amounts.</summary>
    /// <exception cref="OverflowException">The sum does not fit in 128 bits.</exception>
    public static Amount operator +(Amount left, Amount right) => new(checked(left.Units + right.Units));

    /// <summary>Whether <paramref name="left"/> is the smaller.</summary>
    public static bool operator <(Amount left, Amount right) => left.Units < right.Units;

    /// <summary>Whether <paramref name="left"/> is the larger.</summary>
    public static bool operator >(Amount left, Amount right) => left.Units > right.Units;

    /// <summary>Whether <paramref name="left"/> is the smaller or both are equal.</summary>
    public static bool operator <=(Amount left, Amount right) => left.Units <= right.Units;

    /// <summary>Whether <paramref name="left"/> is the larger or both are equal.</summary>
    public static bool operator >=(Amount left, Amount right) => left.Units >= right.Units;

    /// <summary>The base units in decimal digits; <see cref="Currency.Format"/> writes it for people.</summary>
    public override string ToString() => Units.ToString();
}
