using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace Sothebais.Gateways.Defaults.Identity;

/// <summary>
/// The public keys that tokens are verified with: one fixed key, or a key set (RFC 7517) that is fetched, kept, and fetched again at a key id that it does not
/// know. The framework's own cache fetches in the background, so that the first requests after a rotation would be refused, and asks at every request
/// while there is no answer; hence this one.
/// </summary>
public sealed partial class SigningKeys
{
    /// <summary>How long an answer may take.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>After how long a set that knows every key is looked up again, so that a withdrawn key goes.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);

    /// <summary>How large a key set may be, in bytes.</summary>
    public const int Largest = 256 * 1024;

    private const int SmallestKey = 2_048; // bits, RFC 7518 section 3.3

    // With no keys at all, everybody waits for them: then they are asked for more often.
    private static readonly TimeSpan Impatience = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private readonly SecurityKey? _only;
    private readonly Uri? _address;
    private readonly HttpClient? _http;
    private readonly TimeSpan _pause;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private volatile IReadOnlyDictionary<string, SecurityKey>? _keys;
    private Task _fetch = Task.CompletedTask;
    private DateTimeOffset _askedAt = DateTimeOffset.MinValue;
    private DateTimeOffset _learntAt = DateTimeOffset.MinValue;

    /// <summary>The keys that the options name.</summary>
    /// <param name="clerk">The fixed key, or where the set is.</param>
    /// <param name="pause">How often, at most, an unknown key id makes the set be fetched again: strangers can make ids up.</param>
    /// <param name="http">What fetches; its own limits are set here.</param>
    /// <param name="clock">The time.</param>
    /// <param name="logger">Hears of keys that cannot be had.</param>
    /// <exception cref="InvalidOperationException">The fixed key is none, or too short; or the address is none to trust.</exception>
    public SigningKeys(ClerkOptions clerk, TimeSpan pause, HttpClient http, TimeProvider clock, ILogger<SigningKeys> logger)
    {
        (_pause, _clock, _logger) = (pause, clock, logger);
        if (clerk.JwtKey is { Length: > 0 } pem) _only = Fixed(pem);
        else
        {
            (_address, _http) = (clerk.Keys(), http);
            (http.Timeout, http.MaxResponseContentBufferSize) = (Patience, Largest);
        }
    }

    /// <summary>The key of that id; null where there is none. A fixed key has every id.</summary>
    public SecurityKey? Known(string? id) => _only ?? (id is not null && _keys is { } keys && keys.TryGetValue(id, out var key) ? key : null);

    /// <summary>Fetches the set where the id is not in it and it may be asked for; whoever comes meanwhile waits for the same answer.</summary>
    /// <returns>False where there are no keys at all: nobody can then be told from anybody else.</returns>
    public async Task<bool> Learn(string? id)
    {
        if (_only is not null) return true;
        var known = Known(id) is not null;
        var now = _clock.GetUtcNow();
        if (known && now < _learntAt + Fresh) return true;
        // Looked up while nobody waits, as long as somebody asks now and then; after a long silence a key may be long withdrawn.
        var silent = now >= _askedAt + (2 * Fresh);
        var fetch = Fetch();
        if (!known || silent) await fetch;
        return _keys is not null;
    }

    private Task Fetch()
    {
        lock (_gate)
        {
            var now = _clock.GetUtcNow();
            if (_fetch.IsCompleted && now >= _askedAt + (_keys is null && Impatience < _pause ? Impatience : _pause))
            {
                _askedAt = now;
                _fetch = FetchNow();
            }
            return _fetch;
        }
    }

    private async Task FetchNow()
    {
        await Task.Yield(); // not under the lock
        try
        {
            var set = new JsonWebKeySet(await _http!.GetStringAsync(_address));
            var keys = new Dictionary<string, SecurityKey>(StringComparer.Ordinal);
            foreach (var key in set.Keys.Where(IsOurs)) keys[key.Kid] = key;
            if (keys.Count == 0) throw new InvalidOperationException("The key set has no RSA signing key.");
            (_keys, _learntAt) = (keys, _clock.GetUtcNow());
        }
        catch (Exception e) when (e is not OutOfMemoryException) // whatever an answer makes its reader throw: who waits must not hear of it
        {
            NotFetched(_address!, _keys?.Count ?? 0, e.Message);
        }
    }

    private static bool IsOurs(JsonWebKey key) =>
        key is { Kty: "RSA", Kid.Length: > 0, N: not null, E: not null } && key.Use is null or "sig" && key.Alg is null or SecurityAlgorithms.RsaSha256 && Size(key) >= SmallestKey;

    private static int Size(JsonWebKey key)
    {
        try
        {
            return key.KeySize;
        }
        catch (FormatException) // its numbers are none
        {
            return 0;
        }
    }

    private static RsaSecurityKey Fixed(string pem)
    {
        var rsa = RSA.Create();
        try
        {
            var text = pem.Replace("\\n", "\n", StringComparison.Ordinal); // as it often stands in an environment variable
            if (text.Contains("PRIVATE", StringComparison.Ordinal)) throw new ArgumentException("a private key");
            rsa.ImportFromPem(text);
        }
        catch (Exception e) when (e is ArgumentException or CryptographicException)
        {
            throw new InvalidOperationException("Clerk:JwtKey is not a public RSA key in PEM.", e);
        }
        return rsa.KeySize >= SmallestKey ? new RsaSecurityKey(rsa) : throw new InvalidOperationException($"Clerk:JwtKey is shorter than {SmallestKey} bits.");
    }

    [LoggerMessage(LogLevel.Warning, "No signing keys from {Address}; going on with the {Known} known: {Why}")]
    private partial void NotFetched(Uri address, int known, string why);
}
