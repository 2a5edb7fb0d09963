using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization;
using Sothebais.Gateways.Admin.Console.Contact;
using Sothebais.Gateways.Admin.Console.Session;
using Sothebais.Gateways.Admin.Forwarding;
using Sothebais.Gateways.Defaults.Requests;

namespace Sothebais.Gateways.Admin.Console.Api;

/// <summary>
/// The house's API, called by a page in its person's name: the console can do what that person may do by the public contract, and nothing else. Paths are
/// those of the contract without the leading slash: <c>auctions/genesis-1/bids</c>.
/// </summary>
/// <param name="clients">Makes the clients.</param>
/// <param name="services">Where the services are.</param>
/// <param name="session">Who asks.</param>
/// <param name="contact">Hears whether the house answers.</param>
internal sealed class HouseApi(IHttpClientFactory clients, ServiceAddresses services, CircuitSession session, HouseContact contact)
{
    // A newer service may say more than this console knows.
    private static readonly JsonSerializerOptions Reading = new(StrictJson.Options) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Skip };

    /// <summary>Makes a key: one for each thing that is meant, kept while it is tried again.</summary>
    public static string NewKey() => Guid.NewGuid().ToString("n");

    /// <summary>Reads something.</summary>
    /// <exception cref="HouseRefused">The house said no.</exception>
    /// <exception cref="HouseAway">It did not answer.</exception>
    public async Task<T> Get<T>(string path, CancellationToken stopping = default)
    {
        using var answer = await Ask(HttpMethod.Get, path, null, null, null, stopping);
        return await Read<T>(answer, stopping);
    }

    /// <summary>Reads something that may not be there.</summary>
    /// <returns>It; null where the house knows none (404).</returns>
    public async Task<T?> Find<T>(string path, CancellationToken stopping = default) where T : class
    {
        try
        {
            return await Get<T>(path, stopping);
        }
        catch (HouseRefused no) when (no.Problem.Status == 404)
        {
            return null;
        }
    }

    /// <summary>Asks the house to do something, and reads how it then stands.</summary>
    /// <param name="method">The method.</param>
    /// <param name="path">The path.</param>
    /// <param name="body">The body, to be written as JSON; null is none.</param>
    /// <param name="key">The Idempotency-Key; null makes one for this call.</param>
    /// <param name="ifMatch">The version that the person saw (If-Match); null sends none.</param>
    /// <param name="stopping">Gives up; whether it is done is then not known.</param>
    public async Task<T> Send<T>(HttpMethod method, string path, object? body = null, string? key = null, string? ifMatch = null, CancellationToken stopping = default)
    {
        using var answer = await Ask(method, path, Json(body), key ?? NewKey(), ifMatch, stopping);
        return await Read<T>(answer, stopping);
    }

    /// <summary>Asks the house to do something, and does not look at the answer but for a no.</summary>
    public async Task Send(HttpMethod method, string path, object? body = null, string? key = null, string? ifMatch = null, CancellationToken stopping = default)
    {
        using var answer = await Ask(method, path, Json(body), key ?? NewKey(), ifMatch, stopping);
    }

    /// <summary>Sends bytes, such as a file.</summary>
    /// <param name="path">The path.</param>
    /// <param name="bytes">The bytes.</param>
    /// <param name="mediaType">What they are.</param>
    /// <param name="name">The file's name (Content-Disposition); null is none.</param>
    /// <param name="key">The Idempotency-Key; null makes one for this call.</param>
    /// <param name="stopping">Gives up; whether it is done is then not known.</param>
    public async Task<T> Upload<T>(string path, byte[] bytes, string mediaType, string? name = null, string? key = null, CancellationToken stopping = default)
    {
        HttpContent Body()
        {
            var content = new ByteArrayContent(bytes) { Headers = { ContentType = new MediaTypeHeaderValue(mediaType) } };
            if (name is not null) content.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileNameStar = name };
            return content;
        }
        using var answer = await Ask(HttpMethod.Post, path, Body, key ?? NewKey(), null, stopping);
        return await Read<T>(answer, stopping);
    }

    /// <summary>Sends a file as it comes. It is read once, so that it is not sent again by itself where nobody answers.</summary>
    /// <param name="path">The path.</param>
    /// <param name="file">The file.</param>
    /// <param name="length">Its bytes.</param>
    /// <param name="mediaType">What it says it is.</param>
    /// <param name="sent">Is told how many bytes are gone.</param>
    /// <param name="stopping">Gives up; whether it is done is then not known.</param>
    public async Task<T> Upload<T>(string path, Stream file, long length, string mediaType, Action<long> sent, CancellationToken stopping = default)
    {
        using var answer = await Ask(HttpMethod.Post, path, () => new FileContent(file, length, mediaType, sent), NewKey(), null, stopping, HouseCallsHosting.Files);
        return await Read<T>(answer, stopping);
    }

    /// <summary>Opens an answer that is read as it comes, such as an export. The caller disposes of it.</summary>
    /// <param name="method">The method.</param>
    /// <param name="path">The path.</param>
    /// <param name="body">The body; null is none.</param>
    /// <param name="stopping">Gives up.</param>
    public Task<HttpResponseMessage> Open(HttpMethod method, string path, object? body = null, CancellationToken stopping = default) =>
        Ask(method, path, Json(body), method == HttpMethod.Get ? null : NewKey(), null, stopping);

    private static Func<HttpContent>? Json(object? body) => body is null ? null : () => JsonContent.Create(body, body.GetType(), options: StrictJson.Options);

    private async Task<T> Read<T>(HttpResponseMessage answer, CancellationToken stopping)
    {
        try
        {
            return await answer.Content.ReadFromJsonAsync<T>(Reading, stopping) ?? throw new JsonException("The house answered with nothing.");
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            contact.Lost();
            throw new HouseAway("The house was cut off in the middle of its answer.", e);
        }
    }

    private async Task<HttpResponseMessage> Ask(HttpMethod method, string path, Func<HttpContent>? body, string? key, string? ifMatch, CancellationToken stopping, string client = HouseCallsHosting.Client)
    {
        using var request = new HttpRequestMessage(method, Address(path)) { Content = body?.Invoke() };
        if (session.Token is { } token) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        if (ifMatch is not null) request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        HttpResponseMessage answer;
        try
        {
            answer = await clients.CreateClient(client).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stopping);
        }
        catch (Exception e) when (!stopping.IsCancellationRequested && HouseCallsHosting.IsAway(e))
        {
            contact.Lost();
            throw new HouseAway("The house does not answer.", e);
        }
        if (answer.IsSuccessStatusCode)
        {
            contact.Heard();
            return answer;
        }
        using (answer)
        {
            var problem = HouseProblem.Read((int)answer.StatusCode, await answer.Content.ReadAsByteArrayAsync(stopping));
            if (answer.StatusCode is HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout)
            {
                contact.Lost();
                throw new HouseAway(problem.Line, new HouseRefused(problem));
            }
            contact.Heard();
            throw new HouseRefused(problem);
        }
    }

    private Uri Address(string path)
    {
        var service = path.Split('/', '?')[0] switch
        {
            "auctions" or "sales" or "bidders" => services.AuctionManager,
            "streams" => services.StreamManager,
            "events" or "webhooks" or "replays" or "dead-letters" or "activity" => services.EventHandler,
            var other => throw new ArgumentException($"No service serves '{other}'.", nameof(path)),
        };
        return new Uri(service, "/" + path);
    }
}
