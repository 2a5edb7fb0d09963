using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Sothebais.Tests.Harness.Clerk;

/// <summary>
/// Signs session tokens as Clerk does: RS256, in the first and the second version of the claims (https://clerk.com/docs/guides/sessions/session-tokens),
/// with keys that can be changed at any time.
/// </summary>
/// <param name="issuer">The claim <c>iss</c>.</param>
public sealed class ClerkTokens(string issuer) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly List<(string Id, RSA Key)> _keys = [("ins_1", RSA.Create(2048))];

    /// <summary>How long a token lives. Clerk's: 60 seconds.</summary>
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>The version of the claims: 1 or 2.</summary>
    public int Version { get; set; } = 2;

    /// <summary>The newest key in PEM, for verification without network.</summary>
    public string PublicKey
    {
        get
        {
            lock (_gate) return _keys[^1].Key.ExportSubjectPublicKeyInfoPem();
        }
    }

    /// <summary>Signs with a new key from now on.</summary>
    /// <param name="keepOld">Whether the old keys stay in the set, as while tokens of theirs still live.</param>
    public void Rotate(bool keepOld = true)
    {
        lock (_gate)
        {
            if (!keepOld) _keys.Clear();
            _keys.Add(($"ins_{Guid.NewGuid():n}", RSA.Create(2048)));
        }
    }

    /// <summary>The public keys (RFC 7517).</summary>
    public JsonObject KeySet()
    {
        lock (_gate)
        {
            return new JsonObject
            {
                ["keys"] = new JsonArray([.. _keys.Select(k =>
                {
                    var key = k.Key.ExportParameters(includePrivateParameters: false);
                    return (JsonNode)new JsonObject
                    {
                        ["use"] = "sig", ["kty"] = "RSA", ["kid"] = k.Id, ["alg"] = "RS256",
                        ["n"] = Base64Url.EncodeToString(key.Modulus), ["e"] = Base64Url.EncodeToString(key.Exponent),
                    };
                })]),
            };
        }
    }

    /// <summary>The claims of a session's token.</summary>
    /// <param name="session">The session.</param>
    /// <param name="origin">The origin of the page that asks for it: the claim <c>azp</c>; null leaves it out.</param>
    /// <param name="age">How long ago it was made.</param>
    public JsonObject Claims(ClerkSession session, string? origin, TimeSpan age = default)
    {
        var (person, made) = (session.Person, TimeProvider.System.GetUtcNow() - age);
        var claims = new JsonObject
        {
            ["iss"] = issuer,
            ["sub"] = person.Id,
            ["sid"] = session.Id,
            ["iat"] = made.ToUnixTimeSeconds(),
            ["nbf"] = made.ToUnixTimeSeconds() - 10,
            ["exp"] = (made + Lifetime).ToUnixTimeSeconds(),
            ["fva"] = new JsonArray(0, -1),
            ["sts"] = session.Status,
            ["name"] = $"{person.FirstName} {person.LastName}",
        };
        if (origin is not null) claims["azp"] = origin;
        if (person.Roles is { } roles) claims["roles"] = new JsonArray([.. roles.Select(r => (JsonNode)r)]);
        if (Version == 2)
        {
            claims["v"] = 2;
            claims["jti"] = Guid.NewGuid().ToString("n");
            if (person.OrganisationRole is { } role) claims["o"] = new JsonObject { ["id"] = "org_1", ["slg"] = "house", ["rol"] = role };
        }
        else if (person.OrganisationRole is { } role)
            (claims["org_id"], claims["org_slug"], claims["org_role"]) = ("org_1", "house", "org:" + role);
        return claims;
    }

    /// <summary>Signs claims with the newest key.</summary>
    public string Sign(JsonObject claims)
    {
        lock (_gate)
        {
            var (id, key) = _keys[^1];
            var text = $"{Encode(new JsonObject { ["alg"] = "RS256", ["cat"] = "cl_B7d4PD111AAA", ["kid"] = id, ["typ"] = "JWT" })}.{Encode(claims)}";
            return $"{text}.{Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
        }
    }

    /// <summary>A session's token.</summary>
    public string Of(ClerkSession session, string? origin, TimeSpan age = default) => Sign(Claims(session, origin, age));

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate) _keys.ForEach(k => k.Key.Dispose());
    }

    private static string Encode(JsonObject part) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(part.ToJsonString()));
}
