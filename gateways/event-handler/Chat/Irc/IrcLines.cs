using System.Text;

namespace Sothebais.Gateways.EventHandler.Chat.Irc;

/// <summary>Makes lines of bytes. What is no UTF-8 in them becomes U+FFFD; a line that is too long is left out, and costs no memory.</summary>
internal sealed class IrcLines
{
    /// <summary>How many bytes a line may have, with its tags.</summary>
    public const int Longest = 8_191;

    private readonly byte[] _line = new byte[Longest];
    private int _length;
    private bool _over;

    /// <summary>How many lines were left out.</summary>
    public long LeftOut { get; private set; }

    /// <summary>Takes bytes.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="endsLine">Whether the line ends with them, whatever they are: a message of a WebSocket does.</param>
    /// <returns>The lines that are whole now, without their ends and without empty ones.</returns>
    public List<string> Push(ReadOnlySpan<byte> bytes, bool endsLine)
    {
        var lines = new List<string>();
        while (!bytes.IsEmpty)
        {
            var end = bytes.IndexOf((byte)'\n');
            Add(end < 0 ? bytes : bytes[..end]);
            if (end >= 0) End(lines);
            bytes = end < 0 ? [] : bytes[(end + 1)..];
        }
        if (endsLine) End(lines);
        return lines;
    }

    private void Add(ReadOnlySpan<byte> bytes)
    {
        _over |= _length + bytes.Length > Longest;
        if (_over) return;
        bytes.CopyTo(_line.AsSpan(_length));
        _length += bytes.Length;
    }

    private void End(List<string> lines)
    {
        if (_over) LeftOut++;
        else if (_line.AsSpan(0, _length).TrimEnd((byte)'\r') is { IsEmpty: false } line) lines.Add(Encoding.UTF8.GetString(line));
        (_length, _over) = (0, false);
    }
}
