using CsCheck;
using Sothebais.Gateways.EventHandler.Chat.Irc;

namespace Sothebais.Tests.Unit.Chat;

public sealed class IrcMessageTests
{
    [Fact]
    public void A_line_of_twitch_is_read()
    {
        var line = IrcMessage.Parse("@badge-info=;display-name=Alice;id=b34ccfc7-4977-403a-8a94-33c6bac34fb8;mod=0 :alice!alice@alice.tmi.twitch.tv PRIVMSG #house :bid 1.5 :)")!;
        Assert.Equal(("alice", "PRIVMSG", "#house", "bid 1.5 :)", ""), (line.Nick, line.Command, line[0], line[1], line[2]));
        Assert.Equal(("Alice", "b34ccfc7-4977-403a-8a94-33c6bac34fb8", ""), (line.Tags["display-name"], line.Tags["id"], line.Tags["badge-info"]));
    }

    [Theory]
    [InlineData("PING", null, "PING", "")]
    [InlineData("ping :a b", null, "PING", "a b")]
    [InlineData(":irc.example.org 001 house :Welcome", "irc.example.org", "001", "house|Welcome")]
    [InlineData(":a@host   JOIN    #house  ", "a", "JOIN", "#house")]
    [InlineData("@x :a!b PRIVMSG #c :", "a", "PRIVMSG", "#c|")]
    [InlineData("MODE a b c d e f g h i j k l m n o p", null, "MODE", "a|b|c|d|e|f|g|h|i|j|k|l|m|n|o p")]
    public void Lines_are_taken_apart(string text, string? nick, string command, string parameters)
    {
        var line = IrcMessage.Parse(text)!;
        Assert.Equal((nick, command, parameters), (line.Nick, line.Command, string.Join('|', line.Parameters)));
    }

    [Theory]
    [InlineData(@"a\:b\sc\\d\re\nf\gh\", "a;b c\\d\re\nfgh")]
    [InlineData("plain", "plain")]
    [InlineData("a=b", "a=b")]
    public void Tags_are_unescaped(string value, string means) => Assert.Equal(means, IrcMessage.Parse($"@k={value} PING")!.Tags["k"]);

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData(":")]
    [InlineData(":nick")]
    [InlineData("@tags")]
    [InlineData("@a=b :nick ")]
    [InlineData("PING\rQUIT")]
    [InlineData("PING\0")]
    [InlineData("PR\u00CFVMSG #a :b")]
    public void What_is_no_line_is_left(string text) => Assert.Null(IrcMessage.Parse(text));

    [Fact]
    public void Any_line_is_survived() => Gen.OneOf(Gen.Char["@:;=\\ !#a1\r"], Gen.Char).Array[0, 200].Select(c => new string(c)).Hold(text => _ = IrcMessage.Parse(text), iterations: 20_000);
}
