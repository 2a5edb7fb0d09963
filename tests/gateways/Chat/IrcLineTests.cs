using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Sothebais.Gateways.EventHandler.Chat;
using Sothebais.Gateways.EventHandler.Chat.Irc;
using Sothebais.Tests.Gateways.InProcess;

namespace Sothebais.Tests.Gateways.Chat;

/// <summary>A line to a real IRC server, by a clock that the test moves.</summary>
public sealed class IrcLineTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = Wait.Patience;

    private readonly CancellationTokenSource _closing = new();
    private readonly FakeTimeProvider _clock = new(HouseFront.Noon);
    private readonly ConcurrentQueue<ChatHeard> _heard = new();
    private readonly ChatMetrics _metrics = new();
    private readonly LogBook _log = new() { IsOpen = true };
    private ILoggerFactory _loggers = null!;
    private IrcServer _server = null!;
    private Task _listening = Task.CompletedTask;

    public async ValueTask InitializeAsync()
    {
        _loggers = LoggerFactory.Create(l => l.AddProvider(_log));
        _server = await IrcServer.Start();
    }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _listening.WaitAsync(Patience);
        await _server.DisposeAsync();
        _metrics.Dispose();
        _loggers.Dispose();
        _closing.Dispose();
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task It_takes_leave_when_the_house_closes(bool socket)
    {
        await Listen(socket);
        await _closing.CancelAsync();
        await _listening.WaitAsync(Patience);
        await Wait.Until("it has said so", Patience, () => _server.Heard.Contains("QUIT :The house closes."));
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task A_server_that_has_gone_silent_is_asked_and_then_left(bool socket)
    {
        await Listen(socket);
        for (var minute = 1; minute <= 3; minute++)
        {
            await Pass(seconds: 5, "it asks", () => Pings() == minute);
            await _server.Write("#house", "bob", "hello"); // behind the answer
            await Wait.Until("the answer is there", Patience, () => _heard.Count == minute);
        }
        Assert.Equal(1, _server.Connections);
        _server.Answers = false;
        await Pass(seconds: 5, "it comes anew", () => _server.Connections == 2 && _server.In("#house") == 1);
    }

    [Fact]
    public async Task A_refused_login_is_said_and_not_tried_again_at_once()
    {
        _server.Refusal = ":tmi.twitch.tv NOTICE * :Login authentication failed";
        Begin(socket: false, password: "oauth:topsecret");
        await Wait.Until("it is said", Patience, () => _log.Lines.Any(l => l.Contains("does not take the nick or the password", StringComparison.Ordinal)));
        _server.Refusal = null;
        for (var second = 0; second < 120; second++) _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(1, _server.Connections);
        await Pass(seconds: 30, "it tries again", () => _server.In("#house") == 1);
        Assert.DoesNotContain(_log.Lines, l => l.Contains("topsecret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_message_is_known_by_the_servers_id_or_by_one_of_its_own()
    {
        await Listen(socket: false);
        await _server.Write("#house", "Alice", "bid 5", "abc-1");
        await _server.Write("#house", "bob", "bid 6");
        await _server.Write("#house", "bob", "bid 6");
        await Wait.Until("all are heard", Patience, () => _heard.Count == 3);
        var heard = _heard.ToArray();
        Assert.Equal(new ChatHeard(new ChatMessage("twitch", "Alice", "bid 5", "genesis-1", null), "/chat/twitch/house", "abc-1", _clock.GetUtcNow()), heard[0]);
        Assert.NotEqual(heard[1].Id, heard[2].Id);
        Assert.Equal(heard[1].Id[..^1], heard[2].Id[..^1]);
    }

    private int Pings() => _server.Heard.Count(l => l == "PING :sothebais");

    private async Task Listen(bool socket)
    {
        Begin(socket);
        await Wait.Until("it is in", Patience, () => _log.Lines.Any(l => l.Contains("listening to #house", StringComparison.Ordinal)));
    }

    private void Begin(bool socket, string? password = null)
    {
        var options = new ChatConnectorOptions { Url = socket ? _server.SocketAddress : _server.Address, Channel = "#House", AuctionId = "genesis-1", Password = password };
        var line = new IrcLine("test", options, _metrics, _clock, _loggers.CreateLogger<IrcLine>());
        _listening = Task.Run(async () =>
        {
            await foreach (var heard in line.Listen(_closing.Token)) _heard.Enqueue(heard);
        });
    }

    // Lets the time go by in steps, for nobody knows when the line begins to wait for it.
    private Task Pass(int seconds, string what, Func<bool> condition) => Wait.Until(what, Patience, () =>
    {
        if (condition()) return true;
        _clock.Advance(TimeSpan.FromSeconds(seconds));
        return false;
    });
}
