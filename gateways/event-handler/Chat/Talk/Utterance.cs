using System.Runtime.InteropServices;
using Sothebais.GrainInterfaces.Money;

namespace Sothebais.Gateways.EventHandler.Chat.Talk;

/// <summary>What a message says, as far as that can be known without an auction: most of a chat is no bid in any.</summary>
internal abstract record Utterance
{
    /// <summary>How many UTF-16 units a message may have, to be read at all.</summary>
    public const int Longest = 500;

    private Utterance()
    {
    }

    /// <summary>No bid in any auction.</summary>
    public sealed record Nothing(NotABid Why) : Utterance;

    /// <summary>It asks for the next bid.</summary>
    public sealed record Next : Utterance;

    /// <summary>It names a sum.</summary>
    /// <param name="Numeral">The number.</param>
    /// <param name="Currencies">The codes that each of the currencies in it may mean.</param>
    /// <param name="Maximum">Whether the sum is a maximum.</param>
    /// <param name="LikeAPrice">Whether it is a currency's word, a number and nothing more.</param>
    public sealed record Sum(Numeral Numeral, string[][] Currencies, bool Maximum, bool LikeAPrice) : Utterance;

    /// <summary>Reads a message.</summary>
    public static Utterance Of(string text)
    {
        if (text.Length > Longest) return new Nothing(NotABid.TooLong);
        var tokens = Tokens.Of(text);
        if (tokens.Exists(t => t.Kind == TokenKind.Question)) return new Nothing(NotABid.Question);
        if (text.Contains("://", StringComparison.Ordinal) || text.Contains("www.", StringComparison.OrdinalIgnoreCase)) return new Nothing(NotABid.Link);
        if (tokens.Exists(t => t.Kind == TokenKind.Word && Phrases.Negations.Contains(t.Text))) return new Nothing(NotABid.Negated);
        var numbers = tokens.Count(t => t.Kind == TokenKind.Number);
        if (numbers > 1) return new Nothing(NotABid.SeveralNumbers);
        var meant = Meaning(tokens, numbers);
        return meant ?? new Nothing(numbers == 0 ? NotABid.NoBid : NotABid.NotUnderstood);
    }

    /// <summary>What it bids in an auction of a currency.</summary>
    public ChatBid In(Currency currency)
    {
        if (this is Nothing no) return new ChatBid.None(no.Why);
        if (this is not Sum sum) return new ChatBid.Next();
        if (sum.Currencies.Any(codes => !codes.Contains(currency.Code))) return new ChatBid.None(NotABid.OtherCurrency);
        // "ETH 2000" is what the token costs today; "USD 2000" is what somebody offers.
        if (sum.LikeAPrice && currency.Decimals > 2) return new ChatBid.None(NotABid.Ambiguous);
        if (sum.Numeral.In(currency, out var why) is not { } stated) return new ChatBid.None(why);
        return sum.Maximum ? new ChatBid.Maximum(stated) : new ChatBid.Amount(stated);
    }

    private static Utterance? Meaning(List<Token> tokens, int numbers)
    {
        if (tokens.Count == 0 || tokens[0].Kind == TokenKind.Mark || !AreWellSet(tokens)) return null;
        var said = tokens.Where(t => t.Kind is not (TokenKind.Mark or TokenKind.Picture)).ToArray().AsSpan();
        string? command = null;
        if (!said.IsEmpty && said[0].Kind == TokenKind.Mention && Phrases.HouseNames.Contains(said[0].Text)) said = said[1..];
        if (!said.IsEmpty && said[0].Kind == TokenKind.Command)
        {
            command = said[0].Text;
            if (!Phrases.BidCommands.Contains(command) && !Phrases.MaximumCommands.Contains(command)) return null;
            said = said[1..];
        }
        return numbers == 0 ? Wordless(said, command) : new Around(said, command).Read();
    }

    private static Next? Wordless(ReadOnlySpan<Token> said, string? command)
    {
        if (Around.Words(said) is not { } words) return null;
        var wanted = command is null ? Phrases.Next : Phrases.BidCommands.Contains(command) ? Phrases.NextByCommand : [];
        return wanted.Contains(Phrases.Join(words)) ? new Next() : null;
    }

    // Whether every piece stands where such a piece may: "bid1", "5+", "5.eth" and "h3llo" are no bids, whatever they are.
    private static bool AreWellSet(List<Token> tokens)
    {
        var all = CollectionsMarshal.AsSpan(tokens);
        for (var i = 0; i < all.Length; i++)
        {
            if (all[i].Kind == TokenKind.Strange) return false;
            if (i == 0 || !all[i].Glued || all[i].Kind is TokenKind.Mark or TokenKind.Picture) continue;
            var allowed = (all[i - 1].Kind, all[i].Kind) switch
            {
                (TokenKind.Picture, _) => true,
                (TokenKind.Number, TokenKind.Word or TokenKind.Currency) => true, // only a unit, see below
                (TokenKind.Currency or TokenKind.Plus, TokenKind.Number) => true,
                (TokenKind.Word, TokenKind.Currency) => all[i - 1] is { Text: "k", Glued: true }, // 2k€
                (TokenKind.Mark, TokenKind.Number) => all[i - 1].Text == ":",
                _ => false,
            };
            if (!allowed) return false;
        }
        return true;
    }
}
