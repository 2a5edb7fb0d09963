namespace Sothebais.GrainInterfaces.Money;

/// <summary>A currency: its code and how many decimals one unit of it has. Stored with the auction, so that a later change of the table changes no history.</summary>
/// <param name="Code">The code, upper case: ETH, USD.</param>
/// <param name="Decimals">How many decimals one unit has, 0 to 18: base units per unit are 10^Decimals.</param>
[GenerateSerializer, Immutable, Alias("sothebais.currency")]
public sealed record Currency([property: Id(0)] string Code, [property: Id(1)] byte Decimals)
{
    // Decimals: ISO 4217 for money, the token contracts' decimals() for tokens.
    private static readonly Dictionary<string, Currency> Table = new Currency[]
    {
        new("ETH", 18), new("WETH", 18), new("POL", 18), new("BNB", 18), new("AVAX", 18), new("DAI", 18),
        new("SOL", 9), new("BTC", 8), new("XTZ", 6), new("USDC", 6), new("USDT", 6),
        new("USD", 2), new("EUR", 2), new("GBP", 2), new("CHF", 2), new("CAD", 2), new("AUD", 2), new("HKD", 2), new("SGD", 2), new("CNY", 2),
        new("JPY", 0), new("KRW", 0),
    }.ToDictionary(c => c.Code);

    /// <summary>The codes the house takes.</summary>
    public static IReadOnlyCollection<string> Known => Table.Keys;

    /// <summary>Finds a currency by its code, exactly as written (upper case); null where the house does not take it.</summary>
    public static Currency? Find(string code) => Table.GetValueOrDefault(code);

    /// <summary>The stated amount in this currency's base units.</summary>
    /// <returns>False where it has more decimals than the currency, or does not fit in 128 bits.</returns>
    public bool TryExact(StatedAmount stated, out Amount amount)
    {
        amount = default;
        if (stated.Scale > Decimals) return false;
        var units = stated.Digits;
        for (var missing = Decimals - stated.Scale; missing > 0; missing--)
        {
            if (units > UInt128.MaxValue / 10) return false;
            units *= 10;
        }
        amount = new Amount(units);
        return true;
    }

    /// <summary>Writes an amount in decimal notation without needless zeros: "1.25", "1000".</summary>
    public string Format(Amount amount)
    {
        Span<char> text = stackalloc char[41];
        return new string(text[..Write(amount, text)]);
    }

    /// <summary>Writes an amount as <see cref="Format"/> does, into a buffer of at least 41 characters.</summary>
    /// <returns>The number of characters written.</returns>
    public int Write(Amount amount, Span<char> text)
    {
        amount.Units.TryFormat(text, out var length);
        if (Decimals == 0) return length;
        if (length <= Decimals) // 0.05: bring the digits to Decimals + 1 places
        {
            var pad = Decimals + 1 - length;
            text[..length].CopyTo(text[pad..]);
            text[..pad].Fill('0');
            length = Decimals + 1;
        }
        var point = length - Decimals;
        text[point..length].CopyTo(text[(point + 1)..]);
        text[point] = '.';
        length++;
        while (text[length - 1] == '0') length--;
        return text[length - 1] == '.' ? length - 1 : length;
    }
}
