using Sothebais.Benchmarks.House;

namespace Sothebais.Benchmarks.Viewers;

/// <summary>Many followers of the feed, who read what comes and keep nothing.</summary>
internal sealed class Followers : IAsyncDisposable
{
    private readonly CancellationTokenSource _leaving = new();
    private readonly HttpClient _http = new(new SocketsHttpHandler { UseProxy = false, MaxConnectionsPerServer = int.MaxValue }) { Timeout = Timeout.InfiniteTimeSpan };
    private readonly List<Task> _reading = [];

    /// <summary>Connects them, all taking gzip.</summary>
    public static async Task<Followers> Connect(TestedHouse house, int followers)
    {
        var all = new Followers();
        for (var i = 0; i < followers; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, house.Client.At.On(4301, "/events"));
            request.Headers.AcceptEncoding.ParseAdd("gzip");
            var answer = await all._http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            answer.EnsureSuccessStatusCode();
            all._reading.Add(Read(answer, all._leaving.Token));
        }
        return all;
    }

    public async ValueTask DisposeAsync()
    {
        await _leaving.CancelAsync();
        await Task.WhenAll(_reading);
        _http.Dispose();
        _leaving.Dispose();
    }

    private static async Task Read(HttpResponseMessage answer, CancellationToken leaving)
    {
        using (answer)
            try
            {
                await (await answer.Content.ReadAsStreamAsync(leaving)).CopyToAsync(Stream.Null, 1024, leaving);
            }
            catch (OperationCanceledException)
            {
                // gone
            }
    }
}
