using System.Text.RegularExpressions;

namespace Sothebais.Tests.Unit.Architecture;

/// <summary>Names say a concept, and an abstraction has a reason.</summary>
public sealed partial class ShapeTests
{
    /// <summary>Interfaces with one implementer, and why each is one all the same.</summary>
    private static readonly Dictionary<string, string> AloneForAReason = new(StringComparer.Ordinal)
    {
        ["IChatLine"] = "the boundary to a chat's server: a kind of chat is one class more",
    };

    private static IEnumerable<BuiltType> Types => Checkout.Product.SelectMany(a => a.Types);

    [Fact]
    public void No_type_is_named_as_if_its_concept_had_not_been_found() =>
        // The network names one of the services the auction manager, another the stream manager.
        Assert.Empty(Types.Where(t => Unfound().IsMatch(t.Short)).Select(t => t.Name));

    [Fact]
    public void An_interface_is_a_grains_an_observers_or_has_more_implementers_than_one()
    {
        var written = Types.ToArray();
        var alone = written.Where(t => t.IsInterface && !t.Interfaces.Any(IsOrleans)).Where(t => Implementers(written, t) < 2).Select(t => t.Short).Order(StringComparer.Ordinal);
        Assert.Equal(AloneForAReason.Keys.Order(StringComparer.Ordinal), alone);
    }

    [Fact]
    public void Every_grain_interface_stands_with_the_contracts() => Assert.All(
        Checkout.Product.Where(a => a.Name != "Sothebais.GrainInterfaces"), a => Assert.DoesNotContain(a.Types, t => t.IsInterface && t.Interfaces.Any(IsOrleans)));

    [Fact]
    public void Contracts_hold_no_grain() =>
        Assert.DoesNotContain(Checkout.Product.Single(a => a.Name == "Sothebais.GrainInterfaces").Types, t => t.Base is "Orleans.Grain" or "Orleans.Grain`1" or "Orleans.Runtime.GrainService");

    private static int Implementers(BuiltType[] all, BuiltType contract) => all.Count(t => !t.IsInterface && Is(all, t, contract.Name));

    // Also by what it derives from: a record's kind implements what the record does.
    private static bool Is(BuiltType[] all, BuiltType type, string contract) =>
        type.Interfaces.Contains(contract) || all.FirstOrDefault(t => t.Name == type.Base) is { } from && Is(all, from, contract);

    private static bool IsOrleans(string contract) => contract.StartsWith("Orleans.", StringComparison.Ordinal);

    [GeneratedRegex("(Manager|Helpers?|Utils?|Data)$")]
    private static partial Regex Unfound();
}
