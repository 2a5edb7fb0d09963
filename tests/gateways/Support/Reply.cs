using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Sothebais.Tests.Gateways.Support;

/// <summary>A reply with all that a client sees of it.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="MediaType">The content type without its parameters; null where there is no body.</param>
/// <param name="Headers">The headers.</param>
/// <param name="Text">The body.</param>
public sealed record Reply(int Status, string? MediaType, HttpResponseHeaders Headers, string Text)
{
    private static readonly JsonDocumentOptions NothingTwice = new() { AllowDuplicateProperties = false };

    /// <summary>The body as JSON, in which no field may come twice.</summary>
    public JsonNode Json => JsonNode.Parse(Text, documentOptions: NothingTwice)!;

    /// <summary>The problem's code; null where the body is none.</summary>
    public string? Code
    {
        get
        {
            if (MediaType != "application/problem+json") return null;
            using var problem = JsonDocument.Parse(Text);
            return problem.RootElement.TryGetProperty("code", out var code) ? code.GetString() : null;
        }
    }

    /// <summary>A header's value; null where it is not there.</summary>
    public string? Header(string name) => Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : null;
}

/// <summary>Sends what <see cref="HouseClient.Send"/> does not: other bodies, other headers; and gives the whole reply.</summary>
public static class Asking
{
    /// <summary>Sends a request.</summary>
    public static async Task<Reply> Ask(
        this HouseClient house, HttpMethod method, Uri address, HttpContent? content = null, string? token = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, address) { Content = content };
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        foreach (var (name, value) in headers)
            if (!request.Headers.TryAddWithoutValidation(name, value)) throw new ArgumentException($"{name} is no header of a request.");
        using var response = await house.Http.SendAsync(request);
        return new Reply((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType, response.Headers, await response.Content.ReadAsStringAsync());
    }

    /// <summary>Reads an address.</summary>
    public static Task<Reply> Get(this HouseClient house, int port, string path, string? token = null, params (string Name, string Value)[] headers) =>
        house.Ask(HttpMethod.Get, house.At.On(port, path), null, token, headers);

    /// <summary>Posts JSON to the auction manager as whoever has the token.</summary>
    public static Task<Reply> PostAs(this HouseClient house, string? token, string path, JsonNode? body = null, string? key = null) =>
        house.Ask(HttpMethod.Post, house.At.On(4100, path), body is null ? null : Json(body.ToJsonString()), token, key is null ? [] : [("Idempotency-Key", key)]);

    /// <summary>Posts JSON to the auction manager as an admin.</summary>
    public static async Task<Reply> Post(this HouseClient house, string path, JsonNode? body = null, string? key = null) =>
        await house.PostAs(await house.Admin(), path, body, key);

    /// <summary>Bids for somebody, as an event source.</summary>
    public static Task<Reply> Offer(this HouseClient house, string auction, string bidder, string amount, string? key = null) =>
        house.Post($"/auctions/{auction}/bids", new JsonObject { ["bidderId"] = bidder, ["name"] = bidder, ["amount"] = amount }, key);

    /// <summary>A JSON body.</summary>
    public static HttpContent Json(string text) => new StringContent(text, Encoding.UTF8, "application/json");
}
