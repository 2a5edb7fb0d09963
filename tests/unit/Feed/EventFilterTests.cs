using Sothebais.GrainInterfaces.Feed;

namespace Sothebais.Tests.Unit.Feed;

public sealed class EventFilterTests
{
    private const string Type = "com.sothebais.auction.bid-placed.v1", Source = "/auctions/genesis-1", Subject = "genesis-1";

    [Theory]
    [InlineData(null, null, null, true)]
    [InlineData("", "", "", true)]
    [InlineData(Type, Subject, Source, true)]
    [InlineData("com.sothebais.auction", null, null, true)]
    [InlineData("com.sothebais.auction.", null, null, true)]
    [InlineData("com.sothebais.auction.bid-placed", null, null, true)]
    [InlineData("com.sothebais.auction.bid", null, null, false)] // ends within a word
    [InlineData("com.sothebais.auction.bid-placed.v1.more", null, null, false)]
    [InlineData("com.sothebais.stream", null, null, false)]
    [InlineData("COM.SOTHEBAIS", null, null, false)]
    [InlineData(null, "genesis", null, false)]
    [InlineData(null, "genesis-2", null, false)]
    [InlineData(null, null, "/auctions", false)]
    [InlineData("com", Subject, "/auctions/other", false)]
    public void A_type_is_met_up_to_a_dot_and_a_subject_and_a_source_to_the_letter(string? type, string? subject, string? source, bool passes) =>
        Assert.Equal(passes, new EventFilter(type, subject, source).Passes(Type, Subject, Source));

    [Fact]
    public void What_is_about_nothing_does_not_pass_a_subject() => Assert.False(new EventFilter(null, "genesis-1", null).Passes(Type, null, Source));
}
