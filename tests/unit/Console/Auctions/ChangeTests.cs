using System.Text.Json.Nodes;
using CsCheck;
using Sothebais.Gateways.Admin.Console.Auctions;
using Sothebais.Gateways.Defaults.Auctions;
using Sothebais.Gateways.Defaults.Requests;

namespace Sothebais.Tests.Unit.Console.Auctions;

/// <summary>A change says only what changed, and means what was meant.</summary>
public sealed class ChangeTests
{
    private static readonly CreateAuctionRequest Auction = new()
    {
        Title = "Genesis",
        Lot = new PublicLot("Genesis #1", "The first.", Token: new PublicToken(1, "0xa", "1"), Attributes: [new("Hue", "Blue")]),
        Currency = "ETH",
        OpeningBid = "0.1",
        Reserve = "1",
        Increments = new(BasisPoints: 1000),
        Duration = TimeSpan.FromMinutes(10),
        Extension = new(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1), 5),
    };

    [Fact]
    public void Nothing_changed_is_nothing_said() => Assert.Equal("{}", AuctionTerms.Change(Auction, Auction with { }).ToJsonString());

    [Fact]
    public void Only_what_changed_is_said_and_null_for_what_goes()
    {
        var change = AuctionTerms.Change(Auction, Auction with { Title = "Another", Reserve = null, Lot = Auction.Lot with { Description = "More." }, Increments = new(Fixed: "0.1"), Extension = Auction.Extension! with { Maximum = null } });
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse("""{"title":"Another","reserve":null,"lot":{"description":"More."},"increments":{"fixed":"0.1"},"extension":{"maximum":null}}"""), change), change.ToJsonString());
    }

    [Fact]
    public void Mine_over_theirs_keeps_what_only_they_changed()
    {
        var both = (Auction with { Title = "Theirs", Reserve = "2" }).With(AuctionTerms.Change(Auction, Auction with { Title = "Mine", Quantity = 3 }));
        Assert.Equal(("Mine", "2", 3), (both.Title, both.Reserve, both.Quantity));
    }

    [Fact]
    public void A_change_between_any_two_makes_the_one_of_the_other()
    {
        var text = Gen.OneOf(Gen.Const((JsonNode?)null), Gen.Char['a', 'c'].Select(c => (JsonNode?)c.ToString()));
        var inner = Gen.Select(text, text, (a, b) => (JsonNode?)new JsonObject { ["a"] = a, ["b"] = b });
        Gen<JsonObject> any = Gen.Select(text, Gen.OneOf(text, inner), Gen.OneOf(text, inner), (a, b, c) => new JsonObject { ["a"] = a, ["b"] = b, ["increments"] = c });
        Gen.Select(any, any).Sample(pair =>
        {
            var (from, to) = ((JsonObject)pair.Item1.DeepClone(), (JsonObject)pair.Item2.DeepClone());
            var patch = MergePatch.Between(from, to, "increments");
            var made = new MergePatch(patch, "").Over(from, "increments");
            Assert.Equal(Bare(to), Bare(made));
        }, print: p => $"{p.Item1.ToJsonString()} to {p.Item2.ToJsonString()}");
    }

    // Null and nothing are the same in a merge patch.
    private static string Bare(JsonObject node)
    {
        var bare = new JsonObject();
        foreach (var (name, value) in node.OrderBy(p => p.Key, StringComparer.Ordinal))
            if (value is not null) bare[name] = value is JsonObject inner ? JsonNode.Parse(Bare(inner)) : value.DeepClone();
        return bare.ToJsonString(StrictJson.Options);
    }
}
