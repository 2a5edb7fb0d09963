namespace Sothebais.Gateways.Admin.SignIn;

/// <summary>Where a person goes on after signing in: a page of this site, whatever was asked for.</summary>
internal static class ReturnAddress
{
    /// <summary>Where nobody asked for a page of this site.</summary>
    public const string Home = "/";

    private const int Longest = 2_048;

    // Pages about signing in lead in circles.
    private static readonly string[] Circles = ["/sign-in", "/sign-out", "/auth"];

    /// <summary>The page asked for, as a path with its query; <see cref="Home"/> for anything that could lead off this site, and for the sign-in pages themselves.</summary>
    /// <param name="asked">A path, or an address on <paramref name="host"/>; from anybody.</param>
    /// <param name="host">This site, as in the request: host and, where it is not the usual one, port.</param>
    public static string Of(string? asked, HostString host)
    {
        // Browsers read a backslash as a slash, and read over tabs and line ends: "/\evil" and "/<tab>/evil" are other sites to them.
        if (string.IsNullOrEmpty(asked) || asked.Length > Longest || asked.Any(c => c is <= ' ' or >= '\x7f' or '\\')) return Home;
        if (asked[0] != '/')
        {
            if (!Uri.TryCreate(asked, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https") || address.UserInfo.Length > 0 ||
                !HostString.FromUriComponent(address).Equals(host)) return Home;
            asked = address.PathAndQuery;
        }
        var path = asked.AsSpan(0, asked.AsSpan().IndexOfAny('?', '#') is var end and >= 0 ? end : asked.Length);
        if (path.StartsWith("//")) return Home;
        foreach (var circle in Circles)
            if (path.StartsWith(circle, StringComparison.OrdinalIgnoreCase) && (path.Length == circle.Length || path[circle.Length] == '/')) return Home;
        return asked;
    }
}
