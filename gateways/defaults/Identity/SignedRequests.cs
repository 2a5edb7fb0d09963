using System.Globalization;
using System.Security.Claims;
using System.Security.Cryptography;

namespace Sothebais.Gateways.Defaults.Identity;

/// <summary>
/// Event sources that sign what they send, as Standard Webhooks describes (https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md):
/// <c>webhook-id</c>, <c>webhook-timestamp</c>, and in <c>webhook-signature</c> the base64 of an HMAC-SHA256 of both and the body. The address says whose
/// signature it is: <c>?source=twitch-bridge</c>.
/// </summary>
/// <param name="sources">The sources and their secrets.</param>
/// <param name="clock">The time.</param>
public sealed class SignedRequests(EventSources sources, TimeProvider clock)
{
    /// <summary>The header that makes a request a signed one.</summary>
    public const string Header = "webhook-signature";

    private const int MostSignatures = 8; // several while a secret changes hands
    private const int LongestId = 255;

    /// <summary>How old or new a signature may be: the specification's advice. What is sent again within it has the effect of one, by its event's id.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <summary>Verifies a request; its body can be read again afterwards.</summary>
    /// <returns>The source that signed it.</returns>
    /// <exception cref="SessionRefused">The signature is not good.</exception>
    public async Task<ClaimsPrincipal> Verify(HttpRequest request)
    {
        var (id, sent) = (request.Headers["webhook-id"].ToString(), request.Headers["webhook-timestamp"].ToString());
        if (id.Length is 0 or > LongestId || !long.TryParse(sent, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)) throw new SessionRefused("A signed request has a webhook-id and a webhook-timestamp.");
        if (Math.Abs(clock.GetUtcNow().ToUnixTimeSeconds() - (double)seconds) > Tolerance.TotalSeconds) throw new SessionRefused("The signature is too old, or of the future.");
        if (sources.SecretOf(request.Query["source"].ToString()) is not { } known) throw new SessionRefused("No such event source signs here; its name goes into ?source=.");

        var body = await Body(request);
        var expected = SigningSecret.Sign(known.Secret, id, sent, body);
        var given = new byte[HMACSHA256.HashSizeInBytes];
        foreach (var signature in request.Headers[Header].ToString().Split(' ', MostSignatures + 1).Take(MostSignatures))
            if (signature.StartsWith(SigningSecret.Version, StringComparison.Ordinal) && Convert.TryFromBase64String(signature[SigningSecret.Version.Length..], given, out var length) &&
                length == given.Length && CryptographicOperations.FixedTimeEquals(given, expected))
                return known.Source;
        throw new SessionRefused("The signature is not this source's.");
    }

    private static async Task<byte[]> Body(HttpRequest request)
    {
        request.EnableBuffering(); // bounded by the server
        using var copy = new MemoryStream();
        await request.Body.CopyToAsync(copy, request.HttpContext.RequestAborted);
        request.Body.Position = 0;
        return copy.ToArray();
    }
}

/// <summary>Marks endpoints whose callers may sign in place of sending a token.</summary>
public static class SignedRequestExtensions
{
    /// <summary>
    /// Lets callers sign. A signature vouches for the body and not for the address: only for endpoints where the body says all that is asked, and saying it
    /// again changes nothing.
    /// </summary>
    public static TBuilder AcceptSignatures<TBuilder>(this TBuilder endpoints) where TBuilder : IEndpointConventionBuilder => endpoints.WithMetadata(Accepted.Here);

    /// <summary>Whether the caller signed the request, and may: the signature vouches for who they are and for the body, and for nothing else.</summary>
    public static bool IsSigned(this HttpContext http) => http.Request.Headers.ContainsKey(SignedRequests.Header) && http.GetEndpoint()?.Metadata.GetMetadata<Accepted>() is not null;

    private sealed class Accepted
    {
        public static readonly Accepted Here = new();
    }
}
