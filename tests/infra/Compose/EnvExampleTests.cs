using System.Text.RegularExpressions;

namespace Sothebais.Tests.Infra.Compose;

/// <summary>What the operator may set.</summary>
public sealed partial class EnvExampleTests
{
    private readonly string[] _lines = File.ReadAllLines(Path.Combine(ComposeFile.Folder, ".env.example"));

    [Fact]
    public void It_explains_every_variable_that_the_compose_files_ask_for_and_no_other() =>
        Assert.Equal(Asked().Select(variable => variable.Name).Distinct().Order(), Explained().Select(variable => variable.Name).Order());

    [Fact]
    public void The_defaults_it_shows_are_the_ones_in_force_and_what_has_none_is_marked_as_required()
    {
        var defaults = Asked().Where(variable => variable.Default is not null).ToLookup(variable => variable.Name, variable => variable.Default!);
        foreach (var (name, value, set) in Explained())
        {
            if (!set) Assert.Equal([value], defaults[name].Distinct());
            else Assert.All(defaults[name], other => Assert.Equal("", other)); // those in force that stand there uncommented have no default that would do
        }
    }

    [Fact]
    public void Each_stands_below_a_sentence_about_it()
    {
        for (var n = 0; n < _lines.Length; n++)
        {
            if (!Variable().IsMatch(_lines[n])) continue;
            var above = n - 1;
            while (Variable().IsMatch(_lines[above])) above--;
            Assert.Matches(@"\A# .*[a-z]", _lines[above]);
            Assert.DoesNotMatch(@"\A# ---", _lines[above]);
        }
    }

    [Fact]
    public void It_holds_no_secret_and_the_filled_in_one_is_not_in_the_repository()
    {
        Assert.All(Explained(), variable => Assert.DoesNotMatch("PASSWORD|SECRET|TOKEN", variable.Name));
        var ignored = File.ReadAllLines(Path.Combine(Programs.Root, ".gitignore"));
        Assert.Contains("infra/.env", ignored);
        Assert.Contains("infra/secrets/", ignored);
    }

    private static IEnumerable<(string Name, string? Default)> Asked() => new[] { "compose.yaml", "compose.dev.yaml" }.SelectMany(file => Variables.In(File.ReadAllText(Path.Combine(ComposeFile.Folder, file))));

    private IEnumerable<(string Name, string Value, bool Set)> Explained() => _lines.Select(line => Variable().Match(line)).Where(match => match.Success)
        .Select(match => (match.Groups["name"].Value, match.Groups["value"].Value, !match.Groups["off"].Success));

    [GeneratedRegex(@"\A(?<off># )?(?<name>[A-Z_]+)=(?<value>.*)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Variable();
}
