using System.Text.Json.Nodes;

namespace Sothebais.Tests.Browser.Attack;

/// <summary>Text that would become markup, script, style or an address wherever it is written as anything but text. What runs calls <c>pwned</c>, what becomes markup is an element of its own, what loads asks for <see cref="Canary"/>.</summary>
public static class Payloads
{
    /// <summary>A host that nothing of the house ever has a reason to ask.</summary>
    public const string Canary = "canary.example";

    /// <summary>An element that no page has.</summary>
    public const string Element = "x-pwned";

    /// <summary>The forms, each at most 80 characters, as names are.</summary>
    public static readonly string[] All =
    [
        "<script>pwned('script')</script><x-pwned>",
        "\"'><img src=x onerror=pwned('img')><x-pwned>",
        "--></title></textarea></script><x-pwned><svg/onload=pwned('svg')>",
        "javascript:pwned('address')//<x-pwned>",
        "\" onmouseover=pwned('on') autofocus onfocus=pwned('focus') x=\"",
        "url(https://canary.example/css);background:url(//canary.example/b)}*{color:red",
        "${pwned('js')}{{constructor.constructor('pwned()')()}}@(pwned())<%=pwned()%>",
        "'-pwned('quote')-'\\'-alert(1)//`${pwned('tick')}`</x-pwned><x-pwned>",
        "<iframe srcdoc=\"<script>parent.pwned('frame')</script>\"></iframe><x-pwned>",
        "&lt;x-pwned&gt;&#60;x-pwned&#62;\\u003cx-pwned\\u003e\\x3cx-pwned>",
        "<math><a xlink:href=javascript:pwned('math')><x-pwned>\u2028pwned()\u2029",
        "<base href=//canary.example/><link rel=stylesheet href=/s><x-pwned>",
    ];

    /// <summary>All of them in one text of at most 1,000 characters.</summary>
    public static string Long => string.Join(' ', All);

    /// <summary>One, by a number.</summary>
    public static string Of(int n) => All[n % All.Length];

    /// <summary>One without spaces, as ids and handles have to be, of at most so many characters.</summary>
    public static string Word(int n, int most = 64)
    {
        var word = Of(n).Replace(' ', '/').Replace("\u2028", "", StringComparison.Ordinal).Replace("\u2029", "", StringComparison.Ordinal);
        return word[..Math.Min(most, word.Length)];
    }

    /// <summary>A lot that is nothing but payloads.</summary>
    /// <param name="n">Which its name is.</param>
    public static JsonObject Lot(int n) => new()
    {
        ["name"] = Of(n),
        ["description"] = Long,
        ["image"] = "https://pictures.example/lot.png?\"'><x-pwned onerror=pwned('picture')>",
        ["token"] = new JsonObject { ["chainId"] = 1, ["contract"] = Of(n + 1), ["tokenId"] = "1" },
        ["attributes"] = new JsonArray([.. All.Select(p => (JsonNode)new JsonObject { ["trait_type"] = p, ["value"] = p })]),
    };
}
