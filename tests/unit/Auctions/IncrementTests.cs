using System.Numerics;
using CsCheck;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Money;
using Sothebais.Grains.Auctions;

namespace Sothebais.Tests.Unit.Auctions;

public sealed class IncrementTests
{
    private static readonly UInt128 Max = UInt128.MaxValue;

    [Theory]
    [InlineData(100, 1_000, 110)]
    [InlineData(101, 1_000, 112)] // 10.1 is more than 10: rounded up
    [InlineData(109, 1_000, 120)]
    [InlineData(1, 1_000, 2)]
    [InlineData(9, 1, 10)] // one base unit at least
    [InlineData(10_000, 1, 10_001)]
    [InlineData(10_001, 1, 10_003)]
    [InlineData(100, 10_000, 200)]
    [InlineData(100, 1_000_000, 10_100)]
    public void A_share_of_the_price_is_rounded_up_to_a_whole_unit(ulong price, int points, ulong minimum) =>
        Assert.Equal(new Amount(minimum), new Increments.BasisPoints(points).MinimumOver(new Amount(price)));

    [Fact]
    public void A_share_of_nothing_is_still_one_unit() => Assert.Equal(new Amount(1), new Increments.BasisPoints(1_000).MinimumOver(Amount.Zero));

    [Fact]
    public void A_fixed_step_is_the_same_at_every_price()
    {
        var steps = new Increments.FixedStep(new Amount(50));
        Assert.Equal(new Amount(150), steps.MinimumOver(new Amount(100)));
        Assert.Equal(new Amount(1_000_050), steps.MinimumOver(new Amount(1_000_000)));
    }

    [Theory]
    [InlineData(0, 5)]
    [InlineData(1, 6)]
    [InlineData(99, 104)]
    [InlineData(100, 110)] // a row holds from its price on
    [InlineData(101, 111)]
    [InlineData(999, 1_009)]
    [InlineData(1_000, 1_100)]
    [InlineData(50_000, 50_100)]
    public void A_table_gives_the_step_of_the_last_row_reached(ulong price, ulong minimum)
    {
        var table = new Increments.StepTable([new(new(0), new(5)), new(new(100), new(10)), new(new(1_000), new(100))]);
        Assert.Equal(new Amount(minimum), table.MinimumOver(new Amount(price)));
    }

    [Fact]
    public void Where_no_larger_amount_can_be_written_there_is_no_minimum()
    {
        Assert.Null(new Increments.FixedStep(new Amount(1)).MinimumOver(new Amount(Max)));
        Assert.Null(new Increments.FixedStep(new Amount(Max)).MinimumOver(new Amount(1)));
        Assert.Null(new Increments.BasisPoints(1).MinimumOver(new Amount(Max)));
        Assert.Null(new Increments.BasisPoints(1_000_000).MinimumOver(new Amount(Max / 2))); // the step alone does not fit
        Assert.Null(new Increments.StepTable([new(new(0), new(2))]).MinimumOver(new Amount(Max - 1)));
        Assert.Equal(new Amount(Max), new Increments.FixedStep(new Amount(1)).MinimumOver(new Amount(Max - 1)));
    }

    [Fact]
    public void A_share_is_exact_at_any_price() =>
        Gen.Select(Gen.OneOf(Gen.UInt128, Gen.ULong.Select(u => (UInt128)u), Gen.Int[0, 20_000].Select(i => (UInt128)i)), Gen.Int[1, 1_000_000]).Hold(sample =>
        {
            var (price, points) = sample;
            var share = BigInteger.Divide((BigInteger)price * points + 9_999, 10_000);
            var minimum = (BigInteger)price + BigInteger.Max(1, share);
            var expected = minimum <= (BigInteger)Max ? new Amount((UInt128)minimum) : (Amount?)null;
            Assert.Equal(expected, new Increments.BasisPoints(points).MinimumOver(new Amount(price)));
        }, 20_000);

    [Fact]
    public void Tables_with_the_same_rows_are_equal()
    {
        Assert.Equal(new Increments.StepTable([new(new(0), new(5))]), new Increments.StepTable([new(new(0), new(5))]));
        Assert.NotEqual(new Increments.StepTable([new(new(0), new(5))]), new Increments.StepTable([new(new(0), new(6))]));
    }
}
