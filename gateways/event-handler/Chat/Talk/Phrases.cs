namespace Sothebais.Gateways.EventHandler.Chat.Talk;

/// <summary>The words around a bid that are understood. English, and few: what is not here makes a message no bid.</summary>
internal static class Phrases
{
    private const int LongestPhrase = 3;

    /// <summary>How the house may be spoken to before a bid. Another name is somebody else, to whom much can be said.</summary>
    public static readonly HashSet<string> HouseNames = ["house", "sothebais", "auction", "auctioneer"];

    /// <summary>Commands that bid.</summary>
    public static readonly HashSet<string> BidCommands = ["bid", "offer"];

    /// <summary>Commands that name a maximum.</summary>
    public static readonly HashSet<string> MaximumCommands = ["max", "maxbid"];

    /// <summary>All of a message that asks for the next bid.</summary>
    public static readonly HashSet<string> Next = ["bid", "i bid", "next bid", "bid next"];

    /// <summary>The same behind a command that bids.</summary>
    public static readonly HashSet<string> NextByCommand = ["", "next"];

    /// <summary>What says no. Only to tell why: without these, such messages are not understood.</summary>
    public static readonly HashSet<string> Negations =
    [
        "no", "not", "never", "nope", "nah", "don't", "dont", "won't", "wont", "wouldn't", "can't", "cant", "cannot", "isn't", "isnt", "ain't", "without", "cancel", "retract",
        "withdraw", "undo",
    ];

    /// <summary>What stands behind a number and may mean a million, a thousand or a minute: never taken for either.</summary>
    public static readonly HashSet<string> DoubtfulUnits = ["m", "mm", "mil", "mio", "million", "millions", "kk", "b", "bn", "billion"];

    // Without "please": "please bid 5" is what one says to others.
    private static readonly HashSet<string> Greetings = ["hi", "hey", "hello", "gm", "ok", "okay", "yes", "yeah", "yep", "alright"];

    private static readonly HashSet<string> BidOpeners =
    [
        "", "bid", "bids", "i bid", "i'll bid", "ill bid", "i will bid", "bidding", "i'm bidding", "im bidding", "i am bidding", "my bid", "my bid is", "bid of", "a bid of",
        "offer", "i offer", "i'll offer", "i will offer", "my offer", "my offer is", "offering", "i'm in for", "im in for", "i am in for", "in for", "i'm in at", "im in at", "count me in for",
        "put me in for", "put me down for", "i'll go", "i'll give", "i'll do", "i'll pay", "i raise to", "i'll raise to", "raise to", "raising to",
    ];

    private static readonly HashSet<string> MaximumOpeners =
    [
        "max", "maximum", "max of", "maximum of", "max bid", "maximum bid", "max bid of", "my max", "my max is", "my maximum", "my maximum is", "my max bid is", "bid max", "up to", "upto",
        "bid up to", "bids up to", "i bid up to", "i'll bid up to", "i will bid up to", "bidding up to", "i'll go up to", "i will go up to", "i'm in up to", "im in up to", "i'm in for up to",
        "im in for up to", "in up to",
    ];

    private static readonly HashSet<string> Thanks = ["please", "pls", "plz", "thanks", "thx", "ty", "thank you", "for me", "from me", "here", "sir", "mate"];

    private static readonly HashSet<string> BidTrailers = [.. Thanks, "bid", "my bid", "is my bid", "is my offer"];

    private static readonly HashSet<string> MaximumTrailers = ["max", "maximum", "at most", "at the most", "my max", "is my max", "is my maximum", "max bid"];

    /// <summary>Whether a message may begin so before its number.</summary>
    /// <param name="words">The words.</param>
    /// <param name="says">Whether they say that one bids, and do not only greet.</param>
    /// <param name="maximum">Whether they name a maximum.</param>
    public static bool Open(ReadOnlySpan<string> words, out bool says, out bool maximum)
    {
        while (!words.IsEmpty && Greetings.Contains(words[0])) words = words[1..];
        var opener = Join(words);
        says = opener.Length > 0;
        maximum = MaximumOpeners.Contains(opener);
        return maximum || BidOpeners.Contains(opener);
    }

    /// <summary>Whether a message may end so after its number.</summary>
    /// <param name="words">The words.</param>
    /// <param name="maximum">Whether they make it a maximum.</param>
    public static bool Close(ReadOnlySpan<string> words, out bool maximum)
    {
        maximum = false;
        while (!words.IsEmpty)
        {
            if (TakeOff(ref words, MaximumTrailers)) maximum = true;
            else if (!TakeOff(ref words, BidTrailers)) return false;
        }
        return true;
    }

    /// <summary>Whether the words before and after do no more than greet and thank.</summary>
    public static bool ArePolite(ReadOnlySpan<string> before, ReadOnlySpan<string> after)
    {
        while (TakeOff(ref after, Thanks))
        {
        }
        return after.IsEmpty && Open(before, out var says, out _) && !says;
    }

    private static bool TakeOff(ref ReadOnlySpan<string> words, HashSet<string> phrases)
    {
        for (var length = Math.Min(LongestPhrase, words.Length); length > 0; length--)
        {
            if (!phrases.Contains(Join(words[..length]))) continue;
            words = words[length..];
            return true;
        }
        return false;
    }

    /// <summary>Words as one text.</summary>
    public static string Join(ReadOnlySpan<string> words) => string.Join(' ', words!);
}
