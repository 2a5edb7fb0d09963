using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;

namespace Sothebais.Gateways.Defaults.Identity;

/// <summary>
/// Programs that bid for others with a key of their own in place of a person's session: <c>Authorization: Bearer evs_...</c>. Configuration section
/// <c>EventSources</c>: <c>EventSources__twitch-bridge__Key=evs_...</c>.
/// </summary>
public sealed class EventSources
{
    /// <summary>What every key begins with, so that it is known for what it is, in a header as in a leak.</summary>
    public const string Prefix = "evs_";

    private const int ShortestSecret = 32;

    // By hash: what a stranger learns from the time that a look-up takes is about a hash, and nothing here could be replayed.
    private readonly Dictionary<string, ClaimsPrincipal> _sources = new(StringComparer.Ordinal);

    /// <summary>The sources that the configuration names.</summary>
    /// <exception cref="InvalidOperationException">A name or key does not do; the message does not tell the key.</exception>
    public EventSources(IConfiguration configuration)
    {
        foreach (var source in configuration.GetSection("EventSources").GetChildren())
        {
            if (!Requests.ResourceId.IsValid(source.Key)) throw new InvalidOperationException($"EventSources: '{source.Key}' is not a name such as twitch-bridge.");
            var key = source["Key"] ?? "";
            if (!key.StartsWith(Prefix, StringComparison.Ordinal) || key.Length < Prefix.Length + ShortestSecret || key.Any(c => c is <= ' ' or > '~'))
                throw new InvalidOperationException($"EventSources:{source.Key}:Key must be {Prefix} and at least {ShortestSecret} random characters.");
            var caller = new ClaimsIdentity("EventSource", CallerExtensions.IdClaim, ClaimTypes.Role);
            caller.AddClaim(new Claim(CallerExtensions.IdClaim, $"{Roles.EventSource}:{source.Key}"));
            caller.AddClaim(new Claim(ClaimTypes.Role, Roles.EventSource));
            if (!_sources.TryAdd(Hash(key), new ClaimsPrincipal(caller))) throw new InvalidOperationException($"EventSources:{source.Key}:Key is another source's, too.");
        }
    }

    /// <summary>The source whose key it is; null for a stranger.</summary>
    public ClaimsPrincipal? Find(string key) => _sources.GetValueOrDefault(Hash(key));

    private static string Hash(string key) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
