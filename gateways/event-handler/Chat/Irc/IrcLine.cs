using System.Runtime.CompilerServices;
using Sothebais.Gateways.Defaults.Requests;

namespace Sothebais.Gateways.EventHandler.Chat.Irc;

/// <summary>
/// Reads a channel of an IRC server, such as Twitch's. A message of a server that gives no ids is known by the connection and its place in it: then the channel
/// must be listened to by one event handler only, or what is said is bid twice.
/// </summary>
internal sealed partial class IrcLine(string name, ChatConnectorOptions options, ChatMetrics metrics, TimeProvider clock, ILogger<IrcLine> logger) : IChatLine
{
    private static readonly TimeSpan OpeningPatience = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan SendingPatience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan JoiningPatience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan AnswerPatience = TimeSpan.FromSeconds(15);

    /// <summary>After a refusal that only a person can mend: servers take offence at who tries again and again.</summary>
    private static readonly TimeSpan LongPause = TimeSpan.FromMinutes(5);

    private readonly Uri _address = new(options.Url!);
    private readonly string _channel = options.Channel!.ToLowerInvariant();
    private readonly string _source = $"/chat/{options.Platform}/{Uri.EscapeDataString(options.Channel!.ToLowerInvariant().TrimStart('#', '&'))}";
    private readonly Backoff _backoff = new();

    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public string Platform => options.Platform;

    /// <inheritdoc/>
    public async IAsyncEnumerable<ChatHeard> Listen([EnumeratorCancellation] CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            var end = IrcEnd.Lost;
            await using (var talk = Talk(why => end = why, stopping).GetAsyncEnumerator(stopping))
            {
                while (await Next(talk, stopping)) yield return talk.Current;
            }
            metrics.Connected(name, false);
            if (stopping.IsCancellationRequested) yield break;
            var pause = end == IrcEnd.Lost ? _backoff.Next() : LongPause;
            if (end == IrcEnd.LoginFailed) LoginFailed(name, _address.Host, pause);
            if (end == IrcEnd.NotLetIn) NotLetIn(name, _channel, _address.Host, pause);
            await Task.Delay(pause, clock, stopping).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    private async Task<bool> Next(IAsyncEnumerator<ChatHeard> talk, CancellationToken stopping)
    {
        try
        {
            return await talk.MoveNextAsync();
        }
        catch (Exception) when (stopping.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception e) // whatever it is that a network can do
        {
            Lost(name, _channel, _address.Host, e.GetType().Name, e.Message);
            return false;
        }
    }

    // One connection, from its opening to its end.
    private async IAsyncEnumerable<ChatHeard> Talk(Action<IrcEnd> ended, [EnumeratorCancellation] CancellationToken stopping)
    {
        await using var wire = await Open(stopping);
        await using var goodbye = new Goodbye(wire, clock, stopping);
        var session = new IrcSession(_channel, options.Nick ?? $"justinfan{Random.Shared.Next(10_000, 100_000)}", options.Password);
        foreach (var line in session.Hello()) await Send(wire, line, stopping);
        var (lines, buffer, id, count) = (new IrcLines(), new byte[4096], ResourceId.New(clock), 0L);
        var (since, joined, asked, leftOut) = (clock.GetTimestamp(), false, false, 0L);
        Task<(int Count, bool EndsLine)>? reading = null;
        while (true)
        {
            reading ??= wire.Read(buffer);
            var patience = !joined ? JoiningPatience - clock.GetElapsedTime(since) : asked ? AnswerPatience : Quiet;
            if (!await Comes(reading, patience, stopping))
            {
                if (asked || !joined) throw new TimeoutException("The server is silent.");
                await Send(wire, "PING :sothebais", stopping);
                asked = true;
                continue;
            }
            var (length, endsLine) = await reading;
            (reading, asked) = (null, false);
            if (length == 0 && !endsLine) throw new EndOfStreamException("The server hung up.");
            var receivedAt = clock.GetUtcNow();
            foreach (var line in lines.Push(buffer.AsSpan(0, length), endsLine))
            {
                if (IrcMessage.Parse(line) is not { } message) continue;
                var step = session.Hear(message);
                if (step.Send is { } answer) await Send(wire, answer, stopping);
                if (step.End is { } why)
                {
                    ended(why);
                    if (why == IrcEnd.Lost) throw new EndOfStreamException("The server closes the connection.");
                    yield break;
                }
                if (session.Joined && !joined)
                {
                    joined = true;
                    _backoff.Reset();
                    metrics.Connected(name, true);
                    Listening(name, _channel, _address.Host);
                }
                if (step.Said is { } said && HandleForm.IsName(said.Name))
                    yield return new ChatHeard(new ChatMessage(options.Platform, said.Name, said.Text, options.AuctionId, options.StreamId), _source, said.Id ?? $"{id}-{++count}", receivedAt);
            }
            if (lines.LeftOut > leftOut) LineLeftOut(name, IrcLines.Longest, leftOut = lines.LeftOut);
        }
    }

    private async Task<IIrcWire> Open(CancellationToken stopping)
    {
        using var patience = new CancellationTokenSource(OpeningPatience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, stopping);
        return await IrcWires.Open(_address, either.Token);
    }

    private Task Send(IIrcWire wire, string line, CancellationToken stopping) => wire.Send(line, stopping).WaitAsync(SendingPatience, clock, stopping);

    // Whether a read ends in time. It goes on where it does not: a read that was called off would take the connection with it.
    private async Task<bool> Comes(Task reading, TimeSpan patience, CancellationToken stopping)
    {
        if (reading.IsCompleted) return true;
        if (patience <= TimeSpan.Zero) return false;
        try
        {
            await reading.WaitAsync(patience, clock, stopping);
        }
        catch (TimeoutException) when (!reading.IsCompleted)
        {
            return false;
        }
        return true;
    }

    // Takes leave where it is this side that ends the connection.
    private sealed class Goodbye(IIrcWire wire, TimeProvider clock, CancellationToken stopping) : IAsyncDisposable
    {
        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

        public async ValueTask DisposeAsync()
        {
            if (!stopping.IsCancellationRequested) return;
            await Task.WhenAny(wire.Send("QUIT :The house closes.", CancellationToken.None), Task.Delay(Patience, clock, CancellationToken.None));
        }
    }

    [LoggerMessage(LogLevel.Information, "Chat {Connector}: listening to {Channel} on {Host}.")]
    private partial void Listening(string connector, string channel, string host);

    [LoggerMessage(LogLevel.Warning, "Chat {Connector}: lost {Channel} on {Host}; it will be tried again. {Error}: {Reason}")]
    private partial void Lost(string connector, string channel, string host, string error, string reason);

    [LoggerMessage(LogLevel.Error, "Chat {Connector}: {Host} does not take the nick or the password. The next try comes in {Pause}.")]
    private partial void LoginFailed(string connector, string host, TimeSpan pause);

    [LoggerMessage(LogLevel.Error, "Chat {Connector}: {Channel} on {Host} lets nobody in, or not this nick. The next try comes in {Pause}.")]
    private partial void NotLetIn(string connector, string channel, string host, TimeSpan pause);

    [LoggerMessage(LogLevel.Warning, "Chat {Connector}: lines longer than {Longest} bytes were left out, {LeftOut} on this connection.")]
    private partial void LineLeftOut(string connector, int longest, long leftOut);
}
