namespace Sothebais.Gateways.EventHandler.Chat.Talk;

/// <summary>Why a chat message is no bid.</summary>
internal enum NotABid
{
    /// <summary>Nothing in it looks like one.</summary>
    NoBid,

    /// <summary>It is longer than <see cref="Utterance.Longest"/>.</summary>
    TooLong,

    /// <summary>It asks.</summary>
    Question,

    /// <summary>It says no.</summary>
    Negated,

    /// <summary>It holds a link.</summary>
    Link,

    /// <summary>It has a number, and words or signs around it that are not understood.</summary>
    NotUnderstood,

    /// <summary>It can be read in two ways: 1,500; 2m; +0.5.</summary>
    Ambiguous,

    /// <summary>It has more than one number.</summary>
    SeveralNumbers,

    /// <summary>It names a currency that is not the auction's.</summary>
    OtherCurrency,

    /// <summary>It has more decimals than the currency.</summary>
    TooManyDecimals,

    /// <summary>It bids nothing.</summary>
    Zero,

    /// <summary>The amount cannot be written in 128 bits.</summary>
    TooLarge,

    /// <summary>There is no such auction.</summary>
    AuctionNotFound,

    /// <summary>There is no such stream.</summary>
    StreamNotFound,

    /// <summary>The stream shows no lot.</summary>
    NoLot,

    /// <summary>The lot that the stream shows opened only after the message had come.</summary>
    EarlierLot,
}

/// <summary>The reasons as stable codes.</summary>
internal static class NotABidCodes
{
    /// <summary>The code: <c>too-many-decimals</c>.</summary>
    public static string Code(this NotABid why) => why switch
    {
        NotABid.NoBid => "no-bid",
        NotABid.TooLong => "too-long",
        NotABid.Question => "question",
        NotABid.Negated => "negated",
        NotABid.Link => "link",
        NotABid.NotUnderstood => "not-understood",
        NotABid.Ambiguous => "ambiguous",
        NotABid.SeveralNumbers => "several-numbers",
        NotABid.OtherCurrency => "other-currency",
        NotABid.TooManyDecimals => "too-many-decimals",
        NotABid.Zero => "zero",
        NotABid.TooLarge => "too-large",
        NotABid.AuctionNotFound => "auction-not-found",
        NotABid.StreamNotFound => "stream-not-found",
        NotABid.NoLot => "no-lot",
        NotABid.EarlierLot => "earlier-lot",
        _ => throw new ArgumentOutOfRangeException(nameof(why), why, null),
    };
}
