using System.Text;
using CsCheck;
using Sothebais.Gateways.EventHandler.Chat.Irc;

namespace Sothebais.Tests.Unit.Chat;

public sealed class IrcLinesTests
{
    [Fact]
    public void Lines_are_the_same_wherever_the_network_cuts_them() =>
        Gen.Select(Gen.Char["ab\u00E9\r\n"].Array[0, 60].Select(c => new string(c)), Gen.Int[1, 7]).Hold(sample =>
        {
            var (text, step) = sample;
            var (lines, heard, bytes) = (new IrcLines(), new List<string>(), Encoding.UTF8.GetBytes(text));
            for (var at = 0; at < bytes.Length; at += step) heard.AddRange(lines.Push(bytes.AsSpan(at, Math.Min(step, bytes.Length - at)), endsLine: false));
            Assert.Equal(text.Split('\n')[..^1].Select(l => l.TrimEnd('\r')).Where(l => l.Length > 0), heard);
        });

    [Fact]
    public void A_line_that_is_too_long_is_left_out_and_the_next_one_is_heard()
    {
        var lines = new IrcLines();
        Assert.Empty(lines.Push(Encoding.ASCII.GetBytes(new string('x', IrcLines.Longest)), endsLine: false));
        Assert.Empty(lines.Push("y"u8, endsLine: false));
        for (var i = 0; i < 1_000; i++) Assert.Empty(lines.Push(new byte[4096], endsLine: false));
        Assert.Equal(["PING a"], lines.Push("\r\nPING a\r\n"u8, endsLine: false));
        Assert.Equal(1, lines.LeftOut);
        Assert.Equal([new string('x', IrcLines.Longest)], lines.Push(Encoding.ASCII.GetBytes(new string('x', IrcLines.Longest) + "\n"), endsLine: false));
    }

    [Fact]
    public void A_message_of_a_websocket_ends_its_line() => Assert.Equal(["PING a", "PING b"], new IrcLines().Push("PING a\r\nPING b"u8, endsLine: true));

    [Fact]
    public void Bytes_that_are_no_text_are_survived() => Assert.Equal(["a\uFFFDb"], new IrcLines().Push([(byte)'a', 0xFF, (byte)'b', (byte)'\n'], endsLine: false));
}
