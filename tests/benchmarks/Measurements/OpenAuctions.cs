using Sothebais.Benchmarks.House;
using Sothebais.Benchmarks.Load;

namespace Sothebais.Benchmarks.Measurements;

/// <summary>Many auctions at once.</summary>
internal static class OpenAuctions
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    /// <summary>The id of an auction of many, as a template has it.</summary>
    public static string Id(string prefix) => $"{prefix}-{Template.Room(Slot.Auction, 5)}";

    /// <summary>Creates and opens auctions, by the API.</summary>
    /// <param name="house">Where.</param>
    /// <param name="keys">Where their keys come from.</param>
    /// <param name="prefix">What their ids begin with.</param>
    /// <param name="auctions">How many.</param>
    /// <param name="closesAt">When all of them close; null is never.</param>
    public static async Task Open(TestedHouse house, Numbers keys, string prefix, int auctions, DateTimeOffset? closesAt = null)
    {
        var clock = closesAt is { } close ? $",\"closesAt\":\"{close:O}\"" : "";
        var create = Template.Post("/auctions", house.Token,
            $$$"""{"id":"{{{Id(prefix)}}}","title":"A lot","lot":{"name":"A lot"},"currency":"USD","openingBid":"{{{TestedHouse.FirstAmount}}}","increments":{"fixed":"1"}{{{clock}}}}""");
        var open = Template.Post($"/auctions/{Id(prefix)}/open", house.Token, "{}");
        foreach (var request in new[] { create, open })
        {
            var load = await ClosedLoop.Run(house.Door(4100), 32, request, Bids.Once(keys, auctions), Longest);
            if (load.Taken != auctions) throw new InvalidOperationException($"Of {auctions} auctions, {load.Taken} opened.");
        }
    }
}
