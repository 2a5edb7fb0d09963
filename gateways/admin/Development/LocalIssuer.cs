using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Sothebais.Gateways.Admin.Development;

/// <summary>Signs session tokens of the shape of Clerk's, with a key of its own that lives as long as the process. Development only.</summary>
/// <param name="issuer">The issuer's address.</param>
/// <param name="clock">The time.</param>
internal sealed class LocalIssuer(string issuer, TimeProvider clock) : IDisposable
{
    /// <summary>How long a token lives. Clerk's live a minute and renew themselves; scripts and benchmarks should not have to.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(2);

    private readonly RSA _rsa = RSA.Create(2048);
    private readonly string _keyId = Guid.NewGuid().ToString("n");

    /// <summary>Signs a token.</summary>
    public string Sign(string subject, string? name, string[] roles)
    {
        var now = clock.GetUtcNow();
        var claims = new Dictionary<string, object> { ["sub"] = subject, ["sid"] = "sess_" + Guid.NewGuid().ToString("n"), ["sts"] = "active", ["roles"] = roles };
        if (name is not null) claims["name"] = name;
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer,
            Claims = claims,
            IssuedAt = now.UtcDateTime,
            NotBefore = now.AddSeconds(-5).UtcDateTime,
            Expires = (now + Lifetime).UtcDateTime,
            SigningCredentials = new SigningCredentials(new RsaSecurityKey(_rsa) { KeyId = _keyId }, SecurityAlgorithms.RsaSha256),
        });
    }

    /// <summary>The public key, as a key set (RFC 7517).</summary>
    public object KeySet()
    {
        var key = _rsa.ExportParameters(includePrivateParameters: false);
        return new
        {
            keys = new[] { new { kty = "RSA", use = "sig", alg = "RS256", kid = _keyId, n = Base64UrlEncoder.Encode(key.Modulus), e = Base64UrlEncoder.Encode(key.Exponent) } },
        };
    }

    public void Dispose() => _rsa.Dispose();
}
