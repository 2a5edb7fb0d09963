using Sothebais.GrainInterfaces.Money;

namespace Sothebais.GrainInterfaces.Auctions;

/// <summary>The falling clock of a Dutch auction: the price is worked out from the time that has passed, never counted.</summary>
/// <param name="StartPrice">The price at the opening.</param>
/// <param name="FloorPrice">The price at which the clock stops falling, at most <paramref name="StartPrice"/>.</param>
/// <param name="Step">How far it falls at a time, more than zero.</param>
/// <param name="Every">After how much time it falls again, more than zero.</param>
[GenerateSerializer, Immutable, Alias("sothebais.dutch-clock")]
public sealed record DutchClock([property: Id(0)] Amount StartPrice, [property: Id(1)] Amount FloorPrice, [property: Id(2)] Amount Step, [property: Id(3)] TimeSpan Every)
{
    /// <summary>The price after a running time: a step lower each <see cref="Every"/>, the floor at the least. Exact for any time and amounts.</summary>
    /// <param name="running">For how long the clock has fallen; before the opening it shows the start.</param>
    public Amount PriceAfter(TimeSpan running)
    {
        var steps = running <= TimeSpan.Zero ? UInt128.Zero : (UInt128)(ulong)(running.Ticks / Every.Ticks);
        var room = StartPrice.Units - FloorPrice.Units;
        // Divided rather than multiplied: steps times step need not fit in 128 bits.
        return steps > room / Step.Units ? FloorPrice : new Amount(StartPrice.Units - steps * Step.Units);
    }

    /// <summary>The running time after which the price is below an amount for the first time; null where it never is, or not in any time that can be written.</summary>
    public TimeSpan? FallsBelow(Amount least)
    {
        if (FloorPrice >= least) return null;
        if (StartPrice < least) return TimeSpan.Zero;
        // The last step to the floor may be shorter than the others: it counts as one.
        var steps = UInt128.Min((StartPrice.Units - least.Units) / Step.Units, (StartPrice.Units - FloorPrice.Units - 1) / Step.Units) + 1;
        return steps > (UInt128)(ulong)(TimeSpan.MaxValue.Ticks / Every.Ticks) ? null : new TimeSpan((long)(ulong)steps * Every.Ticks);
    }

    /// <summary>The price that the room is shown after a running time. One below the reserve is never shown: the lot is withdrawn in that instant, however late the house looks at its clock.</summary>
    /// <param name="running">For how long the clock has fallen.</param>
    /// <param name="reserve">The price under which the lot is not sold; null is none.</param>
    public Amount ShownAfter(TimeSpan running, Amount? reserve) =>
        reserve is { } least && FallsBelow(least) is { } end && running >= end ? PriceAfter(end - TimeSpan.FromTicks(1)) : PriceAfter(running);
}
