using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Polly;
using Polly.CircuitBreaker;

namespace Sothebais.Gateways.Admin.Clerk;

/// <summary>
/// The few calls of Clerk's backend API that the house makes (https://clerk.com/docs/reference/backend-api). Tries, timeouts and limits are those of
/// <see cref="ClerkHosting"/>; whatever goes wrong is a <see cref="ClerkException"/>.
/// </summary>
/// <param name="http">The client, with the address and the key.</param>
internal sealed class ClerkBackend(HttpClient http)
{
    private const int LongestId = 128;

    /// <summary>A person.</summary>
    /// <param name="id">Their id.</param>
    /// <param name="stopping">Ends the wait.</param>
    /// <returns>The person; null where Clerk knows nobody of that id.</returns>
    /// <exception cref="ClerkException">Clerk did not say.</exception>
    public Task<ClerkUser?> FindUser(string id, CancellationToken stopping = default) =>
        IsId(id) ? Ask(HttpMethod.Get, $"users/{Uri.EscapeDataString(id)}", ClerkJson.Default.ClerkUser, stopping) : Task.FromResult<ClerkUser?>(null);

    /// <summary>Revokes a session: it makes no more tokens, and those it made live for what is left of their minute. Again is as good as once.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="stopping">Ends the wait.</param>
    /// <returns>The session as it now is; null where Clerk knows none of that id.</returns>
    /// <exception cref="ClerkException">Clerk did not say.</exception>
    public async Task<ClerkSession?> RevokeSession(string id, CancellationToken stopping = default)
    {
        if (!IsId(id)) return null;
        var path = $"sessions/{Uri.EscapeDataString(id)}";
        try
        {
            return await Ask(HttpMethod.Post, path + "/revoke", ClerkJson.Default.ClerkSession, stopping);
        }
        catch (ClerkException refused) when (refused.Status is HttpStatusCode.BadRequest or HttpStatusCode.Conflict or HttpStatusCode.Gone or HttpStatusCode.UnprocessableEntity)
        {
            // A session that has ended by itself cannot be revoked; that it has ended is all that was wanted.
            if (await Ask(HttpMethod.Get, path, ClerkJson.Default.ClerkSession, stopping) is { IsAlive: false } ended) return ended;
            throw;
        }
    }

    /// <summary>Whether an id could be Clerk's at all: letters, digits and underscores, as in <c>user_2abc</c>. Nothing else is put into an address.</summary>
    private static bool IsId(string id) => id.Length is > 0 and <= LongestId && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-');

    private async Task<T?> Ask<T>(HttpMethod method, string path, JsonTypeInfo<T> type, CancellationToken stopping) where T : class
    {
        var what = $"{method} /{path}";
        try
        {
            using var request = new HttpRequestMessage(method, path);
            using var answer = await http.SendAsync(request, stopping);
            var body = await answer.Content.ReadAsByteArrayAsync(stopping); // read by then, and bounded: see AnswersInFull
            if (answer.IsSuccessStatusCode) return JsonSerializer.Deserialize(body, type) ?? throw new JsonException("The answer is null.");
            if (answer.StatusCode == HttpStatusCode.NotFound) return null;
            throw Refusal(what, answer, body);
        }
        catch (JsonException e)
        {
            throw new ClerkException($"Clerk's answer to {what} is not what its reference describes.", null, null, null, inner: e);
        }
        catch (BrokenCircuitException e)
        {
            throw new ClerkException("Clerk has failed so often that it is left alone for a moment.", null, null, null, e.RetryAfter, e);
        }
        catch (Exception e) when (e is HttpRequestException or ExecutionRejectedException or InvalidDataException || e is OperationCanceledException && !stopping.IsCancellationRequested)
        {
            throw new ClerkException($"Clerk did not answer {what}: {e.Message}", null, null, null, inner: e);
        }
    }

    private ClerkException Refusal(string what, HttpResponseMessage answer, byte[] body)
    {
        ClerkErrors? said = null;
        try
        {
            said = JsonSerializer.Deserialize(body, ClerkJson.Default.ClerkErrors);
        }
        catch (JsonException)
        {
            // Somebody between us and Clerk answered; the status is all there is.
        }
        var first = said?.Errors?.FirstOrDefault();
        // Whoever answers may repeat what it was sent; the key must not come back in a log by that.
        var words = (first?.LongMessage ?? first?.Message)?.Replace(http.DefaultRequestHeaders.Authorization?.Parameter ?? "\0", "(the key)", StringComparison.Ordinal);
        return new ClerkException(
            $"Clerk answered {what} with {(int)answer.StatusCode}{(first?.Code is { } code ? $" {code}" : "")}{(words is null ? "." : $": {words}")}",
            answer.StatusCode, first?.Code, said?.ClerkTraceId, answer.RetryAfter());
    }
}
