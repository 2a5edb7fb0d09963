using System.Collections.Concurrent;
using System.Security.Claims;

namespace Sothebais.Gateways.Defaults.Identity;

/// <summary>Tokens whose signature was checked, for a minute or until they expire: a busy bidder costs one signature check a token and not one a bid. Bounded.</summary>
/// <param name="clock">The time.</param>
internal sealed class VerifiedTokens(TimeProvider clock)
{
    private const int Most = 20_000;

    /// <summary>How long a token is remembered at most: a key that is withdrawn takes its tokens with it, however long they say they live.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, (ClaimsPrincipal Principal, DateTimeOffset Until)> _tokens = new(StringComparer.Ordinal);

    public ClaimsPrincipal? Find(string token)
    {
        if (!_tokens.TryGetValue(token, out var known)) return null;
        if (known.Until > clock.GetUtcNow()) return known.Principal;
        _tokens.TryRemove(token, out _);
        return null;
    }

    public void Add(string token, ClaimsPrincipal principal, DateTimeOffset until)
    {
        var now = clock.GetUtcNow();
        if (until > now + Longest) until = now + Longest;
        if (_tokens.Count >= Most)
        {
            foreach (var (old, known) in _tokens)
                if (known.Until <= now) _tokens.TryRemove(old, out _);
            if (_tokens.Count >= Most) _tokens.Clear(); // checking again is all it costs
        }
        _tokens[token] = (principal, until);
    }
}
