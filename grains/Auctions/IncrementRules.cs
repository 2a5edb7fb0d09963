using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Money;

namespace Sothebais.Grains.Auctions;

/// <summary>How far a bid must go over a price. Pure.</summary>
internal static class IncrementRules
{
    /// <summary>The least bid over a price; null where it does not fit in 128 bits.</summary>
    public static Amount? MinimumOver(this Increments increments, Amount price)
    {
        try
        {
            return price + increments.StepAt(price);
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    /// <summary>The step at a price, one base unit at least.</summary>
    /// <exception cref="OverflowException">The step does not fit in 128 bits.</exception>
    private static Amount StepAt(this Increments increments, Amount price) => increments switch
    {
        Increments.FixedStep f => f.Step,
        Increments.BasisPoints b => Share(price, (uint)b.Points),
        Increments.StepTable t => t.Rows.Last(row => row.From <= price).Step,
        _ => throw new InvalidOperationException($"No step for {increments.GetType().Name}."),
    };

    // Rounded up: a bid of "10 percent over" must really be that. Divided first: price times points might not fit.
    private static Amount Share(Amount price, uint points)
    {
        var (whole, rest) = UInt128.DivRem(price.Units, 10_000);
        return new Amount(UInt128.Max(1, checked(whole * points + (rest * points + 9_999) / 10_000)));
    }
}
