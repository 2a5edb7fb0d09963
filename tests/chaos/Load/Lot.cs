using System.Text.Json.Nodes;

namespace Sothebais.Tests.Chaos.Load;

/// <summary>Something that is auctioned.</summary>
/// <param name="Id">The auction's id.</param>
/// <param name="Kind">How it is sold, and who bids.</param>
/// <param name="Terms">What it is created with.</param>
public sealed record Lot(string Id, LotKind Kind, JsonObject Terms)
{
    /// <summary>What every auction opens at.</summary>
    public const decimal Opening = 10;

    /// <summary>What an ascending bid must at least be above the one before.</summary>
    public const decimal Increment = 1;

    /// <summary>How many are sold in a Dutch auction.</summary>
    public const int Edition = 5;

    /// <summary>The closing window of auctions with a clock, and by how much a bid in it moves the close.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromSeconds(4);

    /// <summary>How long after a lot of the sale has closed the next one opens.</summary>
    public static readonly TimeSpan Gap = TimeSpan.FromSeconds(1);

    /// <summary>Whether a clock closes it.</summary>
    public bool HasClock => Kind is LotKind.Timed or LotKind.Quiet or LotKind.InSale or LotKind.SealedFirst or LotKind.SealedSecond;

    /// <summary>The lots of a seed.</summary>
    public static IReadOnlyList<Lot> Of(int seed, Random random)
    {
        string Lasting(int least, int most) => $"PT{random.Next(least, most)}S";
        return
        [
            Make("hot", LotKind.Hot, []), Make("proxy", LotKind.Proxy, []),
            Make("timed", LotKind.Timed, new() { ["duration"] = Lasting(6, 12), ["extension"] = Extension() }),
            Make("quiet-1", LotKind.Quiet, new() { ["duration"] = Lasting(4, 13), ["extension"] = Extension() }),
            Make("quiet-2", LotKind.Quiet, new() { ["duration"] = Lasting(4, 13), ["extension"] = Extension() }),
            Make("first", LotKind.SealedFirst, new() { ["format"] = "sealed-first-price", ["increments"] = null, ["duration"] = Lasting(5, 14) }),
            Make("second", LotKind.SealedSecond, new() { ["format"] = "sealed-second-price", ["increments"] = null, ["duration"] = Lasting(5, 14) }),
            Make("dutch", LotKind.Dutch, new()
            {
                ["format"] = "dutch", ["openingBid"] = null, ["increments"] = null, ["quantity"] = Edition,
                ["dutch"] = new JsonObject { ["startPrice"] = "50", ["floorPrice"] = "10", ["step"] = "2", ["every"] = "PT1S" },
            }),
            Make("sale-1", LotKind.InSale, new() { ["duration"] = "PT2S" }), Make("sale-2", LotKind.InSale, new() { ["duration"] = "PT3S" }), Make("sale-3", LotKind.InSale, new() { ["duration"] = "PT2S" }),
        ];

        Lot Make(string name, LotKind kind, JsonObject with)
        {
            var terms = new JsonObject
            {
                ["id"] = $"s{seed}-{name}",
                ["title"] = name,
                ["lot"] = new JsonObject { ["name"] = name },
                ["currency"] = "USD",
                ["openingBid"] = $"{Opening}",
                ["increments"] = new JsonObject { ["fixed"] = $"{Increment}" },
            };
            foreach (var (key, value) in with) terms[key] = value?.DeepClone();
            foreach (var absent in with.Where(w => w.Value is null).Select(w => w.Key).ToArray()) terms.Remove(absent);
            return new Lot($"s{seed}-{name}", kind, terms);
        }
    }

    private static JsonObject Extension() => new() { ["window"] = $"PT{Window.TotalSeconds}S", ["by"] = $"PT{Window.TotalSeconds}S", ["maximum"] = 2 };
}

/// <summary>How a lot is sold, and who bids.</summary>
public enum LotKind
{
    /// <summary>English, without a clock, many bids.</summary>
    Hot,

    /// <summary>English, without a clock, with maxima.</summary>
    Proxy,

    /// <summary>English, with a clock, many bids.</summary>
    Timed,

    /// <summary>English, with a clock, one bid.</summary>
    Quiet,

    /// <summary>English, with a clock, in a sale that brings its lots up by itself.</summary>
    InSale,

    /// <summary>Sealed, the highest pays what it bid.</summary>
    SealedFirst,

    /// <summary>Sealed, the highest pays what the one below bid.</summary>
    SealedSecond,

    /// <summary>Dutch, of an edition.</summary>
    Dutch,
}
