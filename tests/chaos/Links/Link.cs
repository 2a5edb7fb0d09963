using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Sothebais.Tests.Chaos.Links;

/// <summary>A line between two processes that can be broken: a listener on loopback that carries every connection to a port, as well as it is told to.</summary>
public sealed class Link : IAsyncDisposable
{
    private const int Chunk = 64 * 1024;

    private readonly TcpListener _listener;
    private readonly int _to;
    private readonly CancellationTokenSource _ending = new();
    private readonly ConcurrentDictionary<Socket, byte> _sockets = new();
    private readonly Lock _gate = new();
    private readonly Random _random;
    private readonly Task _accepting;
    private LineQuality _quality = LineQuality.Good;
    private TaskCompletionSource _changed = New();

    /// <summary>Begins.</summary>
    /// <param name="to">The port on loopback to which it leads.</param>
    /// <param name="seed">Of what is lost where the line is lossy.</param>
    public Link(int to, int seed)
    {
        (_to, _random, Port) = (to, new Random(seed), Ports.Next());
        _listener = new TcpListener(IPAddress.Loopback, Port);
        _listener.Start();
        _accepting = Task.Run(Accept);
    }

    /// <summary>Where it is reached.</summary>
    public int Port { get; }

    /// <summary>How it carries from now on. A line that is cut loses its connections.</summary>
    public void Become(LineQuality quality)
    {
        TaskCompletionSource before;
        lock (_gate)
        {
            _quality = quality;
            (before, _changed) = (_changed, New());
        }
        before.SetResult();
        if (quality.IsCut) Reset();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        _listener.Stop();
        Reset();
        await _accepting;
        _ending.Dispose();
    }

    private async Task Accept()
    {
        try
        {
            while (true)
            {
                var socket = await _listener.AcceptSocketAsync(_ending.Token);
                if (Quality().Now.IsCut) Break(socket);
                else _ = Task.Run(() => Carry(socket));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // the end
        }
    }

    private async Task Carry(Socket near)
    {
        using var far = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        _sockets[near] = _sockets[far] = 0;
        try
        {
            near.NoDelay = far.NoDelay = true;
            await far.ConnectAsync(IPAddress.Loopback, _to, _ending.Token);
            await Task.WhenAny(Pump(near, far), Pump(far, near));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // nobody there, or the end
        }
        foreach (var socket in new[] { near, far })
        {
            _sockets.TryRemove(socket, out _);
            Break(socket);
        }
    }

    private async Task Pump(Socket from, Socket to)
    {
        var buffer = new byte[Chunk];
        try
        {
            while (await from.ReceiveAsync(buffer, _ending.Token) is > 0 and var length)
            {
                if (!await Pass()) return;
                for (var sent = 0; sent < length;) sent += await to.SendAsync(buffer.AsMemory(sent, length - sent), _ending.Token);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // cut
        }
    }

    /// <summary>Comes back when a piece may pass; false where it breaks the connection.</summary>
    private async Task<bool> Pass()
    {
        while (true)
        {
            var (now, changed) = Quality();
            if (!now.IsSilent) break;
            await changed.WaitAsync(_ending.Token); // what was on its way arrives late, as after a partition
        }
        var quality = Quality().Now;
        TimeSpan wait;
        lock (_gate)
        {
            if (_random.NextDouble() < quality.Resets) return false;
            // What is lost is sent again: after 200 ms at the least, and double that each time it is lost once more.
            wait = quality.Delay;
            for (var again = TimeSpan.FromMilliseconds(200); again < TimeSpan.FromSeconds(2) && _random.NextDouble() < quality.Loss; again *= 2) wait += again;
        }
        if (wait > TimeSpan.Zero) await Task.Delay(wait, _ending.Token);
        return true;
    }

    private (LineQuality Now, Task Changed) Quality()
    {
        lock (_gate) return (_quality, _changed.Task);
    }

    private void Reset()
    {
        foreach (var socket in _sockets.Keys) Break(socket);
    }

    private static void Break(Socket socket)
    {
        try
        {
            socket.LingerState = new LingerOption(true, 0); // a reset: no goodbye
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // it is gone
        }
        socket.Dispose();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
