namespace Sothebais.Tests.Gateways.Edge;

/// <summary>The shared house behind a real proxy that asks it about every request.</summary>
public sealed class EdgeHouse(OpenHouse house) : IAsyncLifetime
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false });

    /// <summary>The proxy.</summary>
    public CaddyProxy Proxy { get; private set; } = null!;

    /// <summary>What stands behind the proxy beside the house.</summary>
    public EchoService Echo { get; private set; } = null!;

    /// <summary>Asks through the proxy; nothing is followed, nothing kept.</summary>
    public async Task<Reply> Ask(HttpMethod method, string path, HttpContent? content = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, Proxy.On(path)) { Content = content };
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        using var response = await _http.SendAsync(request);
        return new Reply((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType, response.Headers, await response.Content.ReadAsStringAsync());
    }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        Echo = await EchoService.Start();
        Proxy = await CaddyProxy.Start(house.At, Echo.Port);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Proxy is not null) await Proxy.DisposeAsync();
        if (Echo is not null) await Echo.DisposeAsync();
        _http.Dispose();
    }
}
