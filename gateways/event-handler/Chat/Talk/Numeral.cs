using Sothebais.GrainInterfaces.Money;

namespace Sothebais.Gateways.EventHandler.Chat.Talk;

/// <summary>A number as somebody wrote it, before it is known in which currency.</summary>
/// <param name="Text">ASCII digits with points and commas between them, one point perhaps before them.</param>
/// <param name="Thousands">Whether a k stands behind it.</param>
internal readonly record struct Numeral(string Text, bool Thousands)
{
    private const int MostDigits = 39; // 2^128-1 has 39

    /// <summary>
    /// The amount in a currency. A point or comma is the decimal one, unless thousands are grouped beyond doubt: by several of a kind, or by the other kind
    /// before the last. A single group of three may be either: with a comma nobody knows; with a point it is taken as decimals, the lesser reading, where the
    /// currency has so many, and else nobody knows.
    /// </summary>
    /// <param name="currency">The currency.</param>
    /// <param name="why">Where the answer is null: why.</param>
    public StatedAmount? In(Currency currency, out NotABid why)
    {
        why = NotABid.NotUnderstood;
        if (Split() is not var (whole, fraction)) return null;
        if (whole.Length > 1 && whole[0] == '0') return null; // 007 is a code, not an amount
        if (IsGroupOrDecimals(whole, fraction) && (Text[whole.Length] == ',' || currency.Decimals < 3))
        {
            why = NotABid.Ambiguous;
            return null;
        }
        return Stated(whole, fraction, currency, out why);
    }

    // The digits before and behind the decimal point; null where it is no number of any country's.
    private (string Whole, string Fraction)? Split()
    {
        var last = Text.LastIndexOfAny(['.', ',']);
        if (last < 0) return (Text, "");
        if (last == 0) return ("0", Text[1..]);
        var (mark, before) = (Text[last], Text[..last]);
        var grouping = before.IndexOfAny(['.', ',']);
        if (grouping < 0) return (before, Text[(last + 1)..]);
        var groups = before[grouping] == mark ? Text.Split(mark) : before.Split(before[grouping]);
        if (groups[0].Length is 0 or > 3 || groups[0][0] == '0' || groups[1..].Any(g => g.Length != 3 || !g.All(char.IsAsciiDigit))) return null;
        return (string.Concat(groups), before[grouping] == mark ? "" : Text[(last + 1)..]);
    }

    private bool IsGroupOrDecimals(string whole, string fraction) => fraction.Length == 3 && whole.Length <= 3 && whole != "0" && Text.Length == whole.Length + 4;

    private StatedAmount? Stated(string whole, string fraction, Currency currency, out NotABid why)
    {
        var shift = Thousands ? 3 : 0;
        var scale = Math.Max(0, fraction.Length - shift);
        why = NotABid.TooManyDecimals;
        if (scale > currency.Decimals) return null;
        var digits = (whole + fraction).TrimStart('0') + new string('0', Math.Max(0, shift - fraction.Length));
        why = NotABid.Zero;
        if (digits.All(d => d == '0')) return null;
        why = NotABid.TooLarge;
        if (digits.Length > MostDigits || !UInt128.TryParse(digits, out var units)) return null;
        var stated = new StatedAmount(units, (byte)scale);
        return currency.TryExact(stated, out _) ? stated : null;
    }
}
