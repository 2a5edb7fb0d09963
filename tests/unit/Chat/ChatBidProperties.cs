using System.Text;
using CsCheck;
using Sothebais.Gateways.EventHandler.Chat.Talk;
using Sothebais.GrainInterfaces.Money;

namespace Sothebais.Tests.Unit.Chat;

public sealed class ChatBidProperties
{
    private static readonly Currency[] Currencies = [.. Currency.Known.Order(StringComparer.Ordinal).Select(code => Currency.Find(code)!)];

    private static readonly Gen<Currency> AnyCurrency = Gen.Int[0, Currencies.Length - 1].Select(i => Currencies[i]);

    private static Gen<string> One(params string[] of) => Gen.Int[0, of.Length - 1].Select(i => of[i]);

    [Fact]
    public void A_plain_amount_of_any_currency_comes_back_as_it_was_unless_its_point_may_group() =>
        Gen.Select(AnyCurrency, Gen.ULong, Gen.Int[0, 60], One("", "bid ", "!bid ", "max ", "@house ")).Hold(sample =>
        {
            var (currency, units, shift, opener) = sample;
            var amount = new Amount(units >> shift);
            if (amount == Amount.Zero) return;
            var text = currency.Format(amount);
            var read = ChatBid.Read($"{opener}{text} {currency.Code}", currency);
            if (opener == "max ") Assert.Equal(amount, Exact(Assert.IsType<ChatBid.Maximum>(read).Stated, currency));
            else Assert.Equal(amount, Exact(Assert.IsType<ChatBid.Amount>(read).Stated, currency));
        });

    [Fact]
    public void What_is_read_as_an_amount_is_never_more_than_any_plausible_reading() =>
        Gen.Select(AnyCurrency, Gen.Char["0123456789.,5005.,"].Array[1, 12].Select(c => new string(c)), One("", "k")).Hold(sample =>
        {
            var (currency, text, unit) = sample;
            if (ChatBid.Read(text + unit, currency) is not ChatBid.Amount { Stated: var stated }) return;
            var plausible = new[] { Plausible(text, '.', ','), Plausible(text, ',', '.') }.OfType<decimal>().ToArray();
            Assert.NotEmpty(plausible);
            Assert.Equal(plausible.Min() * (unit == "k" ? 1000 : 1), Value(stated));
        }, iterations: 20_000);

    [Fact]
    public void Letters_signs_and_pictures_without_a_number_bid_nothing_but_the_next_bid_by_its_words() =>
        Gen.OneOf(Gen.Char["abcdeijklmnoprtuvwxyz '!.,:@#$€Ξ🔥½²①"], Gen.Char).Array[0, 40].Select(c => new string([.. c.Where(x => !char.IsDigit(x))])).Hold(text =>
        {
            var read = ChatBid.Read(text, Currencies[0]);
            Assert.True(read is ChatBid.None || (read is ChatBid.Next && text.Contains("bid", StringComparison.OrdinalIgnoreCase)), $"{read}");
        }, iterations: 20_000);

    [Fact]
    public void A_word_that_is_not_understood_makes_any_bid_none() =>
        Gen.Select(One("1.5", "bid 2", "max 3", "+1", "!bid 4", "2k eth", "bid"), Gen.Char["abcdefghijlnopqrstuvwxyz"].Array[4, 9].Select(c => new string(c)), Gen.Bool).Hold(sample =>
        {
            var (bid, word, before) = sample;
            if (word is "offer" or "bids" or "here" or "please" or "thanks" or "mate" or "hello" or "okay" or "yeah" or "ether" or "upto") return;
            Assert.IsType<ChatBid.None>(ChatBid.Read(before ? $"{word} {bid}" : $"{bid} {word}", Currency.Find("ETH")!));
        });

    [Fact]
    public void Any_text_is_answered()
    {
        Gen.Char.Array[0, 600].Select(c => new string(c)).Hold(text => Assert.NotNull(ChatBid.Read(text, Currencies[0])), iterations: 5_000);
        Gen.Int[0, 0x10FFFF].Where(Rune.IsValid).Select(r => new Rune(r).ToString()).Hold(rune => Assert.NotNull(ChatBid.Read($"{rune}1{rune}", Currencies[0])), iterations: 20_000);
    }

    private static decimal Value(StatedAmount stated)
    {
        var value = (decimal)stated.Digits;
        for (var i = 0; i < stated.Scale; i++) value /= 10;
        return value;
    }

    // How somebody of a country reads it who takes one sign for the decimal point and the other for the thousands'.
    private static decimal? Plausible(string text, char point, char group)
    {
        var parts = text.TrimEnd('.', ',').Split(point);
        if (parts.Length > 2 || (parts.Length == 2 && parts[1].Contains(group, StringComparison.Ordinal))) return null;
        var groups = parts[0].Split(group);
        if (groups.Length > 1 && (groups[0].Length is 0 or > 3 || groups[0][0] == '0' || groups.Skip(1).Any(g => g.Length != 3))) return null;
        var plain = string.Concat(groups) + (parts.Length == 2 ? "." + parts[1] : "");
        return decimal.TryParse(plain, System.Globalization.NumberStyles.AllowDecimalPoint, System.Globalization.CultureInfo.InvariantCulture, out var value) ? value : null;
    }

    private static Amount Exact(StatedAmount stated, Currency currency) => currency.TryExact(stated, out var amount) ? amount : throw new ArgumentException($"{stated}");
}
