using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;

namespace Sothebais.Gateways.Defaults.Identity;

/// <summary>
/// Programs that speak for others without a person's session. Configuration section <c>EventSources</c>, by name: a key that the program sends
/// (<c>EventSources__twitch-bridge__Key=evs_...</c>, as <c>Authorization: Bearer evs_...</c>), a secret that it signs with
/// (<c>EventSources__twitch-bridge__Secret=whsec_...</c>, see <see cref="SignedRequests"/>), or both.
/// </summary>
public sealed class EventSources
{
    /// <summary>What every key begins with, so that it is known for what it is, in a header as in a leak.</summary>
    public const string KeyPrefix = "evs_";

    private const int ShortestKey = 32; // characters

    // By hash: what a stranger learns from the time that a look-up takes is about a hash, and nothing here could be replayed.
    private readonly Dictionary<string, ClaimsPrincipal> _byKey = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (byte[] Secret, ClaimsPrincipal Source)> _byName = new(StringComparer.Ordinal);

    /// <summary>The sources that the configuration names.</summary>
    /// <exception cref="InvalidOperationException">A name, key or secret does not do; the message does not tell them.</exception>
    public EventSources(IConfiguration configuration)
    {
        foreach (var source in configuration.GetSection("EventSources").GetChildren())
        {
            if (!Requests.ResourceId.IsValid(source.Key)) throw new InvalidOperationException($"EventSources: '{source.Key}' is not a name such as twitch-bridge.");
            var (key, secret) = (source["Key"], source["Secret"]);
            if (string.IsNullOrEmpty(key) && string.IsNullOrEmpty(secret)) throw new InvalidOperationException($"EventSources:{source.Key} has neither a Key nor a Secret.");
            var identity = new ClaimsIdentity("EventSource", CallerExtensions.IdClaim, ClaimTypes.Role);
            identity.AddClaim(new Claim(CallerExtensions.IdClaim, $"{Roles.EventSource}:{source.Key}"));
            identity.AddClaim(new Claim(ClaimTypes.Role, Roles.EventSource));
            var caller = new ClaimsPrincipal(identity);
            if (!string.IsNullOrEmpty(key))
            {
                if (!key.StartsWith(KeyPrefix, StringComparison.Ordinal) || key.Length < KeyPrefix.Length + ShortestKey || key.Any(c => c is <= ' ' or > '~'))
                    throw new InvalidOperationException($"EventSources:{source.Key}:Key must be {KeyPrefix} and at least {ShortestKey} random characters.");
                if (!_byKey.TryAdd(Hash(key), caller)) throw new InvalidOperationException($"EventSources:{source.Key}:Key is another source's, too.");
            }
            if (!string.IsNullOrEmpty(secret)) _byName.Add(source.Key, (SigningSecret.Read(secret) ?? throw new InvalidOperationException($"EventSources:{source.Key}:Secret must be {SigningSecret.Form}."), caller));
        }
    }

    /// <summary>The source whose key it is; null for a stranger.</summary>
    public ClaimsPrincipal? Find(string key) => _byKey.GetValueOrDefault(Hash(key));

    /// <summary>What the named source signs with; null where it does not sign.</summary>
    internal (byte[] Secret, ClaimsPrincipal Source)? SecretOf(string name) => _byName.TryGetValue(name, out var known) ? known : null;

    private static string Hash(string key) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
