namespace Sothebais.Gateways.Defaults.Identity;

/// <summary>How Clerk's session tokens are verified (https://clerk.com/docs/guides/sessions/manual-jwt-verification). Configuration section <c>Clerk</c>.</summary>
public sealed class ClerkOptions
{
    /// <summary>The token's issuer: the address of the Clerk frontend API.</summary>
    public string? Issuer { get; set; }

    /// <summary>Where the signing keys are; null is the issuer's <c>/.well-known/jwks.json</c>. HTTPS, except on this machine.</summary>
    public string? JwksUrl { get; set; }

    /// <summary>The public key in PEM, for verification without network; null takes the keys of <see cref="JwksUrl"/>.</summary>
    public string? JwtKey { get; set; }

    /// <summary>The origins whose tokens are taken (claim <c>azp</c>), as <c>https://host</c>; none is any. With some, a token that names none is refused.</summary>
    public string[] AuthorizedParties { get; set; } = [];

    /// <summary>
    /// The organisation whose members' roles count (<c>org_...</c>); null is any. Where people may create organisations by themselves, everybody can be the
    /// admin of one: then this must be set.
    /// </summary>
    public string? OrganizationId { get; set; }

    /// <summary>The publishable key, for the sign-in page.</summary>
    public string? PublishableKey { get; set; }

    /// <summary>The secret key, for Clerk's backend API. Never logged.</summary>
    public string? SecretKey { get; set; }

    /// <summary>Whether Clerk is configured at all.</summary>
    public bool IsConfigured => !string.IsNullOrEmpty(Issuer);

    /// <summary>The address of the signing keys.</summary>
    /// <exception cref="InvalidOperationException">It is not one to trust keys from.</exception>
    internal Uri Keys()
    {
        var text = JwksUrl is { Length: > 0 } given ? given : Issuer!.TrimEnd('/') + "/.well-known/jwks.json";
        if (!Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http"))
            throw new InvalidOperationException($"Clerk: '{text}' is not an address of signing keys.");
        return address.Scheme == "https" || address.IsLoopback
            ? address : throw new InvalidOperationException($"Clerk: keys are taken over https only, not from '{text}'.");
    }

    /// <summary>Checks what can be checked before the first token comes.</summary>
    /// <exception cref="InvalidOperationException">Something cannot be meant.</exception>
    internal void Check()
    {
        foreach (var party in AuthorizedParties)
            if (!Uri.TryCreate(party, UriKind.Absolute, out var origin) || origin.GetLeftPart(UriPartial.Authority) != party)
                throw new InvalidOperationException($"Clerk:AuthorizedParties: '{party}' is not an origin such as https://admin.sothebais.com (scheme and host, nothing after it).");
        if (OrganizationId is { Length: > 0 } organization && !organization.StartsWith("org_", StringComparison.Ordinal))
            throw new InvalidOperationException($"Clerk:OrganizationId: '{organization}' is not an organisation's id (org_...).");
    }
}
