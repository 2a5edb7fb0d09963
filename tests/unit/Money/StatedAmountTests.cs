using System.Text;
using Sothebais.GrainInterfaces.Money;

namespace Sothebais.Tests.Unit.Money;

public sealed class StatedAmountTests
{
    private const string Largest = "340282366920938463463374607431768211455"; // 2^128 - 1

    [Theory]
    [InlineData("0", "0", 0)]
    [InlineData("7", "7", 0)]
    [InlineData("1.25", "125", 2)]
    [InlineData("1.50", "150", 2)]
    [InlineData("0.05", "5", 2)]
    [InlineData("0.000000000000000001", "1", 18)]
    [InlineData("1000000", "1000000", 0)]
    [InlineData("0.0", "0", 1)]
    [InlineData(Largest, Largest, 0)]
    [InlineData("3.40282366920938463463374607431768211455", Largest, 38)]
    public void Plain_decimal_notation_is_read_digit_by_digit(string text, string digits, byte scale)
    {
        Assert.True(StatedAmount.TryParse(text, out var stated));
        Assert.Equal(new StatedAmount(UInt128.Parse(digits, null), scale), stated);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData(".")]
    [InlineData(".5")]
    [InlineData("5.")]
    [InlineData("1.2.3")]
    [InlineData("1..2")]
    [InlineData("-1")]
    [InlineData("+1")]
    [InlineData("-0")]
    [InlineData("1e3")]
    [InlineData("1E-3")]
    [InlineData("0x10")]
    [InlineData("1,000")]
    [InlineData("1_000")]
    [InlineData("1'000")]
    [InlineData("1 000")]
    [InlineData(" 1")]
    [InlineData("1 ")]
    [InlineData("1\n")]
    [InlineData("1\0")]
    [InlineData("00")]
    [InlineData("01")]
    [InlineData("007")]
    [InlineData("00.5")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("\u0661")] // Arabic-Indic one
    [InlineData("\uFF11")] // full-width one
    [InlineData("\u0131")] // its low byte is the digit 1
    [InlineData("\u2212" + "1")]
    [InlineData("$1")]
    public void Anything_but_plain_digits_is_refused(string? text)
    {
        Assert.False(StatedAmount.TryParse(text, out var stated));
        Assert.Equal(default, stated);
    }

    [Theory]
    [InlineData("340282366920938463463374607431768211456")]
    [InlineData("3402823669209384634633746074317682114550")]
    [InlineData("34028236692093846346337460743176821145.6")]
    [InlineData("999999999999999999999999999999999999999")]
    public void What_does_not_fit_in_128_bits_is_refused_and_never_wrapped(string text) => Assert.False(StatedAmount.TryParse(text, out _));

    [Fact]
    public void Bytes_and_text_are_read_alike()
    {
        foreach (var text in (string[])["0", "1.25", Largest, "", "1.", "01", "1e3", "-1", "1\u0661"])
        {
            var asText = (StatedAmount.TryParse(text, out var one), one);
            var asBytes = (StatedAmount.TryParse(Encoding.UTF8.GetBytes(text), out var other), other);
            Assert.Equal(asText, asBytes);
        }
    }
}
