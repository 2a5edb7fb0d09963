using System.Text.Json;
using CsCheck;
using Sothebais.GrainInterfaces.Money;

namespace Sothebais.Tests.Unit.Money;

public sealed class AmountTests
{
    [Fact]
    public void Amounts_add_up_exactly_or_not_at_all()
    {
        Assert.Equal(new Amount(5), new Amount(2) + new Amount(3));
        Assert.Equal(new Amount(UInt128.MaxValue), new Amount(UInt128.MaxValue - 1) + new Amount(1));
        Assert.Throws<OverflowException>(() => new Amount(UInt128.MaxValue) + new Amount(1));
    }

    [Fact]
    public void Amounts_are_ordered_by_their_units() =>
        Gen.Select(Gen.UInt128, Gen.UInt128).Hold(sample =>
        {
            var (left, right) = (new Amount(sample.Item1), new Amount(sample.Item2));
            Assert.Equal(sample.Item1 < sample.Item2, left < right);
            Assert.Equal(sample.Item1 > sample.Item2, left > right);
            Assert.Equal(sample.Item1 <= sample.Item2, left <= right);
            Assert.Equal(sample.Item1 >= sample.Item2, left >= right);
            Assert.Equal(sample.Item1.CompareTo(sample.Item2), left.CompareTo(right));
            Assert.True(left <= new Amount(sample.Item1) && left >= new Amount(sample.Item1));
        });

    [Fact]
    public void An_amount_is_a_string_in_JSON_because_readers_lose_digits_past_2_to_the_53()
    {
        Assert.Equal("\"340282366920938463463374607431768211455\"", JsonSerializer.Serialize(new Amount(UInt128.MaxValue)));
        Assert.Equal("\"0\"", JsonSerializer.Serialize(Amount.Zero));
        Assert.Equal("null", JsonSerializer.Serialize<Amount?>(null));
    }

    [Fact]
    public void JSON_gives_every_amount_back() =>
        Gen.UInt128.Hold(units => Assert.Equal(new Amount(units), JsonSerializer.Deserialize<Amount>(JsonSerializer.Serialize(new Amount(units)))));

    [Theory]
    [InlineData("5")]
    [InlineData("5.0")]
    [InlineData("\"\"")]
    [InlineData("\"-1\"")]
    [InlineData("\"+1\"")]
    [InlineData("\" 1\"")]
    [InlineData("\"1 \"")]
    [InlineData("\"1.5\"")]
    [InlineData("\"1e3\"")]
    [InlineData("\"340282366920938463463374607431768211456\"")]
    [InlineData("true")]
    [InlineData("{}")]
    public void JSON_that_is_no_string_of_digits_is_refused(string json) => Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Amount>(json));
}
