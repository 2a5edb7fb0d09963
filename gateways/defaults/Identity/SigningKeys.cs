using System.Security.Cryptography;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Sothebais.Gateways.Defaults.Identity;

/// <summary>The keys that tokens are verified with: one fixed key, or a key set that is fetched and, at an unknown key, fetched again.</summary>
internal static class SigningKeys
{
    public static IConfigurationManager<OpenIdConnectConfiguration> Of(ClerkOptions clerk, TimeSpan refetchAtMost)
    {
        if (clerk.JwtKey is { Length: > 0 } pem)
        {
            var rsa = RSA.Create();
            try
            {
                rsa.ImportFromPem(pem.Replace("\\n", "\n", StringComparison.Ordinal));
            }
            catch (ArgumentException e)
            {
                throw new InvalidOperationException("Clerk:JwtKey is not a public key in PEM.", e);
            }
            var fixedKeys = new OpenIdConnectConfiguration { Issuer = clerk.Issuer };
            fixedKeys.SigningKeys.Add(new RsaSecurityKey(rsa));
            return new StaticConfigurationManager<OpenIdConnectConfiguration>(fixedKeys);
        }
        var address = clerk.JwksUrl ?? clerk.Issuer!.TrimEnd('/') + "/.well-known/jwks.json";
        return new ConfigurationManager<OpenIdConnectConfiguration>(address, new KeySetRetriever(clerk.Issuer!), new HttpDocumentRetriever { RequireHttps = address.StartsWith("https:", StringComparison.Ordinal) })
        {
            RefreshInterval = refetchAtMost,
        };
    }

    private sealed class KeySetRetriever(string issuer) : IConfigurationRetriever<OpenIdConnectConfiguration>
    {
        public async Task<OpenIdConnectConfiguration> GetConfigurationAsync(string address, IDocumentRetriever retriever, CancellationToken cancel)
        {
            var keys = new OpenIdConnectConfiguration { Issuer = issuer, JsonWebKeySet = new JsonWebKeySet(await retriever.GetDocumentAsync(address, cancel)) };
            foreach (var key in keys.JsonWebKeySet.GetSigningKeys()) keys.SigningKeys.Add(key);
            return keys;
        }
    }
}
