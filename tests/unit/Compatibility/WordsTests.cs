using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Sothebais.Tests.Unit.Compatibility;

/// <summary>A word keeps its number, under which it travels, and its spelling, under which it is stored and told.</summary>
public sealed class WordsTests
{
    private static readonly GoldenFile Golden = new("words");

    [Fact]
    public void Every_word_keeps_its_number_and_its_spelling() => Assert.All(Golden.Objects, line =>
    {
        var type = Assert.Single(Kinds.Words, t => t.Name == (string)line["of"]!);
        var word = Enum.ToObject(type, (int)line["number"]!);
        Assert.True(Enum.IsDefined(type, word), line.ToJsonString());
        Assert.Equal(GoldenFile.Line(line), LineOf(type, word));
    });

    [Fact]
    public void Every_word_stands_in_the_golden_file()
    {
        var lines = Golden.Lines.ToHashSet();
        Golden.Holds([.. Kinds.Words.SelectMany(type => Enum.GetValues(type).Cast<object>().Select(word => ($"{type.Name}.{word}", LineOf(type, word)))).Where(w => !lines.Contains(w.Item2))]);
    }

    private static string LineOf(Type type, object word) => GoldenFile.Line(new JsonObject
    {
        ["of"] = type.Name,
        ["number"] = Convert.ToInt32(word, System.Globalization.CultureInfo.InvariantCulture),
        ["word"] = type.IsDefined(typeof(JsonConverterAttribute), inherit: false) ? JsonSerializer.SerializeToNode(word, type) : word.ToString(),
    });
}
