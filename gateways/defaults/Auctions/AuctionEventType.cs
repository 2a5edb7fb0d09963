using System.Collections.Frozen;
using System.Reflection;
using System.Text;
using System.Text.Json.Serialization;
using Sothebais.GrainInterfaces.Auctions;

namespace Sothebais.Gateways.Defaults.Auctions;

/// <summary>The CloudEvents types of auctions' events: <c>com.sothebais.auction.bid-placed.v1</c>.</summary>
public static class AuctionEventType
{
    /// <summary>What they all begin with, up to a dot.</summary>
    public const string Prefix = "com.sothebais.auction";

    private static readonly FrozenDictionary<string, string> ByKind = typeof(AuctionEvent).GetCustomAttributes<JsonDerivedTypeAttribute>()
        .Select(a => (string)a.TypeDiscriminator!).ToFrozenDictionary(kind => kind, Spell);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All => ByKind.Values;

    /// <summary>The type of an event.</summary>
    public static string Of(AuctionEvent happened) => ByKind[PublicEvent.KindOf(happened)];

    private static string Spell(string kind)
    {
        var kebab = new StringBuilder($"{Prefix}.");
        foreach (var c in kind)
        {
            if (char.IsAsciiLetterUpper(c)) kebab.Append('-').Append(char.ToLowerInvariant(c));
            else kebab.Append(c);
        }
        return kebab.Append(".v1").ToString();
    }
}
