using System.Text.RegularExpressions;

namespace Sothebais.Tests.Infra.Traefik.Rules;

/// <summary>A router's rule, as far as the house uses Traefik's matchers (https://doc.traefik.io/traefik/reference/routing-configuration/http/routing/rules-and-priority).</summary>
internal abstract record Rule
{
    /// <summary>Whether a request is meant.</summary>
    /// <param name="method">Its method.</param>
    /// <param name="host">Its host, without a port.</param>
    /// <param name="path">Its path, as Traefik shows it to rules.</param>
    public abstract bool Matches(string method, string host, string path);

    /// <summary>The host, whatever its case, with or without the dot at its end.</summary>
    public sealed record Host(string Name) : Rule
    {
        public override bool Matches(string method, string host, string path) => host.TrimEnd('.').Equals(Name.TrimEnd('.'), StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>This method.</summary>
    public sealed record Method(string Name) : Rule
    {
        public override bool Matches(string method, string host, string path) => method == Name;
    }

    /// <summary>This very path.</summary>
    public sealed record Exactly(string Path) : Rule
    {
        public override bool Matches(string method, string host, string path) => path == Path;
    }

    /// <summary>Whatever begins like this; the end of a step is not asked for.</summary>
    public sealed record Prefix(string Path) : Rule
    {
        public override bool Matches(string method, string host, string path) => path.StartsWith(Path, StringComparison.Ordinal);
    }

    /// <summary>A regular expression, in Go's notation.</summary>
    public sealed record Like(string Pattern) : Rule
    {
        // A $ is the very end in Go; here it may be followed by a line's end.
        private readonly Regex _pattern = new(Pattern.Replace("$", @"\z", StringComparison.Ordinal), RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

        public override bool Matches(string method, string host, string path) => _pattern.IsMatch(path);
    }

    public sealed record Not(Rule Other) : Rule
    {
        public override bool Matches(string method, string host, string path) => !Other.Matches(method, host, path);
    }

    public sealed record Both(Rule One, Rule Other) : Rule
    {
        public override bool Matches(string method, string host, string path) => One.Matches(method, host, path) && Other.Matches(method, host, path);
    }

    public sealed record Either(Rule One, Rule Other) : Rule
    {
        public override bool Matches(string method, string host, string path) => One.Matches(method, host, path) || Other.Matches(method, host, path);
    }
}
