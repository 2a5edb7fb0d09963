using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

namespace Sothebais.Tests.Unit.Compatibility;

/// <summary>What silos and gateways of another version send, and what stands in the grain store, is understood.</summary>
public sealed class WireGoldenTests
{
    private static readonly Serializer Wire = new ServiceCollection().AddSerializer().BuildServiceProvider().GetRequiredService<Serializer>();
    private static readonly GoldenFile Golden = new("wire");

    [Fact]
    public void Every_value_that_an_earlier_house_wrote_is_read_as_what_it_was() => Assert.All(Golden.Objects, line =>
    {
        var read = Read(line);
        var picture = Picture.Of(read)!;
        Assert.True(JsonNode.DeepEquals(line["value"], picture), $"Written: {line["value"]!.ToJsonString()}\nRead:    {picture.ToJsonString()}");
    });

    [Fact]
    public void Every_value_goes_on_to_the_next_as_what_it_was() => Assert.All(Golden.Objects, line =>
    {
        var read = Read(line);
        Assert.True(JsonNode.DeepEquals(line["value"], Picture.Of(Wire.Deserialize<object>(Wire.SerializeToArray(read)))), line["value"]!.ToJsonString());
    });

    [Fact]
    public void Every_type_has_a_name_that_does_not_change() => Assert.All(Kinds.OnTheWire, type => Assert.True(type.IsDefined(typeof(AliasAttribute), inherit: false), type.FullName));

    [Fact]
    public void Every_type_with_every_fact_and_without_those_that_may_be_absent_stands_in_the_golden_file()
    {
        var lines = Golden.Objects.Select(line => line["value"]!.AsObject()).ToLookup(value => (string)value["$"]!);
        var missing = new List<(string What, string Line)>();
        foreach (var type in Kinds.OnTheWire)
        {
            var held = lines[Kinds.AliasOf(type)].ToList();
            var ids = Fact.AllOf(type).Where(f => f.Id is not null).Select(f => f.Id!).ToList();
            var (whole, bare) = (LineOf(Sample.Whole(type)), LineOf(Sample.Bare(type)));
            var wholeIsThere = held.Any(value => ids.All(value.ContainsKey));
            if (!wholeIsThere) missing.Add(($"{type.Name} whole", whole));
            if (whole != bare && (held.Count == 0 || !held.Any(value => ids.All(id => !value.ContainsKey(id) || Bare(bare).ContainsKey(id))))) missing.Add(($"{type.Name} bare", bare));
        }
        Golden.Holds(missing);
    }

    /// <summary>The value of a line of the golden file.</summary>
    public static object Read(string line) => Read(JsonNode.Parse(line)!.AsObject());

    private static object Read(JsonObject line) => Wire.Deserialize<object>(Convert.FromBase64String((string)line["bytes"]!))!;

    private static JsonObject Bare(string line) => JsonNode.Parse(line)!["value"]!.AsObject();

    private static string LineOf(object value) =>
        GoldenFile.Line(new JsonObject { ["bytes"] = Convert.ToBase64String(Wire.SerializeToArray(value)), ["value"] = Picture.Of(value) });
}
