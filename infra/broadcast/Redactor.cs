using System.Text;
using System.Text.RegularExpressions;

namespace Sothebais.Broadcast;

/// <summary>
/// Takes the stream key and the page's token out of what other programs say. Each character counts in whatever form an address may have it: as it is, in percent
/// form in either case, and that once more; so does a key of which only the part before its question mark, or a value after it, is said.
/// </summary>
internal sealed class Redactor
{
    private const string Mark = "[secret]";
    private const int ShortestPart = 4;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly Regex? _secrets;

    public Redactor(BroadcastOptions options) : this([options.Key, options.PageToken]) { }

    internal Redactor(params string[] secrets)
    {
        // The longest first: a part of it is then no match of its own.
        var parts = secrets.SelectMany(Parts).Where(p => p.Length >= ShortestPart).Distinct().OrderByDescending(p => p.Length).Select(Pattern).ToArray();
        if (parts.Length > 0) _secrets = new Regex(string.Join('|', parts), RegexOptions.CultureInvariant, Patience);
    }

    /// <summary>The text without the secrets; nothing at all of one that cannot be looked through in time.</summary>
    public string Clean(string text)
    {
        try
        {
            return _secrets?.Replace(text, Mark) ?? text;
        }
        catch (RegexMatchTimeoutException)
        {
            return Mark;
        }
    }

    private static IEnumerable<string> Parts(string secret)
    {
        var pieces = secret.Split('?', '&');
        return [secret, pieces[0], .. pieces.Skip(1).Select(p => p[(p.IndexOf('=', StringComparison.Ordinal) + 1)..])];
    }

    private static string Pattern(string secret)
    {
        var pattern = new StringBuilder();
        foreach (var c in secret) pattern.Append($"(?:{Regex.Escape($"{c}")}|%(?:25)?(?i:{(int)c:x2}))");
        return pattern.ToString();
    }
}
