namespace Sothebais.Tests.Infra.Traefik.Rules;

/// <summary>Reads a rule: matchers, <c>!</c>, <c>&amp;&amp;</c>, <c>||</c> in this order of precedence, and parentheses. What it does not know is an error.</summary>
internal ref struct RuleReader
{
    private ReadOnlySpan<char> _rest;

    private RuleReader(string text) => _rest = text;

    /// <summary>Reads a whole rule.</summary>
    /// <exception cref="FormatException">It is none, or has a matcher that is not known here.</exception>
    public static Rule Read(string text)
    {
        var reader = new RuleReader(text);
        var rule = reader.Either();
        return reader._rest.Trim().IsEmpty ? rule : throw new FormatException($"'{reader._rest}' is left of '{text}'.");
    }

    private Rule Either()
    {
        var rule = Both();
        while (Take("||")) rule = new Rule.Either(rule, Both());
        return rule;
    }

    private Rule Both()
    {
        var rule = Single();
        while (Take("&&")) rule = new Rule.Both(rule, Single());
        return rule;
    }

    private Rule Single()
    {
        if (Take("!")) return new Rule.Not(Single());
        if (Take("("))
        {
            var rule = Either();
            Need(")");
            return rule;
        }
        var length = _rest.IndexOf('(');
        if (length < 0) throw new FormatException($"'{_rest}' is no rule.");
        var matcher = _rest[..length].ToString();
        _rest = _rest[length..];
        Need("(");
        Need("`");
        var end = _rest.IndexOf('`');
        if (end < 1) throw new FormatException($"{matcher} has no value.");
        var value = _rest[..end].ToString();
        _rest = _rest[(end + 1)..];
        Need(")");
        return matcher switch
        {
            "Host" when !value.Contains('*', StringComparison.Ordinal) => new Rule.Host(value),
            "Method" when value.All(char.IsAsciiLetterUpper) => new Rule.Method(value),
            "Path" when value[0] == '/' => new Rule.Exactly(value),
            "PathPrefix" when value[0] == '/' => new Rule.Prefix(value),
            "PathRegexp" => new Rule.Like(value),
            _ => throw new FormatException($"{matcher}(`{value}`) is not known here."),
        };
    }

    private bool Take(string token)
    {
        _rest = _rest.TrimStart();
        if (!_rest.StartsWith(token, StringComparison.Ordinal)) return false;
        _rest = _rest[token.Length..].TrimStart();
        return true;
    }

    private void Need(string token)
    {
        if (!Take(token)) throw new FormatException($"'{token}' is missing before '{_rest}'.");
    }
}
