using System.Buffers;
using System.Collections.Concurrent;
using System.Text.Json;
using Sothebais.Broadcast.Supervision;

namespace Sothebais.Broadcast.Pages;

/// <summary>Chromium's DevTools protocol over a pair of pipes: JSON messages, each ended by a zero byte (https://chromedevtools.github.io/devtools-protocol).</summary>
internal sealed class DevTools(Stream toBrowser, Stream fromBrowser, TimeProvider clock)
{
    private const int LongestMessage = 1024 * 1024;
    private const byte End = 0;

    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonElement>> _asked = new();
    private int _id;

    /// <summary>Told the method of every event.</summary>
    public event Action<string>? Happened;

    /// <summary>Asks, and waits for the answer.</summary>
    /// <param name="method">The method, as in the protocol.</param>
    /// <param name="parameters">Its parameters.</param>
    /// <param name="session">The page's session; null asks the browser.</param>
    /// <param name="patience">How long at most.</param>
    /// <param name="stopping">Ends the waiting.</param>
    /// <returns>The answer's result; null where Chromium answers with an error.</returns>
    /// <exception cref="TimeoutException">There was no answer in time.</exception>
    /// <exception cref="LostException">The line is closed.</exception>
    public async Task<JsonElement?> Ask(string method, object parameters, string? session, TimeSpan patience, CancellationToken stopping)
    {
        var id = ++_id;
        var answer = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        _asked[id] = answer;
        try
        {
            object message = session is null ? new { id, method, @params = parameters } : new { id, method, sessionId = session, @params = parameters };
            await toBrowser.WriteAsync((byte[])[.. JsonSerializer.SerializeToUtf8Bytes(message), End], stopping).AsTask().WaitAsync(patience, clock, stopping);
            var said = await answer.Task.WaitAsync(patience, clock, stopping);
            return said.TryGetProperty("result", out var result) ? result : null;
        }
        catch (IOException)
        {
            throw Closed();
        }
        finally
        {
            _asked.TryRemove(id, out _);
        }
    }

    /// <summary>Reads until the line is closed.</summary>
    public async Task Listen()
    {
        var message = new ArrayBufferWriter<byte>();
        var buffer = new byte[16 * 1024];
        try
        {
            while (await fromBrowser.ReadAsync(buffer) is > 0 and var read && message.WrittenCount <= LongestMessage)
            {
                var rest = buffer.AsMemory(0, read);
                for (int end; (end = rest.Span.IndexOf(End)) >= 0; rest = rest[(end + 1)..])
                {
                    message.Write(rest.Span[..end]);
                    Take(message.WrittenMemory);
                    message.ResetWrittenCount();
                }
                message.Write(rest.Span);
            }
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or JsonException)
        {
            // As closed.
        }
        foreach (var answer in _asked.Values) answer.TrySetException(Closed());
    }

    private static LostException Closed() => new("Chromium has closed its line.");

    private void Take(ReadOnlyMemory<byte> text)
    {
        using var message = JsonDocument.Parse(text);
        var said = message.RootElement;
        if (said.TryGetProperty("id", out var id))
        {
            if (_asked.TryGetValue(id.GetInt32(), out var answer)) answer.TrySetResult(said.Clone());
        }
        else if (said.TryGetProperty("method", out var method)) Happened?.Invoke(method.GetString()!);
    }
}
