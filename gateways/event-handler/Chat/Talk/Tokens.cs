using System.Globalization;
using System.Text;

namespace Sothebais.Gateways.EventHandler.Chat.Talk;

/// <summary>Takes a message to pieces, in one pass from left to right.</summary>
internal sealed class Tokens
{
    private readonly List<Token> _tokens = [];
    private readonly Rune[] _runes;
    private int _at;

    private Tokens(string text) => _runes = [.. text.EnumerateRunes().Select(Fold)];

    /// <summary>The pieces of a message, in order; what is not text in it is <see cref="TokenKind.Strange"/>.</summary>
    public static List<Token> Of(string text)
    {
        var tokens = new Tokens(text);
        while (tokens._at < tokens._runes.Length) tokens.Take();
        return tokens._tokens;
    }

    private void Take()
    {
        var start = _at;
        var glued = start > 0 && !IsBlank(_runes[start - 1]);
        var rune = _runes[_at++];
        if (IsBlank(rune)) return;
        // A point before digits begins a number where nothing but a currency's sign is right before it.
        var leads = rune.Value == '.' && DigitAt(_at) >= 0 && (!glued || _tokens[^1].Kind == TokenKind.Currency);
        var (kind, text) =
            DigitAt(start) >= 0 || leads ? Number(start)
            : Rune.IsLetter(rune) ? (TokenKind.Word, Letters(start))
            : rune.Value == '!' && !glued && LetterAt(_at) ? (TokenKind.Command, Letters(_at))
            : rune.Value == '@' && !glued && LetterAt(_at) ? (TokenKind.Mention, Letters(_at))
            : rune.Value == ':' && !glued && Smiley() ? (TokenKind.Picture, "")
            : rune.Value is '?' or '\u061F' ? (TokenKind.Question, "")
            : rune.Value == '+' ? (TokenKind.Plus, "")
            : rune.Value == '!' || (rune.Value is '.' or ',' or ':' && glued) ? (TokenKind.Mark, rune.ToString())
            : Pictures.Are(rune) ? (TokenKind.Picture, Dressing())
            : (TokenKind.Strange, "");
        if ((kind is TokenKind.Word or TokenKind.Strange) && _at == start + 1 && Rune.ToLowerInvariant(rune).ToString() is var sign && IsSign(rune) && CurrencyWords.Find(sign) is not null)
            (kind, text) = (TokenKind.Currency, sign);
        _tokens.Add(new Token(kind, text, glued));
    }

    private (TokenKind, string) Number(int start)
    {
        var (text, zero) = (new StringBuilder(), -1);
        for (_at = start; _at < _runes.Length; _at++)
        {
            if (DigitAt(_at) is var digit and >= 0)
            {
                if (zero < 0) zero = _runes[_at].Value - digit;
                if (_runes[_at].Value - digit != zero) return (TokenKind.Strange, ""); // digits of two scripts make no number that anybody writes
                text.Append((char)('0' + digit));
            }
            else if (_runes[_at].Value is '.' or ',' && DigitAt(_at + 1) >= 0) text.Append((char)_runes[_at].Value);
            else break;
        }
        return (TokenKind.Number, text.ToString());
    }

    private string Letters(int start)
    {
        var text = new StringBuilder();
        for (_at = start; _at < _runes.Length; _at++)
        {
            if (Rune.IsLetter(_runes[_at])) text.Append(Rune.ToLowerInvariant(_runes[_at]));
            else if (_runes[_at].Value is '\'' or '\u2019' && LetterAt(_at + 1)) text.Append('\'');
            else break;
        }
        return text.ToString();
    }

    // :) and :-)
    private bool Smiley()
    {
        var end = _at < _runes.Length && _runes[_at].Value == '-' ? _at + 1 : _at;
        if (end >= _runes.Length || _runes[end].Value != ')') return false;
        _at = end + 1;
        return true;
    }

    // What may follow a picture and belongs to it: the colour of a hand, the form of a heart, he or she.
    private string Dressing()
    {
        while (_at < _runes.Length && _runes[_at].Value is 0xFE0F or 0x200D or 0x2640 or 0x2642 or (>= 0x1F3FB and <= 0x1F3FF)) _at++;
        return "";
    }

    private int DigitAt(int index) =>
        index < _runes.Length && Rune.GetUnicodeCategory(_runes[index]) == UnicodeCategory.DecimalDigitNumber ? (int)Rune.GetNumericValue(_runes[index]) : -1;

    private bool LetterAt(int index) => index < _runes.Length && Rune.IsLetter(_runes[index]);

    private static bool IsSign(Rune rune) => rune.Value is 0x039E or 0x03BE || Rune.GetUnicodeCategory(rune) == UnicodeCategory.CurrencySymbol;

    // Blank, or not to be seen: chat programs put U+E0000 behind what is written twice.
    private static bool IsBlank(Rune rune) => Rune.IsWhiteSpace(rune) || rune.Value is 0x200B or 0xFEFF or 0xFE0F or (>= 0xE0000 and <= 0xE007F);

    // Full-width forms are the ASCII ones.
    private static Rune Fold(Rune rune) => rune.Value is >= 0xFF01 and <= 0xFF5E ? new Rune(rune.Value - 0xFEE0) : rune;
}
