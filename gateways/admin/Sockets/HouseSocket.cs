using System.Net.WebSockets;

namespace Sothebais.Gateways.Admin.Sockets;

/// <summary>A viewer's line to the house, as an overlay has it: whole messages in their order, until either side says goodbye.</summary>
internal sealed class HouseSocket : IAsyncDisposable
{
    private const int LargestMessage = 256 * 1024;
    private static readonly TimeSpan Handshake = TimeSpan.FromSeconds(5);

    /// <summary>A line carries heartbeats, every 15 s at the least.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Goodbye = TimeSpan.FromSeconds(1);

    private readonly ClientWebSocket _socket = new();
    private readonly CancellationTokenSource _patience = new();
    private CancellationTokenRegistration _leaving;
    private byte[] _buffer = new byte[8 * 1024];

    private HouseSocket()
    {
    }

    /// <summary>Opens a line.</summary>
    /// <param name="address">What to watch.</param>
    /// <param name="userAgent">Who watches, for the house's own counts.</param>
    /// <param name="stopping">Ends the line with a goodbye.</param>
    /// <exception cref="WebSocketException">There is none.</exception>
    public static async Task<HouseSocket> Open(Uri address, string userAgent, CancellationToken stopping)
    {
        var line = new HouseSocket();
        try
        {
            line._socket.Options.Proxy = null;
            line._socket.Options.SetRequestHeader("User-Agent", userAgent);
            using var handshake = CancellationTokenSource.CreateLinkedTokenSource(stopping);
            handshake.CancelAfter(Handshake);
            await line._socket.ConnectAsync(address, handshake.Token);
            // To cancel the receiving would cut the line: the goodbye is said first, and answered.
            line._leaving = stopping.Register(() =>
            {
                _ = line.SayGoodbye();
                line._patience.CancelAfter(Goodbye);
            });
            return line;
        }
        catch
        {
            await line.DisposeAsync();
            throw;
        }
    }

    /// <summary>The next message in UTF-8, good until the one after; null where the house has closed the line.</summary>
    /// <exception cref="OperationCanceledException">There was nothing for too long, or we leave.</exception>
    public async ValueTask<ReadOnlyMemory<byte>?> Next()
    {
        if (!_leaving.Token.IsCancellationRequested) _patience.CancelAfter(Silence);
        var length = 0;
        ValueWebSocketReceiveResult part;
        do
        {
            if (length == _buffer.Length) Array.Resize(ref _buffer, length < LargestMessage ? 2 * length : throw new IOException("A message is too large."));
            part = await _socket.ReceiveAsync(_buffer.AsMemory(length), _patience.Token);
            length += part.Count;
        }
        while (!part.EndOfMessage);
        return part.MessageType == WebSocketMessageType.Close ? null : _buffer.AsMemory(0, length);
    }

    /// <summary>Says goodbye, unless it was said.</summary>
    public async ValueTask DisposeAsync()
    {
        await _leaving.DisposeAsync();
        await SayGoodbye();
        _socket.Dispose();
        _patience.Dispose();
    }

    private async Task SayGoodbye()
    {
        if (_socket.State is not (WebSocketState.Open or WebSocketState.CloseReceived)) return;
        try
        {
            using var patience = new CancellationTokenSource(Goodbye);
            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, patience.Token);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            _socket.Abort();
        }
    }
}
