using Sothebais.Gateways.Defaults.Ports;

namespace Sothebais.Gateways.StreamManager.Viewers;

/// <summary>Whose pages connect. Browsers always say (RFC 6455, section 10.2); programs that do not are no browsers.</summary>
internal static class Origins
{
    /// <summary>Whether the request is a program's, or of a page of this very house.</summary>
    public static bool IsNoneOrOwn(HttpRequest request)
    {
        var origin = request.Headers.Origin;
        if (origin.Count == 0) return true;
        if (origin.Count > 1 || !Uri.TryCreate(origin.ToString(), UriKind.Absolute, out var page) || page.Scheme is not ("http" or "https")) return false;
        // Behind a proxy everything is under one name; without one the house's pages are on other ports of the same host.
        return request.IsForwarded() ? new HostString(page.Authority).Equals(request.Host) : string.Equals(page.Host, request.Host.Host, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Whether a page of that origin may connect at all.</summary>
    /// <param name="request">The request.</param>
    /// <param name="allowed">The origins that may, beside the house's own; none is any.</param>
    public static bool MayConnect(HttpRequest request, string[] allowed) =>
        allowed.Length == 0 || IsNoneOrOwn(request) || allowed.Contains(request.Headers.Origin.ToString(), StringComparer.OrdinalIgnoreCase);
}
