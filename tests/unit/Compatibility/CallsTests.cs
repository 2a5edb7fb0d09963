using System.Reflection;
using System.Text.Json.Nodes;

namespace Sothebais.Tests.Unit.Compatibility;

/// <summary>What gateways and silos of one version ask of each other, those of another can ask and answer.</summary>
public sealed class CallsTests
{
    private static readonly GoldenFile Golden = new("calls");

    [Fact]
    public void Every_call_that_an_earlier_house_makes_is_still_answered()
    {
        var calls = Calls().Select(c => c.Line).ToHashSet();
        Assert.All(Golden.Lines, line => Assert.Contains(line, calls));
    }

    [Fact]
    public void Every_call_has_a_name_that_does_not_change() =>
        Assert.All(Kinds.Called.SelectMany(MethodsOf), method => Assert.True(method.IsDefined(typeof(AliasAttribute)), $"{method.DeclaringType!.Name}.{method.Name}"));

    [Fact]
    public void Every_call_stands_in_the_golden_file()
    {
        var lines = Golden.Lines.ToHashSet();
        Golden.Holds([.. Calls().Where(c => !lines.Contains(c.Line))]);
    }

    private static IEnumerable<(string What, string Line)> Calls() => Kinds.Called.SelectMany(type => MethodsOf(type).Select(method => ($"{type.Name}.{method.Name}", GoldenFile.Line(new JsonObject
    {
        ["of"] = Kinds.AliasOf(type),
        ["call"] = method.GetCustomAttribute<AliasAttribute>()?.Alias ?? method.Name,
        ["takes"] = new JsonArray([.. method.GetParameters().Select(p => (JsonNode)Kinds.AliasOf(p.ParameterType))]),
        ["gives"] = Kinds.AliasOf(method.ReturnType),
    }))));

    private static IEnumerable<MethodInfo> MethodsOf(Type type) => type.GetMethods(BindingFlags.Instance | BindingFlags.Public | BindingFlags.DeclaredOnly).OrderBy(m => m.Name, StringComparer.Ordinal);
}
