using System.Text;
using System.Text.RegularExpressions;

namespace Sothebais.Gateways.Admin.Clerk;

/// <summary>
/// Where Clerk's part of a page comes from and what it talks to: the frontend API of one Clerk instance, whose host is written in the publishable key
/// (https://clerk.com/docs/guides/how-clerk-works/overview).
/// </summary>
/// <param name="PublishableKey">The publishable key; public.</param>
/// <param name="Origin">The frontend API's origin, always https: Clerk's script knows no other.</param>
internal sealed partial record ClerkFrontend(string PublishableKey, string Origin)
{
    /// <summary>The version of Clerk's script. Exactly one: what runs on the page where people sign in changes by a commit here, never by itself.</summary>
    public const string ScriptVersion = "5.128.0";

    /// <summary>Clerk's script.</summary>
    public string Script => $"{Origin}/npm/@clerk/clerk-js@{ScriptVersion}/dist/clerk.browser.js";

    /// <summary>Reads a publishable key: <c>pk_test_</c> or <c>pk_live_</c>, and the host with a dollar sign behind it in base64.</summary>
    /// <param name="key">The key.</param>
    /// <param name="environment">In Development the host may be this machine, where tests play Clerk.</param>
    /// <exception cref="InvalidOperationException">It is not such a key; better said at the start than by a page that stays empty.</exception>
    public static ClerkFrontend Of(string key, IHostEnvironment environment)
    {
        if (HostIn(key) is not { } host || !Uri.TryCreate($"https://{host}", UriKind.Absolute, out var origin) || origin.Authority != host && origin.Host != host)
            throw new InvalidOperationException("Clerk:PublishableKey is not a publishable key. It begins with pk_test_ or pk_live_; copy it whole from Clerk's dashboard (API keys).");
        if (origin.IsLoopback && !environment.IsDevelopment())
            throw new InvalidOperationException($"Clerk:PublishableKey names {host}: outside Development nobody signs in with a Clerk on this machine.");
        return new ClerkFrontend(key, $"https://{host}");
    }

    private static string? HostIn(string key)
    {
        if (!key.StartsWith("pk_test_", StringComparison.Ordinal) && !key.StartsWith("pk_live_", StringComparison.Ordinal)) return null;
        try
        {
            var encoded = key["pk_test_".Length..].TrimEnd('=');
            var text = Encoding.UTF8.GetString(Convert.FromBase64String(encoded.PadRight((encoded.Length + 3) / 4 * 4, '='))); // some copies have lost the padding
            return Host().Match(text) is { Success: true } match ? match.Groups["host"].Value : null;
        }
        catch (FormatException)
        {
            return null;
        }
    }

    // The host goes into a header and a page: nothing but a name with a dot, which Clerk's own script asks for too, and perhaps a port.
    [GeneratedRegex(@"\A(?<host>[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+(:[1-9][0-9]{0,4})?)\$\z", RegexOptions.CultureInvariant)]
    private static partial Regex Host();
}
