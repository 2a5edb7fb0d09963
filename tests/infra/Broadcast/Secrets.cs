namespace Sothebais.Tests.Infra.Broadcast;

/// <summary>What a secret must not be seen by.</summary>
internal static class Secrets
{
    /// <summary>The secret as it is and percent-encoded, its name alone, and its values.</summary>
    public static IEnumerable<string> In(string secret)
    {
        string[] parts = [secret, .. secret.Split('?', '=')];
        return parts.Where(p => p.Length > 4).SelectMany(p => new[] { p, Uri.EscapeDataString(p), Uri.EscapeDataString(Uri.EscapeDataString(p)) }).Distinct();
    }
}
