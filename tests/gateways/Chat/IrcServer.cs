using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Sothebais.Tests.Gateways.Chat;

/// <summary>A small IRC server with one room a name, on a TCP port and on a WebSocket, which keeps what it is sent and does as the test says.</summary>
public sealed class IrcServer : IAsyncDisposable
{
    private readonly int _tcpPort = Harness.Ports.Next();
    private readonly int _socketPort = Harness.Ports.Next();
    private readonly ConcurrentDictionary<int, Guest> _guests = new();
    private readonly CancellationTokenSource _ending = new();
    private TcpListener? _listener;
    private WebApplication? _app;
    private int _last;

    /// <summary>Where it is, over TCP.</summary>
    public string Address => $"irc://127.0.0.1:{_tcpPort}";

    /// <summary>Where it is, over a WebSocket.</summary>
    public string SocketAddress => $"ws://127.0.0.1:{_socketPort}/";

    /// <summary>Whether it answers a PING.</summary>
    public bool Answers { get; set; } = true;

    /// <summary>What it says to a login in place of a welcome; null welcomes.</summary>
    public string? Refusal { get; set; }

    /// <summary>Everything it was sent, by everybody.</summary>
    public ConcurrentQueue<string> Heard { get; } = new();

    /// <summary>How many connections it has had.</summary>
    public int Connections => Volatile.Read(ref _last);

    /// <summary>Starts one.</summary>
    public static async Task<IrcServer> Start()
    {
        var server = new IrcServer();
        server._listener = new TcpListener(IPAddress.Loopback, server._tcpPort);
        server._listener.Start();
        _ = server.Accept();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, server._socketPort));
        server._app = builder.Build();
        server._app.UseWebSockets();
        server._app.Run(server.Serve);
        await server._app.StartAsync();
        return server;
    }

    /// <summary>How many are in a room.</summary>
    public int In(string room) => _guests.Values.Count(g => g.Room == room);

    /// <summary>Says a line, with its end, to everybody in a room.</summary>
    public Task Say(string room, string line) => SayRaw(room, Encoding.UTF8.GetBytes(line + "\r\n"));

    /// <summary>Says bytes to everybody in a room.</summary>
    public async Task SayRaw(string room, byte[] bytes)
    {
        foreach (var guest in _guests.Values.Where(g => g.Room == room)) await guest.Send(bytes);
    }

    /// <summary>Says what somebody writes in a room.</summary>
    public Task Write(string room, string who, string text, string? id = null) => Say(room, $"{(id is null ? "" : $"@display-name={who};id={id} ")}:{who}!{who}@example.org PRIVMSG {room} :{text}");

    /// <summary>Hangs up on everybody in a room.</summary>
    public void Drop(string room)
    {
        foreach (var guest in _guests.Values.Where(g => g.Room == room)) guest.Drop();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        _listener?.Stop();
        foreach (var guest in _guests.Values) guest.Drop();
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }
        _ending.Dispose();
    }

    private async Task Accept()
    {
        while (!_ending.IsCancellationRequested)
        {
            TcpClient client;
            try
            {
                client = await _listener!.AcceptTcpClientAsync(_ending.Token);
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
            var line = client.GetStream();
            _ = Host(new Guest(bytes => line.WriteAsync(bytes).AsTask(), client.Dispose), buffer => line.ReadAsync(buffer).AsTask());
        }
    }

    private async Task Serve(HttpContext http)
    {
        if (!http.WebSockets.IsWebSocketRequest) return;
        using var socket = await http.WebSockets.AcceptWebSocketAsync();
        await Host(new Guest(bytes => socket.SendAsync(bytes, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None), http.Abort), async buffer =>
        {
            var read = await socket.ReceiveAsync(buffer, _ending.Token);
            if (read.MessageType == WebSocketMessageType.Close) return 0;
            if (read.EndOfMessage) buffer.Span[read.Count] = (byte)'\n';
            return read.Count + (read.EndOfMessage ? 1 : 0);
        });
    }

    private async Task Host(Guest guest, Func<Memory<byte>, Task<int>> read)
    {
        var number = Interlocked.Increment(ref _last);
        _guests[number] = guest;
        try
        {
            var (buffer, text) = (new byte[4096], "");
            while (await read(buffer.AsMemory(0, 4095)) is var length and > 0)
            {
                var lines = (text + Encoding.UTF8.GetString(buffer, 0, length)).Split('\n');
                text = lines[^1];
                foreach (var line in lines[..^1].Select(l => l.TrimEnd('\r')).Where(l => l.Length > 0)) await Answer(guest, line);
            }
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or WebSocketException or OperationCanceledException)
        {
            // gone
        }
        finally
        {
            _guests.TryRemove(number, out _);
            guest.Drop();
        }
    }

    private async Task Answer(Guest guest, string line)
    {
        Heard.Enqueue(line);
        var words = line.Split(' ');
        var answer = words[0] switch
        {
            "CAP" when words[1] == "REQ" => $":irc.test CAP * {(words[2] == ":message-tags" ? "NAK" : "ACK")} {words[2]}",
            "NICK" => (guest.Nick = words[1], "").Item2,
            "USER" => Refusal ?? $":irc.test 001 {guest.Nick} :Welcome",
            "JOIN" => $":{guest.Nick}!x@irc.test JOIN {guest.Room = words[1]}\r\n:irc.test 366 {guest.Nick} {words[1]} :End of /NAMES list",
            "PING" when Answers => $":irc.test PONG irc.test {words[1]}",
            _ => "",
        };
        if (answer.Length > 0) await guest.Send(Encoding.UTF8.GetBytes(answer + "\r\n"));
    }

    private sealed class Guest(Func<byte[], Task> send, Action drop)
    {
        private readonly SemaphoreSlim _one = new(1);

        public string Nick { get; set; } = "";

        public volatile string? Room;

        public async Task Send(byte[] bytes)
        {
            await _one.WaitAsync();
            try
            {
                await send(bytes);
            }
            finally
            {
                _one.Release();
            }
        }

        public void Drop() => drop();
    }
}
