namespace Sothebais.Gateways.EventHandler.Chat.Talk;

/// <summary>A piece of a message.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">As it is compared: words in lower case, numbers in ASCII.</param>
/// <param name="Glued">Whether it stands right behind the piece before it.</param>
internal readonly record struct Token(TokenKind Kind, string Text, bool Glued);

/// <summary>What a piece of a message is.</summary>
internal enum TokenKind
{
    /// <summary>Letters.</summary>
    Word,

    /// <summary>Digits, with points and commas between them.</summary>
    Number,

    /// <summary>A currency's sign.</summary>
    Currency,

    /// <summary>A plus sign.</summary>
    Plus,

    /// <summary>A mark that separates or ends, and says nothing: . , ! and :</summary>
    Mark,

    /// <summary>A picture that says nothing against a bid.</summary>
    Picture,

    /// <summary>An exclamation mark and a word: a command to whoever reads the chat.</summary>
    Command,

    /// <summary>A name behind an at sign.</summary>
    Mention,

    /// <summary>A question mark.</summary>
    Question,

    /// <summary>Anything else: there is no telling what it makes of the rest.</summary>
    Strange,
}
