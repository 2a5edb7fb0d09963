namespace Sothebais.Tests.Unit.Architecture;

/// <summary>Dependencies point one way: gateways to grain-interfaces, and silo to grains to grain-interfaces. Once by the projects, and once by what was built from them.</summary>
public sealed class DependencyTests
{
    public static TheoryData<string> Gateways => [.. Projects.Gateways];

    [Theory, MemberData(nameof(Gateways))]
    public void A_gateway_is_built_on_the_contracts_and_on_what_gateways_share_alone(string gateway) =>
        Assert.Equal(["gateways/defaults", "grain-interfaces"], Projects.Uses(gateway).Order(StringComparer.Ordinal));

    [Fact]
    public void There_are_four_gateways_or_more() => Assert.True(Projects.Gateways.Count >= 4, string.Join(", ", Projects.Gateways));

    [Theory]
    [InlineData("grain-interfaces", "")]
    [InlineData("grains", "grain-interfaces")]
    [InlineData("gateways/defaults", "grain-interfaces")]
    [InlineData("infra/broadcast", "gateways/defaults grain-interfaces")]
    // Its ports, health and telemetry are those of every service.
    [InlineData("silo", "gateways/defaults grain-interfaces grains")]
    public void The_others_are_built_on_these_and_nothing_else(string project, string uses) =>
        Assert.Equal(uses.Split(' ', StringSplitOptions.RemoveEmptyEntries), Projects.Uses(project).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_project_of_the_house_has_such_a_rule() => Assert.Equal(
        new[] { "gateways/all-in-one", "gateways/defaults", "grain-interfaces", "grains", "infra/broadcast", "silo" }.Concat(Projects.Gateways).Order(StringComparer.Ordinal),
        Projects.All.Where(p => !p.StartsWith("tests/", StringComparison.Ordinal)));

    [Fact]
    public void Only_the_silo_and_the_host_of_everything_are_compiled_against_the_grains() =>
        Assert.Equal(["Sothebais.Silo"], Users("Sothebais.Grains").Except(["Sothebais.Gateways.AllInOne"]));

    [Fact]
    public void No_gateway_is_compiled_against_another() => Assert.All(
        Checkout.Product.Where(a => a.Name != "Sothebais.Gateways.AllInOne"),
        a => Assert.DoesNotContain(a.References, r => r.StartsWith("Sothebais.Gateways.", StringComparison.Ordinal) && r != "Sothebais.Gateways.Defaults"));

    [Theory, InlineData("grain-interfaces", "Sothebais.GrainInterfaces"), InlineData("grains", "Sothebais.Grains")]
    public void The_domain_knows_nothing_of_the_web(string project, string assembly)
    {
        Assert.False(Projects.IsWeb(project));
        Assert.DoesNotContain(Built(assembly).References, r => r.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal) || r.StartsWith("System.Net.Http", StringComparison.Ordinal));
    }

    [Fact]
    public void Contracts_need_Orleans_and_no_other_package() => Assert.Equal(["Microsoft.Orleans.Sdk"], Projects.Packages("grain-interfaces"));

    [Fact]
    public void What_judges_the_house_from_outside_shares_no_code_with_it()
    {
        Assert.Empty(Projects.Uses("tests/harness"));
        Assert.Empty(Projects.Borrowed("tests/harness"));
        Assert.DoesNotContain(Checkout.Harness.References, r => r.StartsWith("Sothebais.", StringComparison.Ordinal));
        Assert.Equal(["tests/harness"], Projects.Uses("tests/browser"));
    }

    private static IEnumerable<string> Users(string assembly) => Checkout.Product.Where(a => a.References.Contains(assembly)).Select(a => a.Name);

    private static BuiltAssembly Built(string name) => Checkout.Product.Single(a => a.Name == name);
}
