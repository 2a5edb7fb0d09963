using System.Net;

namespace Sothebais.Gateways.EventHandler.Webhooks;

/// <summary>Addresses that may be delivered to. Pure: what a name resolves to is seen when it is connected to, every time.</summary>
internal static class Target
{
    /// <summary>The longest address, in characters.</summary>
    public const int Longest = 2_048;

    /// <summary>What is wrong with an address; null is nothing.</summary>
    /// <param name="url">The address.</param>
    /// <param name="allowPrivate">Whether the house's own walls are no bound.</param>
    public static string? Wrong(string url, bool allowPrivate)
    {
        if (url.Length > Longest || url.Any(char.IsControl) || !Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https") || address.Host.Length == 0)
            return $"This is an absolute http or https address of {Longest:N0} characters at most.";
        if (address.UserInfo.Length > 0) return "An address names no user: sign in by the signature.";
        if (address.Fragment.Length > 0 || url.Contains('#', StringComparison.Ordinal)) return "A fragment is never sent.";
        return allowPrivate || !IsInside(address) ? null : "Loopback and private addresses are not delivered to.";
    }

    private static bool IsInside(Uri address)
    {
        var host = address.IdnHost.TrimEnd('.');
        if (IPAddress.TryParse(host.Trim('[', ']'), out var literal)) return !PublicAddress.Is(literal);
        return host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase) ||
            host.EndsWith(".local", StringComparison.OrdinalIgnoreCase) || host.EndsWith(".internal", StringComparison.OrdinalIgnoreCase);
    }
}
