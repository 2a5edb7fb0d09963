using Sothebais.Tests.Infra.Traefik.Rules;

namespace Sothebais.Tests.Infra.Traefik;

/// <summary>The evaluator itself: what it decides, and that it does not guess.</summary>
public sealed class RuleTests
{
    [Theory]
    [InlineData("Path(`/a`) || Path(`/b`) && Host(`x`)", "/a", true), InlineData("(Path(`/a`) || Path(`/b`)) && Host(`x`)", "/a", false)] // && goes before ||
    [InlineData("!Path(`/a`) && Host(`h`)", "/b", true), InlineData("!(Path(`/a`) || Path(`/b`))", "/b", false), InlineData("!Path(`/a`)||Path(`/a`)", "/a", true)]
    [InlineData("PathPrefix(`/a`)", "/ab", true), InlineData("PathPrefix(`/a/`)", "/a", false), InlineData("PathPrefix(`/a`)", "/A", false)]
    [InlineData("PathRegexp(`^/(metrics|health)(/|$)`)", "/metrics\n", false), InlineData("PathRegexp(`(?i)^/m(/|$)`)", "/M/x", true), InlineData("Host(`H`)", "/", true)]
    [InlineData("Method(`POST`) && Path(`/a`)", "/a", true), InlineData("Method(`GET`)", "/a", false), InlineData("!Method(`GET`)", "/a", true)]
    public void It_reads_a_rule_as_traefik_does(string rule, string path, bool matches) => Assert.Equal(matches, RuleReader.Read(rule).Matches("POST", "h", path));

    [Theory]
    [InlineData("Hosts(`x`)"), InlineData("Method(`get`)"), InlineData("Headers(`X`, `y`)"), InlineData("Host(`*.x`)"), InlineData("Host('x')"), InlineData("Host(`x`) Path(`/`)"), InlineData("Host(`x`) && "), InlineData("(Host(`x`)"), InlineData("Path(`x`)"), InlineData("Host(``)"), InlineData("")]
    public void It_fails_on_what_it_does_not_know(string rule) => Assert.Throws<FormatException>(() => RuleReader.Read(rule));

    [Theory]
    [InlineData("/a/../b", "/b"), InlineData("/a/..", "/"), InlineData("/../..", "/"), InlineData("//a///b/", "/a/b/"), InlineData("/a/.", "/a"), InlineData("/%2e%2E/a", "/a"), InlineData("/%41%7e", "/A~"), InlineData("/a%2fb", "/a%2Fb")]
    [InlineData("/a%20b", "/a%20b"), InlineData("/a\"%2fb", "/a%22/b"), InlineData("/a%", null), InlineData("/a%0g", null), InlineData("/a#b", null), InlineData("/a'(b)", "/a'(b)"), InlineData("/\\a", "/%5Ca")]
    public void It_cleans_a_path_as_traefik_does(string raw, string? cleaned) => Assert.Equal(cleaned, RequestPath.Cleaned(raw));
}
