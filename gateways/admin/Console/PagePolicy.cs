namespace Sothebais.Gateways.Admin.Console;

/// <summary>The Content-Security-Policy of the console's pages.</summary>
internal static class PagePolicy
{
    // Components place themselves by inline styles. Lots' pictures and videos are from anywhere; overlays are shown beside the controls, as this site forwards them.
    private static readonly Dictionary<string, string> Own = new(StringComparer.Ordinal)
    {
        ["style-src"] = "'self' 'unsafe-inline'",
        ["img-src"] = "'self' https: http: data: blob:",
        ["media-src"] = "'self' https: http: blob:",
        ["font-src"] = "'self' data:",
        ["frame-src"] = "'self'",
        ["base-uri"] = "'self'",
    };

    /// <summary>What the sign-in pages need for a session that lasts, and what the console needs over it.</summary>
    /// <param name="lasting">The policy of the pages on which people sign in.</param>
    public static string Over(string lasting)
    {
        var parts = lasting.Split("; ").ToDictionary(part => part.Split(' ')[0], part => part[(part.IndexOf(' ') + 1)..], StringComparer.Ordinal);
        foreach (var (directive, sources) in Own)
            parts[directive] = parts.TryGetValue(directive, out var theirs) && theirs != "'none'" ? string.Join(' ', $"{sources} {theirs}".Split(' ').Distinct()) : sources;
        return string.Join("; ", parts.Select(part => $"{part.Key} {part.Value}"));
    }
}
