using Sothebais.GrainInterfaces.Money;

namespace Sothebais.Gateways.EventHandler.Chat.Talk;

/// <summary>What people call currencies. A sign that several share means the auction's.</summary>
internal static class CurrencyWords
{
    private static readonly string[] Dollars = ["USD", "CAD", "AUD", "HKD", "SGD"];

    private static readonly Dictionary<string, string[]> Table = Currency.Known.ToDictionary(code => code.ToLowerInvariant(), code => new[] { code });

    static CurrencyWords()
    {
        Name(Dollars, "$", "dollar", "dollars", "buck", "bucks");
        Name(["EUR"], "€", "euro", "euros");
        Name(["GBP"], "£", "pound", "pounds", "quid");
        Name(["JPY", "CNY"], "¥");
        Name(["JPY"], "yen");
        Name(["CNY"], "yuan", "rmb");
        Name(["KRW"], "₩"); // "won" is what becomes of a lot
        Name(["CHF"], "franc", "francs", "franken");
        Name(["ETH"], "ξ", "ether");
        Name(["BTC"], "₿", "bitcoin");
    }

    /// <summary>The codes that a word or sign, in lower case, may mean; null where it is no currency's.</summary>
    public static string[]? Find(string word) => Table.GetValueOrDefault(word);

    private static void Name(string[] codes, params string[] words)
    {
        foreach (var word in words) Table.Add(word, codes);
    }
}
