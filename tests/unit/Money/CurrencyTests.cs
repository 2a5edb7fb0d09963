using System.Globalization;
using System.Numerics;
using CsCheck;
using Sothebais.GrainInterfaces.Money;

namespace Sothebais.Tests.Unit.Money;

public sealed class CurrencyTests
{
    [Theory]
    [InlineData("ETH", 18)]
    [InlineData("SOL", 9)]
    [InlineData("BTC", 8)]
    [InlineData("USDC", 6)]
    [InlineData("USD", 2)]
    [InlineData("JPY", 0)]
    public void The_house_knows_how_many_decimals_a_currency_has(string code, byte decimals) => Assert.Equal(decimals, Currency.Find(code)?.Decimals);

    [Theory]
    [InlineData("eth")]
    [InlineData("XXX")]
    [InlineData("")]
    [InlineData("USD ")]
    public void A_code_the_house_does_not_take_is_not_found(string code) => Assert.Null(Currency.Find(code));

    [Fact]
    public void Every_known_code_is_found_and_has_18_decimals_at_most()
    {
        Assert.NotEmpty(Currency.Known);
        Assert.All(Currency.Known, code =>
        {
            Assert.Equal(code, Currency.Find(code)!.Code);
            Assert.InRange(Currency.Find(code)!.Decimals, 0, 18);
        });
    }

    [Theory]
    [InlineData("1", 2, "100")]
    [InlineData("1.5", 2, "150")]
    [InlineData("1.50", 2, "150")]
    [InlineData("0.01", 2, "1")]
    [InlineData("0", 2, "0")]
    [InlineData("12", 0, "12")]
    [InlineData("1.25", 18, "1250000000000000000")]
    [InlineData("0.000000000000000001", 18, "1")]
    [InlineData("340282366920938463463.374607431768211455", 18, "340282366920938463463374607431768211455")]
    public void A_stated_amount_becomes_exact_base_units(string text, byte decimals, string units)
    {
        Assert.True(StatedAmount.TryParse(text, out var stated));
        Assert.True(new Currency("T", decimals).TryExact(stated, out var amount));
        Assert.Equal(UInt128.Parse(units, null), amount.Units);
    }

    [Theory]
    [InlineData("0.001", 2)]
    [InlineData("1.500", 2)] // zeros are decimals, too
    [InlineData("1.0", 0)]
    [InlineData("0.0000000000000000001", 18)]
    public void More_decimals_than_the_currency_has_are_refused_and_never_rounded(string text, byte decimals)
    {
        Assert.True(StatedAmount.TryParse(text, out var stated));
        Assert.False(new Currency("T", decimals).TryExact(stated, out var amount));
        Assert.Equal(Amount.Zero, amount);
    }

    [Theory]
    [InlineData("340282366920938463463.374607431768211456", 18)]
    [InlineData("340282366920938463464", 18)]
    [InlineData("3402823669209384634633746074317682114.56", 2)]
    [InlineData("34028236692093846346337460743176821145", 2)]
    public void An_amount_over_128_bits_of_base_units_is_refused(string text, byte decimals) =>
        Assert.False(StatedAmount.TryParse(text, out var stated) && new Currency("T", decimals).TryExact(stated, out _));

    [Theory]
    [InlineData("0", 2, "0")]
    [InlineData("1", 2, "0.01")]
    [InlineData("10", 2, "0.1")]
    [InlineData("100", 2, "1")]
    [InlineData("105", 2, "1.05")]
    [InlineData("100000", 2, "1000")]
    [InlineData("1000", 0, "1000")]
    [InlineData("1250000000000000000", 18, "1.25")]
    [InlineData("340282366920938463463374607431768211455", 18, "340282366920938463463.374607431768211455")]
    [InlineData("340282366920938463463374607431768211455", 0, "340282366920938463463374607431768211455")]
    public void An_amount_is_written_without_needless_zeros(string units, byte decimals, string text) =>
        Assert.Equal(text, new Currency("T", decimals).Format(new Amount(UInt128.Parse(units, null))));

    private static readonly Gen<UInt128> Units = Gen.OneOf(Gen.UInt128, Gen.UInt128.Uniform, Gen.ULong.Select(u => (UInt128)u), Gen.Int[0, 1_000].Select(i => (UInt128)i));

    [Fact]
    public void What_is_written_is_read_back_as_the_same_amount() =>
        Gen.Select(Units, Gen.Int[0, 18]).Hold(sample =>
        {
            var (units, decimals) = sample;
            var currency = new Currency("T", (byte)decimals);
            var text = currency.Format(new Amount(units));
            Assert.True(StatedAmount.TryParse(text, out var stated), text);
            Assert.True(currency.TryExact(stated, out var back), text);
            Assert.Equal(units, back.Units);
        }, 20_000);

    [Fact]
    public void Reading_agrees_with_arithmetic_on_whole_numbers() =>
        Gen.Select(Units, Gen.Int[0, 20], Gen.Int[0, 18]).Hold(sample =>
        {
            var (digits, scale, decimals) = sample;
            var exact = scale > decimals ? (BigInteger?)null : (BigInteger)digits * BigInteger.Pow(10, decimals - scale);
            var fits = exact is { } whole && whole < BigInteger.One << 128;
            Assert.Equal(fits, new Currency("T", (byte)decimals).TryExact(new StatedAmount(digits, (byte)scale), out var amount));
            if (fits) Assert.Equal(exact!.Value.ToString(CultureInfo.InvariantCulture), amount.ToString());
        }, 20_000);
}
