using System.Text;

namespace Sothebais.Benchmarks.Load;

/// <summary>What changes from one request to the next.</summary>
internal enum Slot
{
    /// <summary>The idempotency key.</summary>
    Key = 1,

    /// <summary>The bidder, in their id and their name.</summary>
    Bidder = 2,

    /// <summary>The amount.</summary>
    Amount = 3,

    /// <summary>The auction.</summary>
    Auction = 4,
}

/// <summary>A request that is encoded once; numbers of fixed width are written over its slots.</summary>
internal sealed class Template
{
    private readonly byte[] _bytes;
    private readonly (Slot Slot, int At, int Digits)[] _slots;

    private Template(byte[] bytes, (Slot, int, int)[] slots) => (_bytes, _slots) = (bytes, slots);

    /// <summary>The request as it stands.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>Room for a number of so many digits.</summary>
    public static string Room(Slot slot, int digits) => new((char)slot, digits);

    /// <summary>A POST with a JSON body.</summary>
    /// <param name="path">Where.</param>
    /// <param name="token">The caller's token.</param>
    /// <param name="body">The body.</param>
    /// <param name="headers">More headers, each with its line end.</param>
    public static Template Post(string path, string token, string body, string headers = "") => Of(
        $"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {token}\r\nContent-Type: application/json\r\n" +
        $"Content-Length: {body.Length}\r\nIdempotency-Key: benchmark-{Room(Slot.Key, 12)}\r\n{headers}\r\n{body}");

    /// <summary>A bid for somebody.</summary>
    /// <param name="path">Where.</param>
    /// <param name="token">An event source's token.</param>
    /// <param name="fields">What is bid, as JSON fields.</param>
    /// <param name="headers">More headers, each with its line end.</param>
    public static Template Bid(string path, string token, string fields, string headers = "") =>
        Post(path, token, $$"""{"bidderId":"bidder-{{Room(Slot.Bidder, 6)}}","name":"Bidder {{Room(Slot.Bidder, 6)}}",{{fields}}}""", headers);

    /// <summary>The same for another connection.</summary>
    public Template Copy() => new([.. _bytes], _slots);

    /// <summary>Writes a number over every slot of a kind.</summary>
    public void Set(Slot slot, long value)
    {
        foreach (var (kind, at, digits) in _slots)
        {
            if (kind != slot) continue;
            var rest = value;
            for (var i = at + digits - 1; i >= at; i--, rest /= 10) _bytes[i] = (byte)('0' + rest % 10);
        }
    }

    private static Template Of(string text)
    {
        var slots = new List<(Slot, int, int)>();
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] is < (char)Slot.Key or > (char)Slot.Auction) continue;
            var start = at;
            while (at + 1 < text.Length && text[at + 1] == text[start]) at++;
            slots.Add(((Slot)text[start], start, at - start + 1));
        }
        return new Template(Encoding.ASCII.GetBytes(text), [.. slots]);
    }
}
