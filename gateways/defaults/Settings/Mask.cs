using System.Text.RegularExpressions;

namespace Sothebais.Gateways.Defaults.Settings;

/// <summary>
/// Keeps secrets out of what is shown of the configuration. A value is shown where its key is known to hold none (<see cref="KnownSettings"/>), no part of the
/// key sounds like one, and the value looks like none; passwords within it are masked all the same. Everything else is masked whole.
/// </summary>
public static partial class Mask
{
    /// <summary>What stands in a secret's place, whatever its length.</summary>
    public const string Over = "••••••";

    private const int Longest = 4_096; // characters: more is no setting that somebody reads

    // What a part of a key sounds like that holds a secret. It may hide too much; never mind.
    private static readonly string[] Telling =
    [
        "secret", "key", "password", "passwd", "passphrase", "pwd", "token", "credential", "private", "cert", "signature", "signing", "bearer", "authorization", "cookie", "salt", "hash", "pem", "jwt",
        "connectionstring", "dsn", "hmac", "login", "nonce", "seed", "mnemonic",
    ];

    // What holds no secret though its key sounds like one. Clerk's script shows its key to every browser.
    private static readonly string[] Public = ["Clerk:PublishableKey", "Webhooks:AllowPrivateTargets"];

    /// <summary>A value as it may be shown.</summary>
    /// <param name="key">The configuration key, its parts with colons between them.</param>
    /// <param name="value">The value.</param>
    /// <returns>The value, or what of it may be shown; and whether something of it is hidden.</returns>
    public static (string Shown, bool Masked) Of(string key, string value)
    {
        if (value.Length == 0) return ("", false);
        if (value.Length > Longest || !KnownSettings.Has(key) || Sounds(key) || Looks(value)) return (Over, true);
        // Within a value: host:6379,password=...; https://user:password@host/; ?token=...
        try
        {
            var shown = Named().Replace(value, "${name}=" + Over);
            if (!UserInfo().IsMatch(value)) return (shown, shown != value);
            // Where there is both, nobody can tell where the one ends and the other begins.
            return shown == value ? (UserInfo().Replace(value, $"{Over}@"), true) : (Over, true);
        }
        catch (RegexMatchTimeoutException)
        {
            return (Over, true);
        }
    }

    private static bool Sounds(string key) =>
        !Public.Contains(key, StringComparer.OrdinalIgnoreCase) && Array.Exists(Telling, word => key.Contains(word, StringComparison.OrdinalIgnoreCase));

    private static bool Looks(string value)
    {
        try
        {
            return SecretForm().IsMatch(value);
        }
        catch (RegexMatchTimeoutException)
        {
            return true;
        }
    }

    // PEM; a JSON web token; what the house, Clerk, Stripe, GitHub, Slack and Amazon begin their secrets with; HTTP and chat credentials.
    [GeneratedRegex(@"-----BEGIN|\beyJ[\w-]{5,}\.[\w-]+|\b(sk|rk|whsec|evs|ghp|gho|ghs|github_pat|xox[abprs]|AKIA|ak|sess)[_-]\w|\bAKIA[A-Z0-9]{8,}|\b(bearer|basic|oauth)[: ]\s*\S", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex SecretForm();

    // A password may hold anything: it goes on until another option begins, or the value ends.
    [GeneratedRegex(@"(?<name>[\w .-]*(password|passwd|pwd|pass|secret|token|key|sig|signature|credential|auth|user|login)[\w .-]*)\s*=.*?(?=[,;&]\s*[A-Za-z][\w .]*=|$)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.Singleline, 1000)]
    private static partial Regex Named();

    // As far as the last @: a password that was not escaped may hold another one.
    [GeneratedRegex(@"(?<=//).*@|[^\s/,;@]*:(?!//).*@", RegexOptions.CultureInvariant | RegexOptions.Singleline, 1000)]
    private static partial Regex UserInfo();
}
