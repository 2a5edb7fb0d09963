namespace Sothebais.Gateways.EventHandler.Chat.Talk;

/// <summary>A message with one number: what stands before the number and behind it.</summary>
internal readonly ref struct Around
{
    private readonly ReadOnlySpan<Token> _before;
    private readonly Token _number;
    private readonly ReadOnlySpan<Token> _after;
    private readonly string? _command;

    /// <summary>Takes it apart at the number.</summary>
    /// <param name="said">The message without what says nothing.</param>
    /// <param name="command">The command before it; null is none.</param>
    public Around(ReadOnlySpan<Token> said, string? command)
    {
        var at = 0;
        while (said[at].Kind != TokenKind.Number) at++;
        _before = said[..at];
        _number = said[at];
        _after = said[(at + 1)..];
        _command = command;
    }

    /// <summary>What it says; null where it is not understood.</summary>
    public Utterance? Read()
    {
        if (!_before.IsEmpty && _before[^1].Kind == TokenKind.Plus) return Raise();
        var before = _before;
        var after = _after;
        var (currencies, wordFirst) = (new List<string[]>(), false);
        if (!before.IsEmpty && CurrencyOf(before[^1]) is { } first)
        {
            currencies.Add(first);
            wordFirst = before[^1].Kind == TokenKind.Word;
            before = before[..^1];
        }
        var thousands = !after.IsEmpty && after[0] is { Kind: TokenKind.Word, Text: "k", Glued: true };
        if (thousands) after = after[1..];
        if (!after.IsEmpty && after[0].Kind == TokenKind.Word && Phrases.DoubtfulUnits.Contains(after[0].Text)) return new Utterance.Nothing(NotABid.Ambiguous);
        if (!after.IsEmpty && CurrencyOf(after[0]) is { } last)
        {
            currencies.Add(last);
            after = after[1..];
        }
        else if (!thousands && !after.IsEmpty && after[0].Glued && after[0].Kind == TokenKind.Word) return null; // 5th, 3x, 2pm
        if (Words(before) is not { } opening || Words(after) is not { } closing) return null;
        if (!Phrases.Open(opening, out var says, out var maximum) || !Phrases.Close(closing, out var maximumAfter)) return null;
        var byCommand = _command is not null && Phrases.MaximumCommands.Contains(_command);
        return new Utterance.Sum(new Numeral(_number.Text, thousands), [.. currencies], maximum || maximumAfter || byCommand, wordFirst && !says && _command is null);
    }

    /// <summary>Pieces that are all words; null where some are not.</summary>
    public static string[]? Words(ReadOnlySpan<Token> tokens)
    {
        var words = new string[tokens.Length];
        for (var i = 0; i < tokens.Length; i++)
        {
            if (tokens[i].Kind != TokenKind.Word) return null;
            words[i] = tokens[i].Text;
        }
        return words;
    }

    // "+1" is what a room says for "me, too", and asks for the next bid. Any other plus may mean so much more, or so many steps.
    private Utterance Raise() =>
        _number is { Text: "1", Glued: true } && _command is null && Words(_before[..^1]) is { } before && Words(_after) is { } after && Phrases.ArePolite(before, after)
            ? new Utterance.Next()
            : new Utterance.Nothing(NotABid.Ambiguous);

    private static string[]? CurrencyOf(Token token) => token.Kind is TokenKind.Word or TokenKind.Currency ? CurrencyWords.Find(token.Text) : null;
}
