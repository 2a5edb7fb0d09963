using System.Security.Cryptography;
using System.Text;
using Sothebais.Gateways.Defaults.Identity;
using Sothebais.GrainInterfaces.Auctions;

namespace Sothebais.Gateways.Defaults.Requests;

/// <summary>The key under which a request is known, so that repeating it has the effect of one.</summary>
public static class OperationKey
{
    /// <summary>The header that carries it (draft-ietf-httpapi-idempotency-key-header).</summary>
    public const string Header = "Idempotency-Key";

    private const int Longest = 255;

    /// <summary>
    /// The origin of a command: the caller, their key and a fingerprint of what they ask. Without a key of the caller's the gateway makes one for this
    /// request alone, so that its own retries are safe.
    /// </summary>
    /// <param name="http">The request.</param>
    /// <param name="asked">What is asked, in full and always written the same way.</param>
    /// <exception cref="BadHttpRequestException">The key is empty, too long, or not printable ASCII.</exception>
    public static Origin From(HttpContext http, string asked)
    {
        var by = http.User.Id();
        if (!http.Request.Headers.TryGetValue(Header, out var given)) return new Origin(by, "~" + Guid.NewGuid().ToString("n"), "", http.TraceIdentifier);
        var key = given.Count == 1 ? given[0] : null;
        if (string.IsNullOrEmpty(key) || key.Length > Longest || key.Any(c => c is < ' ' or > '~'))
            throw new BadHttpRequestException($"{Header} takes one value of 1 to {Longest} printable ASCII characters.");
        // "~" marks the gateway's own; the caller's can then never meet one.
        return new Origin(by, "=" + key, Fingerprint(asked), http.TraceIdentifier);
    }

    /// <summary>
    /// The origin of a command that an event carries: the event's source and id are its key, and no key of a request can meet it.
    /// </summary>
    /// <param name="by">Who sent the event: the key is theirs alone.</param>
    /// <param name="source">The event's source.</param>
    /// <param name="id">The event's id.</param>
    /// <param name="asked">What is asked, in full and always written the same way.</param>
    /// <param name="request">The request that brought it, for the log; null where there is none.</param>
    public static Origin OfEvent(string by, string source, string id, string asked, string? request)
    {
        // A source has no spaces, so that the two cannot be taken apart in another way. A long one is known by its hash.
        var key = $"{source} {id}";
        return new Origin(by, key.Length <= Longest ? "+" + key : "#" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key))), Fingerprint(asked), request);
    }

    private static string Fingerprint(string asked)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(asked), hash);
        return Convert.ToHexStringLower(hash[..8]);
    }
}
