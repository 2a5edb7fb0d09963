using System.Buffers.Binary;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Sothebais.Benchmarks.Viewers;

/// <summary>Takes a text message of a line.</summary>
/// <param name="line">Whose.</param>
/// <param name="text">The message.</param>
/// <param name="at">When it was read, as a timestamp.</param>
internal delegate void TextTaken(ViewerLine line, ReadOnlySpan<byte> text, long at);

/// <summary>One viewer's WebSocket (RFC 6455), as far as servers here use it: whole text messages, pings, and a close.</summary>
internal sealed class ViewerLine : IDisposable
{
    private byte[] _buffer = new byte[8 * 1024];
    private int _length;

    public ViewerLine(IPEndPoint door, Show show, int? receiveBuffer = null)
    {
        Socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        if (receiveBuffer is { } bytes) Socket.ReceiveBufferSize = bytes;
        Socket.Connect(door);
        Socket.Send(Encoding.ASCII.GetBytes(
            $"GET {show.Path} HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" +
            (show.Compressed ? "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n\r\n" : "\r\n")));
    }

    /// <summary>The connection.</summary>
    public Socket Socket { get; }

    /// <summary>Whether the server has accepted.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>The last sequence that this viewer was told; -1 before the snapshot.</summary>
    public long Sequence { get; set; } = -1;

    /// <summary>How many events this viewer was told.</summary>
    public int Events { get; set; }

    /// <summary>Reads what is there.</summary>
    public void Receive(TextTaken taken)
    {
        if (_length == _buffer.Length) Array.Resize(ref _buffer, 2 * _buffer.Length);
        var read = Socket.Receive(_buffer.AsSpan(_length));
        var at = Stopwatch.GetTimestamp();
        if (read == 0) throw new IOException("The server hung up on a viewer.");
        _length += read;
        var rest = _buffer.AsSpan(0, _length);
        if (!IsOpen && !Accepted(ref rest)) return;
        while (Message(ref rest, out var kind, out var payload))
        {
            if (kind == 0x81) taken(this, payload, at);
            else if (kind == 0x89) Pong(payload);
            else if (kind == 0xC1) continue; // compressed, and so large: no event
            else throw new IOException($"A message of kind {kind:x2} was not expected.");
        }
        rest.CopyTo(_buffer);
        _length = rest.Length;
    }

    public void Dispose() => Socket.Dispose();

    private bool Accepted(ref Span<byte> rest)
    {
        var end = rest.IndexOf("\r\n\r\n"u8);
        if (end < 0) return false;
        if (!rest.StartsWith("HTTP/1.1 101"u8)) throw new IOException($"A viewer was not let in: {Encoding.UTF8.GetString(rest)}");
        rest = rest[(end + 4)..];
        return IsOpen = true;
    }

    private static bool Message(ref Span<byte> rest, out byte kind, out Span<byte> payload)
    {
        kind = 0;
        payload = default;
        if (rest.Length < 2) return false;
        var (head, length) = (2, (long)rest[1]); // a server does not mask
        if (length == 126)
        {
            if (rest.Length < 4) return false;
            (head, length) = (4, BinaryPrimitives.ReadUInt16BigEndian(rest[2..]));
        }
        else if (length == 127)
        {
            if (rest.Length < 10) return false;
            (head, length) = (10, BinaryPrimitives.ReadInt64BigEndian(rest[2..]));
        }
        if (rest.Length < head + length) return false;
        kind = rest[0];
        payload = rest.Slice(head, (int)length);
        rest = rest[(head + (int)length)..];
        return true;
    }

    private void Pong(ReadOnlySpan<byte> payload)
    {
        Span<byte> pong = stackalloc byte[6 + 125];
        (pong[0], pong[1]) = (0x8A, (byte)(0x80 | payload.Length));
        pong[2..6].Clear(); // the mask of nothing
        payload.CopyTo(pong[6..]);
        Socket.Send(pong[..(6 + payload.Length)]);
    }
}
