using Sothebais.Gateways.EventHandler.Chat.Irc;

namespace Sothebais.Tests.Unit.Chat;

public sealed class IrcSessionTests
{
    private readonly IrcSession _session = new("#house", "clerk", "oauth:secret");

    [Fact]
    public void It_logs_in_joins_and_hears()
    {
        Assert.Equal(["PASS oauth:secret", "NICK clerk", "USER clerk 0 * :clerk", "CAP END"], _session.Hello().Where(l => !l.StartsWith("CAP REQ", StringComparison.Ordinal)));
        Assert.Equal("JOIN #house", Hear(":server 001 clerk :Welcome").Send);
        Assert.False(_session.Joined);
        Hear(":server 366 clerk #HOUSE :End of names");
        Assert.True(_session.Joined);
        Assert.Equal(new IrcSaid("alice", "bid 5", null), Hear(":alice!a@b PRIVMSG #House :bid 5").Said);
        Assert.Equal("PONG :x y", Hear("PING :x y").Send);
        Assert.Equal(IrcEnd.Lost, Hear("RECONNECT").End);
        Assert.Equal(IrcEnd.Lost, Hear("ERROR :Closing link").End);
    }

    [Theory]
    [InlineData("@id=abc;display-name=ALICE :alice!a@b PRIVMSG #house :5", "ALICE", "5", "abc")]
    [InlineData("@msgid=abc :alice!a@b PRIVMSG #house :5", "alice", "5", "abc")]
    [InlineData("@id=a\\sb;msgid=c :alice!a@b PRIVMSG #house :5", "alice", "5", "c")] // no id has spaces
    [InlineData("@display-name=\u738B :wang!a@b PRIVMSG #house :5", "wang", "5", null)]
    [InlineData("@display-name=Mallory :alice!a@b PRIVMSG #house :5", "alice", "5", null)]
    [InlineData("@login=carol :relay!a@b PRIVMSG #house :5", "carol", "5", null)]
    [InlineData(":alice!a@b PRIVMSG #house :\u0001ACTION bids 5\u0001", "alice", "bids 5", null)]
    [InlineData(":alice!a@b PRIVMSG #house 5", "alice", "5", null)]
    public void Who_said_what_is_known(string line, string name, string text, string? id) => Assert.Equal(new IrcSaid(name, text, id), Hear(line).Said);

    [Theory]
    [InlineData(":alice!a@b PRIVMSG clerk :5")] // whispered
    [InlineData(":alice!a@b PRIVMSG #other :5")]
    [InlineData(":clerk!a@b PRIVMSG #house :5")] // its own
    [InlineData("PRIVMSG #house :5")]
    [InlineData(":alice!a@b PRIVMSG #house :\u0001VERSION\u0001")]
    [InlineData(":alice!a@b NOTICE #house :5")]
    [InlineData(":alice!a@b PRIVMSG")]
    public void What_is_not_said_in_the_channel_by_somebody_is_not_heard(string line) => Assert.Null(Hear(line).Said);

    [Theory]
    [InlineData(":server NOTICE * :Login authentication failed", "LoginFailed")]
    [InlineData(":server NOTICE * :Improperly formatted auth", "LoginFailed")]
    [InlineData(":server 464 * :Password incorrect", "LoginFailed")]
    [InlineData(":server 474 clerk #house :Cannot join channel (+b)", "NotLetIn")]
    [InlineData("@msg-id=msg_channel_suspended :server NOTICE #house :This channel does not exist or has been suspended.", "NotLetIn")]
    [InlineData(":op!a@b KICK #house clerk :out", "NotLetIn")]
    public void A_refusal_that_a_person_must_mend_is_known_for_one(string line, string end) => Assert.Equal(end, Hear(line).End?.ToString());

    [Fact]
    public void Words_in_the_channel_are_no_refusals()
    {
        Hear(":server 001 clerk :Welcome");
        Assert.Equal(default, Hear(":server NOTICE #house :Login is easy"));
        Hear(":server 366 clerk #house :");
        Assert.Equal(default, Hear(":server 474 clerk #house :"));
    }

    [Fact]
    public void A_nick_in_use_is_changed_a_few_times_and_no_more()
    {
        Assert.Equal("NICK clerk2", Hear(":server 433 * clerk :Nickname is already in use").Send);
        Assert.Equal("NICK clerk3", Hear(":server 433 * clerk2 :Nickname is already in use").Send);
        Assert.Equal(IrcEnd.LoginFailed, Hear(":server 433 * clerk3 :Nickname is already in use").End);
    }

    private IrcStep Hear(string line) => _session.Hear(IrcMessage.Parse(line)!);
}
