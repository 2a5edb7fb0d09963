using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;

namespace Sothebais.Tests.Harness;

/// <summary>Follows the feed over server-sent events and keeps what it was told. Cut off, it resumes after the last id it saw.</summary>
/// <param name="at">The house.</param>
/// <param name="subject">Whose events; null is all.</param>
/// <param name="door">The feed's address; null is the event handler's own.</param>
public sealed class FeedObserver(HouseAddresses at, string? subject = null, Uri? door = null) : IAsyncDisposable
{
    private readonly HttpMessageInvoker _straight = new(new SocketsHttpHandler { UseProxy = false });
    private CancellationTokenSource _line = new();
    private Task _reading = Task.CompletedTask;

    /// <summary>The CloudEvents, as they came, over all connections.</summary>
    public ConcurrentQueue<JsonNode> Events { get; } = new();

    /// <summary>Named events such as <c>reset</c>, as they came.</summary>
    public ConcurrentQueue<string> Named { get; } = new();

    /// <summary>The last id seen; null where none was.</summary>
    public string? LastId { get; private set; }

    /// <summary>How to get there; null is straight.</summary>
    public HttpMessageInvoker? Way { get; init; }

    /// <summary>A session token, for a door that asks for one.</summary>
    public string? Token { get; init; }

    /// <summary>Whether it takes gzip.</summary>
    public bool Squeezed { get; init; }

    /// <summary>Connects, or connects again after the last id seen.</summary>
    /// <param name="after">Where to begin where nothing was seen yet; null is now.</param>
    public async Task Connect(string? after = null)
    {
        _line = new CancellationTokenSource();
        var query = new StringBuilder("?");
        if (subject is not null) query.Append("subject=").Append(subject).Append('&');
        if (after is not null && LastId is null) query.Append("after=").Append(after);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(door ?? at.On(4301, "/events"), query.ToString()));
        request.Headers.Accept.ParseAdd("text/event-stream");
        if (Squeezed) request.Headers.AcceptEncoding.ParseAdd("gzip");
        if (Token is not null) request.Headers.Authorization = new("Bearer", Token);
        if (LastId is not null) request.Headers.Add("Last-Event-ID", LastId);
        var response = await (Way ?? _straight).SendAsync(request, _line.Token); // an invoker reads no further than the headers
        response.EnsureSuccessStatusCode();
        _reading = Read(response, _line.Token);
    }

    /// <summary>Cuts the line.</summary>
    public async Task Cut()
    {
        await _line.CancelAsync();
        await _reading;
    }

    /// <summary>Completes when the line has ended.</summary>
    public Task Ended => _reading;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Cut();
        _straight.Dispose();
        _line.Dispose();
    }

    private async Task Read(HttpResponseMessage response, CancellationToken stopping)
    {
        using var _ = response;
        try
        {
            var body = await response.Content.ReadAsStreamAsync(stopping);
            using var lines = new StreamReader(response.Content.Headers.ContentEncoding.Contains("gzip") ? new GZipStream(body, CompressionMode.Decompress) : body);
            string? id = null, name = null, data = null;
            while (await lines.ReadLineAsync(stopping) is { } line)
            {
                if (line.StartsWith("id: ", StringComparison.Ordinal)) id = line[4..];
                else if (line.StartsWith("event: ", StringComparison.Ordinal)) name = line[7..];
                else if (line.StartsWith("data: ", StringComparison.Ordinal)) data = line[6..];
                else if (line.Length == 0)
                {
                    if (name is not null) Named.Enqueue(name);
                    else if (data is not null) Events.Enqueue(JsonNode.Parse(data)!);
                    LastId = id ?? LastId; // of a frame without data, too
                    (id, name, data) = (null, null, null);
                }
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or HttpRequestException or InvalidDataException)
        {
            // cut, or the house is gone
        }
    }
}
