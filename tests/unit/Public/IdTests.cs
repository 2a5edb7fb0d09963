using CsCheck;
using Microsoft.Extensions.Time.Testing;
using Sothebais.Gateways.Defaults.Auctions;
using Sothebais.Gateways.Defaults.Requests;
using Sothebais.Tests.Unit.Auctions;

namespace Sothebais.Tests.Unit.Public;

public sealed class IdTests
{
    [Theory]
    [InlineData("a", true)]
    [InlineData("0", true)]
    [InlineData("genesis-1", true)]
    [InlineData("a-", true)]
    [InlineData("a--b", true)]
    [InlineData("0123456789012345678901234567890123456789012345678901234567890123", true)] // 64
    [InlineData("01234567890123456789012345678901234567890123456789012345678901234", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    [InlineData("-a", false)]
    [InlineData("A", false)]
    [InlineData("a_b", false)]
    [InlineData("a b", false)]
    [InlineData("a\n", false)]
    [InlineData("a/b", false)]
    [InlineData("..", false)]
    [InlineData("\u00e9", false)]
    [InlineData("a\u0661", false)]
    public void An_id_has_1_to_64_small_letters_digits_and_hyphens(string? text, bool valid) => Assert.Equal(valid, ResourceId.IsValid(text));

    [Fact]
    public void An_id_the_house_makes_is_valid_and_sorts_by_its_time()
    {
        var clock = new FakeTimeProvider(Room.Noon);
        var ids = new List<string>();
        foreach (var step in (TimeSpan[])[TimeSpan.Zero, TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(1), TimeSpan.FromDays(1), TimeSpan.FromDays(3_650)])
        {
            clock.Advance(step);
            ids.Add(ResourceId.New(clock));
        }
        Assert.All(ids, id => Assert.True(ResourceId.IsValid(id), id));
        Assert.Equal(ids, ids.Order(StringComparer.Ordinal));
        Assert.NotEqual(ResourceId.New(clock), ResourceId.New(clock));
    }

    private static readonly Gen<string> Ids =
        Gen.Select(Gen.Char["abcz019"], Gen.Char["abcz019-"].Array[0, 20], (first, rest) => first + new string(rest));

    [Fact]
    public void The_id_of_an_event_is_taken_apart_as_it_was_made() => Gen.Select(Ids, Gen.Long[1, long.MaxValue]).Hold(sample =>
    {
        var id = AuctionEventId.Of(sample.Item1, sample.Item2);
        Assert.True(AuctionEventId.TryParse(id, out var auction, out var sequence));
        Assert.Equal(sample, (auction, sequence));
    });

    [Theory]
    [InlineData("genesis-1-42", "genesis-1", 42)]
    [InlineData("a-1", "a", 1)]
    [InlineData("a--1", "a-", 1)]
    public void The_last_number_is_the_sequence(string id, string auctionId, long expected)
    {
        Assert.True(AuctionEventId.TryParse(id, out var auction, out var sequence));
        Assert.Equal((auctionId, expected), (auction, sequence));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("1")]
    [InlineData("-1")]
    [InlineData("a-")]
    [InlineData("a-0")]
    [InlineData("a-x")]
    [InlineData("a-+1")]
    [InlineData("a- 1")]
    [InlineData("a-1 ")]
    [InlineData("A-1")]
    [InlineData("a b-1")]
    [InlineData("a-9223372036854775808")]
    [InlineData("a-\u0661")]
    [InlineData("a-007")] // the same event has one id
    public void Anything_else_is_no_id_of_an_event(string? id) => Assert.False(AuctionEventId.TryParse(id, out _, out _));
}
