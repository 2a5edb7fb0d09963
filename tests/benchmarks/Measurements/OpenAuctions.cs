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
    public static async Task Open(TestedHouse house, Numbers keys, string prefix, int auctions)
    {
        var create = Template.Post("/auctions", house.Token,
            $$$"""{"id":"{{{Id(prefix)}}}","title":"A lot","lot":{"name":"A lot"},"currency":"USD","openingBid":"{{{TestedHouse.FirstAmount}}}","increments":{"fixed":"1"}}""");
        var open = Template.Post($"/auctions/{Id(prefix)}/open", house.Token, "{}");
        foreach (var request in new[] { create, open })
        {
            var load = await ClosedLoop.Run(house.Door(4100), 32, request, Bids.Once(keys, auctions), Longest);
            if (load.Taken != auctions) throw new InvalidOperationException($"Of {auctions} auctions, {load.Taken} opened.");
        }
    }
}
