namespace Sothebais.Gateways.Defaults.Identity;

/// <summary>How Clerk's session tokens are verified (https://clerk.com/docs/guides/sessions/manual-jwt-verification). Configuration section <c>Clerk</c>.</summary>
public sealed class ClerkOptions
{
    /// <summary>The token's issuer: the address of the Clerk frontend API.</summary>
    public string? Issuer { get; set; }

    /// <summary>Where the signing keys are; null is the issuer's <c>/.well-known/jwks.json</c>.</summary>
    public string? JwksUrl { get; set; }

    /// <summary>The public key in PEM, for verification without network; null takes the keys of <see cref="JwksUrl"/>.</summary>
    public string? JwtKey { get; set; }

    /// <summary>The origins whose tokens are taken (claim <c>azp</c>); none is any.</summary>
    public string[] AuthorizedParties { get; set; } = [];

    /// <summary>The publishable key, for the sign-in page.</summary>
    public string? PublishableKey { get; set; }

    /// <summary>The secret key, for Clerk's backend API. Never logged.</summary>
    public string? SecretKey { get; set; }

    /// <summary>Whether Clerk is configured at all.</summary>
    public bool IsConfigured => !string.IsNullOrEmpty(Issuer);
}
