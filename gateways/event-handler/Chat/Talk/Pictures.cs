using System.Text;

namespace Sothebais.Gateways.EventHandler.Chat.Talk;

/// <summary>The pictures that say nothing against a bid: hands, hearts, money, fire. Who laughs, doubts or shakes their head may not mean it.</summary>
internal static class Pictures
{
    private static readonly HashSet<Rune> Kind =
    [
        .. ("✋🖐🤚🙋🙌👋👍👌💪🙏👏🤝🤞☝👆🫡" + "❤🧡💛💚💙💜🖤🤍🤎💖💗💕😍🥰😎🤩🙂😀😃😄😊" + "💰💸💵💶💷💴🪙💎🤑" + "🔥🚀✨⭐🌟🎉🎊🥳🏆👑⚡✅✔🔨🎨🖼🐳").EnumerateRunes(),
    ];

    /// <summary>Whether it is one of them.</summary>
    public static bool Are(Rune rune) => Kind.Contains(rune);
}
