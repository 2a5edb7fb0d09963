using System.Collections.Concurrent;
using System.Reflection;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;

namespace Sothebais.Gateways.Admin.SignIn;

/// <summary>A page about signing in: a file of this folder with its gaps filled, and the headers that keep it to itself.</summary>
internal static partial class Page
{
    private static readonly ConcurrentDictionary<string, string> Files = new(StringComparer.Ordinal);

    /// <summary>Answers with a page.</summary>
    /// <param name="http">The request.</param>
    /// <param name="file">The file.</param>
    /// <param name="status">The HTTP status.</param>
    /// <param name="policy">The Content-Security-Policy.</param>
    /// <param name="gaps">What goes into <c>{{name}}</c>, as text: it is encoded for HTML, whoever it is from.</param>
    public static IResult Show(HttpContext http, string file, int status, string policy, params ReadOnlySpan<(string Name, string? Text)> gaps)
    {
        var filled = new Dictionary<string, string?>(gaps.Length, StringComparer.Ordinal);
        foreach (var (name, text) in gaps) filled.Add(name, text);
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = policy;
        headers.CacheControl = "no-store";
        return TypedResults.Text(
            Gap().Replace(Read(file), gap => HtmlEncoder.Default.Encode(filled[gap.Groups[1].Value] ?? "")), "text/html; charset=utf-8", Encoding.UTF8, status);
    }

    /// <summary>Answers with a script or a style sheet.</summary>
    public static IResult Asset(HttpContext http, string file, string type)
    {
        http.Response.Headers.CacheControl = "no-cache";
        return TypedResults.Text(Read(file), type, Encoding.UTF8);
    }

    /// <summary>Sends a browser on with a GET, whatever it came with.</summary>
    public static IResult SeeOther(HttpContext http, string address)
    {
        http.Response.Headers.Location = address;
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.StatusCode(StatusCodes.Status303SeeOther);
    }

    private static string Read(string file) => Files.GetOrAdd(file, static name =>
    {
        using var resource = Assembly.GetExecutingAssembly().GetManifestResourceStream("sign-in/" + name)!;
        using var reader = new StreamReader(resource, Encoding.UTF8);
        return reader.ReadToEnd();
    });

    [GeneratedRegex(@"\{\{([a-z-]+)\}\}", RegexOptions.CultureInvariant)]
    private static partial Regex Gap();
}
