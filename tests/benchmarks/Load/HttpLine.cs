using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Sothebais.Benchmarks.Load;

/// <summary>One keep-alive connection with one request on its way at a time.</summary>
internal sealed class HttpLine : IDisposable
{
    private readonly byte[] _buffer = new byte[64 * 1024];
    private int _length;

    public HttpLine(IPEndPoint door, Template template)
    {
        Request = template.Copy();
        Socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        Socket.Connect(door);
    }

    /// <summary>The connection.</summary>
    public Socket Socket { get; }

    /// <summary>This connection's own request.</summary>
    public Template Request { get; }

    /// <summary>When the request was sent, as a timestamp.</summary>
    public long SentAt { get; private set; }

    /// <summary>Whether an answer is awaited.</summary>
    public bool Busy { get; private set; }

    /// <summary>The last answer, for a message.</summary>
    public string Text => Encoding.UTF8.GetString(_buffer, 0, _length);

    /// <summary>Sends the request as it stands.</summary>
    public void Send()
    {
        (_length, Busy) = (0, true);
        SentAt = System.Diagnostics.Stopwatch.GetTimestamp();
        Socket.Send(Request.Bytes); // blocking, so all of it
    }

    /// <summary>Reads what is there.</summary>
    /// <returns>The status once the answer is whole; 0 before.</returns>
    public int Receive()
    {
        var read = Socket.Receive(_buffer.AsSpan(_length));
        if (read == 0) throw new IOException($"The house hung up after: {Text}");
        _length += read;
        var answer = HttpAnswer.Read(_buffer.AsSpan(0, _length));
        if (answer.Length == 0) return 0;
        if (answer.Length != _length) throw new IOException($"More than one answer to one request: {Text}");
        Busy = false;
        return answer.Status;
    }

    public void Dispose() => Socket.Dispose();
}
