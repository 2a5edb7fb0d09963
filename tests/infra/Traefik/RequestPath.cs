using System.Text;

namespace Sothebais.Tests.Infra.Traefik;

/// <summary>What Traefik makes of a request's path before a rule sees it (https://doc.traefik.io/traefik/security/request-path), on top of what Go's net/url makes of it.</summary>
internal static class RequestPath
{
    private const string Unreserved = "-._~";
    private const string NeverEscaped = Unreserved + "$&+,/:;=@"; // in a path
    private const string NeedNotBe = NeverEscaped + "!'()*[]%"; // escaped, where the caller did not
    private const string Reserved = ":/?#[]@!$&'()*+,;=%"; // stay escaped for the rules

    /// <summary>The path that goes on: unreserved characters decoded, escapes in capitals, dot segments and double slashes gone.</summary>
    /// <returns>Null where it is answered with 400.</returns>
    public static string? Cleaned(string raw)
    {
        if (raw.Contains('#', StringComparison.Ordinal) || Decoded(raw) is not { } decoded) return null;
        var path = raw == Escaped(decoded) ? raw : raw.All(c => char.IsAsciiLetterOrDigit(c) || NeedNotBe.Contains(c, StringComparison.Ordinal)) ? Normal(raw) : Escaped(decoded);
        return Joined(path);
    }

    /// <summary>The path as rules see it: nothing escaped but what would mean something else.</summary>
    public static string ForRules(string path) => Unescaped(path, c => !Reserved.Contains((char)c, StringComparison.Ordinal));

    /// <summary>Whether it has one of these characters in escaped form.</summary>
    public static bool Hides(string path, IEnumerable<char> characters) => characters.Any(c => path.Contains($"%{(int)c:X2}", StringComparison.Ordinal));

    private static string Normal(string raw) => Unescaped(raw, c => char.IsAsciiLetterOrDigit((char)c) || Unreserved.Contains((char)c, StringComparison.Ordinal));

    private static string Joined(string path)
    {
        List<string> steps = [];
        foreach (var step in path.Split('/'))
        {
            if (step == ".." && steps.Count > 0) steps.RemoveAt(steps.Count - 1);
            else if (step is not ("" or "." or "..")) steps.Add(step);
        }
        return "/" + string.Join('/', steps) + (path.EndsWith('/') && steps.Count > 0 ? "/" : "");
    }

    // Latin-1 stands for bytes here.
    private static string? Decoded(string raw)
    {
        for (var n = 0; n < raw.Length; n++)
            if (raw[n] == '%' && (n + 2 >= raw.Length || !char.IsAsciiHexDigit(raw[n + 1]) || !char.IsAsciiHexDigit(raw[n + 2]))) return null;
        return Unescaped(raw, _ => true);
    }

    private static string Escaped(string decoded)
    {
        var escaped = new StringBuilder();
        foreach (var c in decoded)
        {
            if (char.IsAsciiLetterOrDigit(c) || NeverEscaped.Contains(c, StringComparison.Ordinal)) escaped.Append(c);
            else escaped.Append(System.Globalization.CultureInfo.InvariantCulture, $"%{(int)c:X2}");
        }
        return escaped.ToString();
    }

    private static string Unescaped(string path, Predicate<byte> which)
    {
        var unescaped = new StringBuilder();
        for (var n = 0; n < path.Length; n++)
        {
            if (path[n] != '%' || n + 2 >= path.Length)
            {
                unescaped.Append(path[n]);
                continue;
            }
            var value = Convert.FromHexString(path.AsSpan(n + 1, 2))[0];
            if (which(value)) unescaped.Append((char)value);
            else unescaped.Append(path.Substring(n, 3).ToUpperInvariant());
            n += 2;
        }
        return unescaped.ToString();
    }
}
