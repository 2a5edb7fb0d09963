namespace Sothebais.Tests.Infra.Traefik;

/// <summary>A row of <c>requests.txt</c>.</summary>
/// <param name="Scheme">http or https.</param>
/// <param name="Method">The method.</param>
/// <param name="Host">The host.</param>
/// <param name="Target">Path and query.</param>
/// <param name="Text">The request as it is written there.</param>
/// <param name="Expected">What becomes of it.</param>
internal sealed record RequestRow(string Scheme, string Method, string Host, string Target, string Text, string Expected)
{
    /// <summary>What a request may go through, in order, by the table's names.</summary>
    public static readonly Dictionary<string, string> Passages = new()
    {
        ["public"] = "headers public-rate public-connections again",
        ["intake"] = "headers rate again",
        ["house"] = "headers rate admitted again",
        ["operators"] = "headers rate admitted unframed",
    };

    /// <summary>All rows.</summary>
    public static IEnumerable<RequestRow> All() => File.ReadLines(Path.Combine(Programs.Root, "tests/infra/Traefik/requests.txt"))
        .Where(line => line.Length > 0 && line[0] != '#')
        .Select(line => line.Split(" -> ", 2)).Select(parts => Read(string.Join(' ', parts[0].Split(' ', StringSplitOptions.RemoveEmptyEntries)), parts[1]));

    /// <summary>Reads a row.</summary>
    public static RequestRow Read(string text, string expected)
    {
        var parts = text.Split(' ');
        var path = parts[2].IndexOf('/', StringComparison.Ordinal);
        return new(parts[0], parts[1], parts[2][..path], parts[2][path..], text, expected);
    }

    /// <summary>An outcome in the table's words.</summary>
    public static string Describe(Outcome outcome) => outcome switch
    {
        Outcome.Refused(var status) => $"{status}",
        Outcome.Redirected(var status, var location) => $"{status} {location}",
        Outcome.Passed(var target, []) => target,
        Outcome.Passed(var target, var middlewares) => $"{target} {Passage(string.Join(' ', middlewares.Select(name => name.Replace("@file", "", StringComparison.Ordinal))))}",
        _ => throw new InvalidOperationException($"No words for {outcome}."),
    };

    private static string Passage(string middlewares) => Passages.SingleOrDefault(passage => passage.Value == middlewares).Key ?? middlewares;
}
