using System.Text.Json;
using Sothebais.Gateways.EventHandler.Chat;
using Sothebais.Gateways.EventHandler.Chat.Irc;

namespace Sothebais.Tests.Unit.Chat;

public sealed class ChatMessageTests
{
    [Fact]
    public void The_data_of_an_event_is_read()
    {
        Assert.Equal(new ChatMessage("twitch", "Alice", "bid 5", "genesis-1", null), Read("""{"platform":"twitch","handle":"Alice","text":"bid 5","auctionId":"genesis-1"}""", out _));
        Assert.Equal(new ChatMessage("x", "a", "", null, "s"), Read("""{"platform":"x","handle":"a","text":"","streamId":"s","auctionId":null}""", out _));
    }

    [Theory]
    [InlineData("[]", "object")]
    [InlineData("""{"platform":"Twitch","handle":"a","text":"5","auctionId":"a"}""", "platform")]
    [InlineData("""{"handle":"a","text":"5","auctionId":"a"}""", "platform")]
    [InlineData("""{"platform":"twitch","handle":"a b","text":"5","auctionId":"a"}""", "handle")]
    [InlineData("""{"platform":"twitch","handle":"","text":"5","auctionId":"a"}""", "handle")]
    [InlineData("""{"platform":"twitch","handle":"a","auctionId":"a"}""", "text")]
    [InlineData("""{"platform":"twitch","handle":"a","text":5,"auctionId":"a"}""", "text")]
    [InlineData("""{"platform":"twitch","handle":"a","text":"\ud800","auctionId":"a"}""", "text")]
    [InlineData("""{"platform":"twitch","handle":"a","text":"5"}""", "one of auctionId and streamId")]
    [InlineData("""{"platform":"twitch","handle":"a","text":"5","auctionId":"a","streamId":"s"}""", "one of auctionId and streamId")]
    [InlineData("""{"platform":"twitch","handle":"a","text":"5","auctionId":"A"}""", "auctionId")]
    [InlineData("""{"platform":"twitch","handle":"a","text":"5","streamId":"-"}""", "streamId")]
    [InlineData("""{"platform":"twitch","handle":"a","text":"5","auctionId":"a","amount":"5"}""", "amount")]
    [InlineData("""{"platform":"twitch","platform":"kick","handle":"a","text":"5","auctionId":"a"}""", "platform comes twice")]
    public void What_is_wrong_is_said(string data, string about)
    {
        Assert.Null(Read(data, out var wrong));
        Assert.Contains(about, wrong, StringComparison.Ordinal);
    }

    [Fact]
    public void Connectors_that_do_not_do_are_named_with_what_is_wrong_and_without_their_passwords()
    {
        Assert.True(Check(_ => { }).Succeeded);
        Assert.True(Check(c => (c.Url, c.Nick, c.Password) = ("wss://irc-ws.chat.twitch.tv/", "clerk", "oauth:topsecret")).Succeeded);
        Assert.True(Check(c => (c.Url, c.Password) = ("irc://127.0.0.1:6667", "topsecret")).Succeeded);
        Wrong(c => c.Url = "https://example.org", "Url");
        Wrong(c => c.Url = null, "Url");
        Wrong(c => c.Url = "irc://user:topsecret@example.org", "Url");
        Wrong(c => (c.Url, c.Password) = ("irc://example.org", "topsecret"), "Password");
        Wrong(c => c.Password = "topsecret\r\nJOIN #other", "Password");
        Wrong(c => c.Channel = "house", "Channel");
        Wrong(c => c.Channel = "#a,#b", "Channel");
        Wrong(c => c.Channel = "#a\nQUIT", "Channel");
        Wrong(c => c.Nick = "a b", "Nick");
        Wrong(c => c.Platform = "Twitch", "Platform");
        Wrong(c => c.StreamId = "s", "AuctionId");
        Wrong(c => c.AuctionId = null, "AuctionId");
        Wrong(c => c.AuctionId = "A", "id");
    }

    [Fact]
    public void A_wait_doubles_up_to_a_minute_and_begins_anew_after_success()
    {
        var backoff = new Backoff();
        foreach (var most in (double[])[1, 2, 4, 8, 16, 32, 60, 60]) Assert.InRange(backoff.Next().TotalSeconds, most / 2, most);
        backoff.Reset();
        Assert.InRange(backoff.Next().TotalSeconds, 0.5, 1);
    }

    private static ChatMessage? Read(string json, out string wrong)
    {
        using var document = JsonDocument.Parse(json, new() { AllowDuplicateProperties = true });
        return ChatMessage.Read(document.RootElement, out wrong);
    }

    private static Microsoft.Extensions.Options.ValidateOptionsResult Check(Action<ChatConnectorOptions> with)
    {
        var connector = new ChatConnectorOptions { Url = "ircs://example.org", Channel = "#house", AuctionId = "genesis-1" };
        with(connector);
        return new ChatOptionsCheck().Validate(null, new ChatOptions { Connectors = { ["main"] = connector } });
    }

    private static void Wrong(Action<ChatConnectorOptions> with, string about)
    {
        var result = Check(with);
        Assert.True(result.Failed);
        Assert.StartsWith("Chat:Connectors:main", result.FailureMessage, StringComparison.Ordinal);
        Assert.Contains(about, result.FailureMessage, StringComparison.Ordinal);
        Assert.DoesNotContain("topsecret", result.FailureMessage, StringComparison.Ordinal);
    }
}
