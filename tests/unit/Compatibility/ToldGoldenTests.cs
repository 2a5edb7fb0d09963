using System.Text.Json.Nodes;

namespace Sothebais.Tests.Unit.Compatibility;

/// <summary>Who reads the house's messages as they were finds in those of today all that was there, with the same values.</summary>
public sealed class ToldGoldenTests
{
    public static TheoryData<string> Forms => [.. ToldForm.All.Select(f => f.Name)];

    [Theory, MemberData(nameof(Forms))]
    public void Every_message_says_all_that_it_said(string name)
    {
        var form = ToldForm.All.Single(f => f.Name == name);
        Assert.All(new GoldenFile(name).Objects, line =>
        {
            var today = form.Tell(GoldenFile.Line(line["of"]));
            Assert.True(JsonShape.SaysAllOf(today, line["told"]), $"Told before: {line["told"]!.ToJsonString()}\nTold today:  {today.ToJsonString()}");
        });
    }

    [Theory, MemberData(nameof(Forms))]
    public void Every_message_stands_in_the_golden_file(string name)
    {
        var (form, golden) = (ToldForm.All.Single(f => f.Name == name), new GoldenFile(name));
        var told = golden.Objects.Select(line => GoldenFile.Line(line["of"])).ToHashSet();
        golden.Holds(
        [
            .. form.Sources().Select(source => JsonNode.Parse(source)).Select(source => (Line: GoldenFile.Line(source), Source: source)).Where(s => !told.Contains(s.Line))
                .Select(s => (s.Line[..Math.Min(60, s.Line.Length)], GoldenFile.Line(new JsonObject { ["of"] = s.Source, ["told"] = form.Tell(s.Line) }))),
        ]);
    }
}
