using System.Numerics;
using CsCheck;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Money;

namespace Sothebais.Tests.Unit.Auctions;

/// <summary>The price of a falling clock, against somebody who turns it down step by step.</summary>
public sealed class DutchClockTests
{
    private static readonly Gen<UInt128> Money = Gen.OneOf(Gen.Int[1, 300].Select(i => (UInt128)i), Gen.Int[0, 300].Select(i => UInt128.MaxValue - (UInt128)i));

    private static readonly Gen<DutchClock> Clock = Gen.Select(Money, Money, Money, Gen.Int[1, 20]).Select((a, b, step, every) =>
        new DutchClock(new Amount(UInt128.Max(a, b)), new Amount(UInt128.Min(a, b)), new Amount(step), TimeSpan.FromTicks(every)));

    [Fact]
    public void The_price_is_that_of_somebody_who_counts_the_steps() => Gen.Select(Clock, Gen.Int[-5, 8_000]).Hold(
        sample =>
        {
            var (clock, ticks) = sample;
            Assert.Equal(Counted(clock, ticks), clock.PriceAfter(TimeSpan.FromTicks(ticks)).Units);
        },
        10_000);

    [Fact]
    public void It_falls_below_an_amount_when_somebody_who_counts_says_so() => Gen.Select(Clock, Money).Hold(
        sample =>
        {
            var (clock, least) = sample;
            if (clock.FallsBelow(new Amount(least)) is not { } after)
            {
                Assert.True(clock.FloorPrice.Units >= least || (clock.StartPrice.Units - least) / clock.Step.Units > long.MaxValue / 20);
                return;
            }
            Assert.True(clock.PriceAfter(after).Units < least);
            if (after > TimeSpan.Zero) Assert.True(clock.PriceAfter(after - TimeSpan.FromTicks(1)).Units >= least);
        },
        10_000);

    [Fact]
    public void No_time_and_no_amount_is_too_large()
    {
        var clock = new DutchClock(new Amount(UInt128.MaxValue), new Amount(1), new Amount(1), TimeSpan.FromTicks(1));
        Assert.Equal(UInt128.MaxValue - (UInt128)long.MaxValue, clock.PriceAfter(TimeSpan.MaxValue).Units);
        Assert.Null(clock.FallsBelow(new Amount(2)));
        Assert.Equal(new Amount(1), (clock with { Step = new Amount(UInt128.MaxValue) }).PriceAfter(TimeSpan.MaxValue));
        Assert.Equal(clock.StartPrice, clock.PriceAfter(TimeSpan.MinValue));
    }

    private static UInt128 Counted(DutchClock clock, long ticks)
    {
        BigInteger price = clock.StartPrice.Units;
        for (var turn = clock.Every.Ticks; turn <= ticks; turn += clock.Every.Ticks) price = BigInteger.Max(price - clock.Step.Units, clock.FloorPrice.Units);
        return (UInt128)price;
    }
}
