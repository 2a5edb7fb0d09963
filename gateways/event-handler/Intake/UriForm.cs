using System.Text.RegularExpressions;

namespace Sothebais.Gateways.EventHandler.Intake;

/// <summary>Whether a text is a URI or a reference to one, by the letters of RFC 3986; .NET also takes what would have to be escaped.</summary>
internal static partial class UriForm
{
    // The generic syntax: scheme, authority, path, query, fragment. What has no scheme has no colon in its first segment.
    private const string Rest = """(?://(?:[\w.~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2}|\[[0-9A-Fa-f:.vV]+\])*(?:/(?:[\w.~!$&'()*+,;=:@/-]|%[0-9A-Fa-f]{2})*)?|(?:[\w.~!$&'()*+,;=:@/-]|%[0-9A-Fa-f]{2})*)(?:\?(?:[\w.~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*)?(?:#(?:[\w.~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*)?\z""";

    public static bool IsAbsolute(string text) => Absolute().IsMatch(text);

    public static bool IsReference(string text) => text.Length > 0 && (Absolute().IsMatch(text) || Relative().IsMatch(text));

    // ECMAScript: \w is ASCII.
    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9+.-]*:" + Rest, RegexOptions.ECMAScript)]
    private static partial Regex Absolute();

    [GeneratedRegex(@"\A(?![^/?#]*:)" + Rest, RegexOptions.ECMAScript)]
    private static partial Regex Relative();
}
