using System.Buffers.Text;
using System.Text;

namespace Sothebais.Benchmarks.Load;

/// <summary>An HTTP/1.1 answer in a buffer.</summary>
/// <param name="Status">Its status.</param>
/// <param name="Length">Its length in bytes, head and body; 0 while it is not whole.</param>
internal readonly record struct HttpAnswer(int Status, int Length)
{
    /// <summary>Reads what has come so far.</summary>
    public static HttpAnswer Read(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOf("\r\n\r\n"u8);
        if (end < 0) return default;
        Utf8Parser.TryParse(bytes[9..], out int status, out _); // "HTTP/1.1 201 Created"
        var head = bytes[..end];
        var body = end + 4;
        if (Value(head, "transfer-encoding"u8).SequenceEqual("chunked"u8)) return new(status, EndOfChunks(bytes, body));
        var length = Utf8Parser.TryParse(Value(head, "content-length"u8), out int stated, out _) ? body + stated : body;
        return new(status, bytes.Length >= length ? length : 0);
    }

    private static ReadOnlySpan<byte> Value(ReadOnlySpan<byte> head, ReadOnlySpan<byte> name)
    {
        while (head.IndexOf("\r\n"u8) is var line and >= 0)
        {
            head = head[(line + 2)..];
            if (head.Length > name.Length && head[name.Length] == ':' && Ascii.EqualsIgnoreCase(head[..name.Length], name))
            {
                var value = head[(name.Length + 1)..];
                return (value.IndexOf("\r\n"u8) is var stop and >= 0 ? value[..stop] : value).Trim((byte)' ');
            }
        }
        return default;
    }

    private static int EndOfChunks(ReadOnlySpan<byte> bytes, int at)
    {
        while (at < bytes.Length && bytes[at..].IndexOf("\r\n"u8) is var line and >= 0)
        {
            if (!Utf8Parser.TryParse(bytes[at..], out int length, out _, 'x')) throw new IOException("A chunk without a length.");
            at += line + 2 + length + 2;
            if (length == 0) return at <= bytes.Length ? at : 0;
        }
        return 0;
    }
}
