using Microsoft.Extensions.Configuration;
using Sothebais.Gateways.Defaults.Identity;

namespace Sothebais.Tests.Unit.Identity;

public sealed class EventSourcesTests
{
    private const string Key = "evs_0123456789abcdef0123456789abcdef";

    [Fact]
    public void A_source_is_known_by_its_key_and_may_bid_for_others()
    {
        var source = Of(("twitch-bridge", Key)).Find(Key)!;
        Assert.Equal("event-source:twitch-bridge", source.Id());
        Assert.Equal([Roles.EventSource], source.RolesHeld());
        Assert.True(source.ActsForOthers() && source.Identity!.IsAuthenticated);
    }

    [Theory, InlineData("evs_0123456789abcdef0123456789abcdeF"), InlineData("evs_"), InlineData(""), InlineData("evs_0123456789abcdef0123456789abcdef ")]
    public void A_strangers_key_opens_nothing(string key) => Assert.Null(Of(("twitch-bridge", Key)).Find(key));

    [Theory]
    [InlineData("twitch-bridge", "evs_short"), InlineData("twitch-bridge", ""), InlineData("twitch-bridge", "sk_0123456789abcdef0123456789abcdef0123"), InlineData("Twitch Bridge", Key)]
    [InlineData("twitch-bridge", "evs_0123456789abcdef 123456789abcdef")]
    public void A_key_that_could_be_guessed_or_a_name_that_is_none_stops_the_start_without_telling_the_key(string name, string key)
    {
        var why = Assert.Throws<InvalidOperationException>(() => Of((name, key))).Message;
        Assert.Contains(name, why, StringComparison.Ordinal);
        if (key.Length > 0) Assert.DoesNotContain(key, why, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_sources_do_not_share_a_key() => Assert.Throws<InvalidOperationException>(() => Of(("one", Key), ("two", Key)));

    private static EventSources Of(params (string Name, string Key)[] sources) => new(new ConfigurationBuilder()
        .AddInMemoryCollection(sources.Select(s => new KeyValuePair<string, string?>($"EventSources:{s.Name}:Key", s.Key))).Build());
}
