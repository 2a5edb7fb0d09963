namespace Sothebais.GrainInterfaces.Money;

/// <summary>
/// An amount as a person stated it, before it is known in which currency: decimal digits and how many of them
/// stand behind the point. "1.50" is 150 with a scale of 2. Exact; <see cref="Currency.TryExact"/> turns it into an <see cref="Amount"/>.
/// </summary>
/// <param name="Digits">All digits as one whole number.</param>
/// <param name="Scale">How many of the digits stand behind the decimal point, 0 to 38.</param>
[GenerateSerializer, Immutable, Alias("sothebais.stated-amount")]
public readonly record struct StatedAmount([property: Id(0)] UInt128 Digits, [property: Id(1)] byte Scale)
{
    private const int MostDigits = 39; // 2^128-1 has 39

    /// <summary>Reads plain decimal notation: digits, at most one point with digits on both sides; no sign, exponent, space or separator.</summary>
    /// <param name="text">UTF-8 text such as "0.25".</param>
    /// <param name="stated">The amount, exact.</param>
    /// <returns>False where the text is not of that form or does not fit in 128 bits.</returns>
    public static bool TryParse(ReadOnlySpan<byte> text, out StatedAmount stated)
    {
        stated = default;
        if (text.IsEmpty || text.Length > MostDigits + 1) return false;
        if (text.Length > 1 && text[0] == '0' && text[1] != '.') return false; // 007 is a code, not an amount
        UInt128 digits = 0;
        var point = -1;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '.' && point < 0 && i > 0 && i < text.Length - 1)
            {
                point = i;
                continue;
            }
            var digit = text[i] - '0';
            if (digit is < 0 or > 9) return false;
            if (digits > (UInt128.MaxValue - (UInt128)digit) / 10) return false;
            digits = digits * 10 + (UInt128)digit;
        }
        stated = new StatedAmount(digits, point < 0 ? (byte)0 : (byte)(text.Length - point - 1));
        return true;
    }

    /// <summary>Reads plain decimal notation from a string; see the other overload.</summary>
    public static bool TryParse(string? text, out StatedAmount stated)
    {
        stated = default;
        if (text is null || text.Length > MostDigits + 1) return false;
        Span<byte> utf8 = stackalloc byte[MostDigits + 1];
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] > 127) return false;
            utf8[i] = (byte)text[i];
        }
        return TryParse(utf8[..text.Length], out stated);
    }
}
