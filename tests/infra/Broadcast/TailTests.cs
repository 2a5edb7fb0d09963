using Sothebais.Broadcast.Processes;

namespace Sothebais.Tests.Infra.Broadcast;

/// <summary>The end of what a program says.</summary>
public sealed class TailTests
{
    private readonly Tail _tail = new();

    [Fact]
    public void Little_is_kept_as_it_is()
    {
        _tail.Add("one\ntw");
        Assert.Equal("one", _tail.Text); // half a line may be half a secret
        _tail.Add("o\n");
        Assert.Equal("one\ntwo", _tail.Text);
    }

    [Theory, InlineData(1), InlineData(7), InlineData(5_000)]
    public void Of_much_the_last_whole_lines_are_kept(int piece)
    {
        var lines = Enumerable.Range(0, 2_000).Select(n => $"line {n:0000}").ToArray();
        Say(string.Join('\n', lines) + "\n", piece);
        var kept = _tail.Text.Split('\n');
        Assert.InRange(_tail.Text.Length, 1_000, 4_096);
        Assert.Equal(lines[^kept.Length..], kept);
    }

    [Theory, InlineData(1), InlineData(1_000), InlineData(100_000)]
    public void Of_a_line_that_is_longer_than_all_nothing_is_kept(int piece)
    {
        Say(new string('x', 50_000) + "secret\nlast\n", piece);
        Assert.Equal("last", _tail.Text);
    }

    private void Say(string text, int piece)
    {
        for (var i = 0; i < text.Length; i += piece) _tail.Add(text.AsSpan(i, Math.Min(piece, text.Length - i)));
    }
}
