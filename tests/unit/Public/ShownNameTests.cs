using Sothebais.Gateways.Defaults.Bids;

namespace Sothebais.Tests.Unit.Public;

/// <summary>What of a name the room sees.</summary>
public sealed class ShownNameTests
{
    [Theory]
    [InlineData("Ada\u202E", "Ada"), InlineData("\u202AAda\u202B\u202C\u202D", "Ada"), InlineData("\u2066Ada\u2069\u2067\u2068", "Ada"), InlineData("A\u001b[31mda\r\n", "A[31mda"), InlineData("\u202E\u2069", null)]
    [InlineData("مزايدة", "مزايدة"), InlineData("עדה \u200F7", "עדה \u200F7"), InlineData("👩‍🚀", "👩‍🚀")] // scripts from right to left, and what joins letters and pictures
    public void What_would_turn_the_words_beside_it_is_no_part_of_a_name(string given, string? shown) => Assert.Equal(shown, ShownName.Of(given));
}
