using System.IO.Compression;

namespace Sothebais.Tests.Gateways.Observers;

/// <summary>An event stream whose events are read one by one.</summary>
public sealed class FeedLine : IDisposable
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false }) { Timeout = Timeout.InfiniteTimeSpan };
    private readonly CancellationTokenSource _patience = new(Wait.Patience);
    private StreamReader _lines = StreamReader.Null;

    /// <summary>An event as it came.</summary>
    /// <param name="Id">Its place in the feed; null where it had none.</param>
    /// <param name="Name">Its name; null for a CloudEvent.</param>
    /// <param name="Data">What it says.</param>
    public sealed record Told(string? Id, string? Name, JsonNode Data);

    /// <summary>The head of the answer.</summary>
    public HttpResponseMessage Head { get; private set; } = null!;

    /// <summary>Connects.</summary>
    public static async Task<FeedLine> Connect(HouseAddresses at, string query = "", string? lastEventId = null, string? encoding = null)
    {
        var line = new FeedLine();
        using var request = new HttpRequestMessage(HttpMethod.Get, at.On(4301, $"/events?{query}"));
        if (lastEventId is not null) request.Headers.Add("Last-Event-ID", lastEventId);
        if (encoding is not null) request.Headers.Add("Accept-Encoding", encoding);
        line.Head = await line._http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, line._patience.Token);
        line.Head.EnsureSuccessStatusCode();
        var body = await line.Head.Content.ReadAsStreamAsync(line._patience.Token);
        line._lines = new StreamReader(line.Head.Content.Headers.ContentEncoding.Contains("gzip") ? new GZipStream(body, CompressionMode.Decompress) : body);
        return line;
    }

    /// <summary>The next event.</summary>
    public async Task<Told> Next()
    {
        string? id = null, name = null, data = null;
        while (await Line() is var text)
        {
            if (text.StartsWith("id: ", StringComparison.Ordinal)) id = text[4..];
            else if (text.StartsWith("event: ", StringComparison.Ordinal)) name = text[7..];
            else if (text.StartsWith("data: ", StringComparison.Ordinal)) data = text[6..];
            else if (text.Length == 0 && data is not null) return new Told(id, name, JsonNode.Parse(data, documentOptions: new() { AllowDuplicateProperties = false })!);
        }
        throw new InvalidOperationException("Never here.");
    }

    /// <summary>The next events.</summary>
    public async Task<List<Told>> Next(int count)
    {
        var told = new List<Told>();
        while (told.Count < count) told.Add(await Next());
        return told;
    }

    /// <summary>The next line as it came, comments and all.</summary>
    public async Task<string> Line() => await _lines.ReadLineAsync(_patience.Token) ?? throw new InvalidOperationException("The house hung up.");

    /// <inheritdoc/>
    public void Dispose()
    {
        _lines.Dispose();
        Head.Dispose();
        _http.Dispose();
        _patience.Dispose();
    }
}
