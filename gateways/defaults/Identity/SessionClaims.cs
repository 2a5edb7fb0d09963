using System.Security.Claims;
using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Sothebais.Gateways.Defaults.Identity;

/// <summary>
/// What a session token says, once its signature and issuer are known to be good: the one place that reads claims. Both versions of Clerk's claims
/// (https://clerk.com/docs/guides/sessions/session-tokens): the organisation stands in <c>org_id</c> and <c>org_role</c>, or compactly in <c>o</c>.
/// </summary>
/// <param name="clerk">Whose tokens are taken.</param>
/// <param name="clock">The time.</param>
public sealed class SessionClaims(ClerkOptions clerk, TimeProvider clock)
{
    /// <summary>How far clocks may differ. Clerk's own libraries allow as much.</summary>
    public static readonly TimeSpan Skew = TimeSpan.FromSeconds(5);

    private const int LongestSubject = 128;

    // Clerk signs other kinds of token with the same key (templates' for other services, machines') and marks each kind in the header.
    private const string SessionCategory = "cl_B7d4PD111AAA";
    private const string IgnoredCategory = "cl_I7d4PD111III"; // Clerk's own libraries pass it, too

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    /// <summary>Reads a token.</summary>
    /// <param name="token">The token, its signature verified.</param>
    /// <returns>Who it says is calling.</returns>
    /// <exception cref="SessionRefused">It does not do.</exception>
    public ClaimsPrincipal Read(JsonWebToken token)
    {
        // What an extension means that we do not know, nobody knows (RFC 7515, section 4.1.11).
        if (token.TryGetHeaderValue<object>("crit", out _)) throw new SessionRefused("The token has extensions that are not understood.");
        if (token.TryGetHeaderValue<object>("cat", out var category) && category is not (SessionCategory or IgnoredCategory)) throw new SessionRefused("That is not a session token.");
        try
        {
            using var json = JsonDocument.Parse(Base64UrlEncoder.DecodeBytes(token.EncodedPayload), Strict);
            return Read(json.RootElement);
        }
        catch (JsonException)
        {
            throw new SessionRefused("The token's claims are not JSON, or some are there twice.");
        }
    }

    private ClaimsPrincipal Read(JsonElement claims)
    {
        var now = clock.GetUtcNow();
        var (subject, session) = (Text(claims, "sub", needed: true)!, Text(claims, "sid", needed: true)!);
        if (subject.Length > LongestSubject || subject.Any(c => char.IsControl(c) || char.IsWhiteSpace(c))) throw new SessionRefused("The token names nobody.");
        if (Instant(claims, "exp") + Skew <= now) throw new SessionRefused("The session token has expired.", expired: true);
        if (Instant(claims, "nbf") - Skew > now) throw new SessionRefused("The session token is not valid yet.");
        if (Instant(claims, "iat") - Skew > now) throw new SessionRefused("The session token was issued in the future.");
        var party = Text(claims, "azp");
        if (clerk.AuthorizedParties.Length > 0 && !clerk.AuthorizedParties.Contains(party, StringComparer.Ordinal))
            throw new SessionRefused("The session token was made for another origin.");
        if (Text(claims, "sts") is { } state && state != "active") throw new SessionRefused("The session is pending: finish signing in.");

        var caller = new ClaimsIdentity("Clerk", CallerExtensions.IdClaim, ClaimTypes.Role);
        caller.AddClaim(new Claim(CallerExtensions.IdClaim, subject));
        caller.AddClaim(new Claim(CallerExtensions.SessionClaim, session));
        if (Text(claims, "name") is { Length: > 0 } name) caller.AddClaim(new Claim(CallerExtensions.NameClaim, name));
        foreach (var role in RolesIn(claims).Append(Roles.Bidder).Where(Roles.All.Contains).Distinct()) caller.AddClaim(new Claim(ClaimTypes.Role, role));
        return new ClaimsPrincipal(caller);
    }

    // A role the house does not know is passed over: other applications have theirs.
    private IEnumerable<string> RolesIn(JsonElement claims)
    {
        List<string> given = [];
        if (Find(claims, "roles") is { } roles)
        {
            if (roles.ValueKind != JsonValueKind.Array) throw Mistyped("roles");
            foreach (var role in roles.EnumerateArray()) given.Add(role.ValueKind == JsonValueKind.String ? role.GetString()! : throw Mistyped("roles"));
        }
        var (organization, held) = (Text(claims, "org_id"), Text(claims, "org_role"));
        held = held?.StartsWith("org:", StringComparison.Ordinal) == true ? held[4..] : null;
        if (Find(claims, "o") is { } compact)
        {
            if (compact.ValueKind != JsonValueKind.Object) throw Mistyped("o");
            (organization, held) = (Text(compact, "id"), Text(compact, "rol"));
        }
        if (held is not null && (string.IsNullOrEmpty(clerk.OrganizationId) || organization == clerk.OrganizationId)) given.Add(held);
        return given;
    }

    // A session token template writes null where a person has no such field.
    private static JsonElement? Find(JsonElement claims, string name) => claims.TryGetProperty(name, out var claim) && claim.ValueKind != JsonValueKind.Null ? claim : null;

    private static string? Text(JsonElement claims, string name, bool needed = false)
    {
        var text = Find(claims, name) is { } claim ? claim.ValueKind == JsonValueKind.String ? claim.GetString() : throw Mistyped(name) : null;
        return needed && string.IsNullOrWhiteSpace(text) ? throw new SessionRefused($"The token has no {name}.") : text;
    }

    private static DateTimeOffset Instant(JsonElement claims, string name)
    {
        if (Find(claims, name) is not { } claim) throw new SessionRefused($"The token has no {name}.");
        // A NumericDate may have a fraction (RFC 7519, section 2).
        return claim.ValueKind == JsonValueKind.Number && claim.TryGetDouble(out var seconds) && seconds is >= 0 and < 253_402_300_000
            ? DateTimeOffset.UnixEpoch.AddSeconds(seconds) : throw Mistyped(name);
    }

    private static SessionRefused Mistyped(string name) => new($"The token's {name} is not of its type.");
}

/// <summary>A session token that is not taken.</summary>
/// <param name="why">The reason, in words for the caller: nothing of the token itself.</param>
/// <param name="expired">Whether time is all that is wrong with it.</param>
public sealed class SessionRefused(string why, bool expired = false) : Exception(why)
{
    /// <summary>Whether it was good, until it expired: signing in again, or refreshing, will do.</summary>
    public bool Expired { get; } = expired;
}
