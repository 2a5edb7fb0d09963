using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sothebais.GrainInterfaces.Activity;

namespace Sothebais.Tests.Unit.Compatibility;

/// <summary>What earlier houses left in Redis is read by this one, and says the same when it is written again.</summary>
public sealed class StoredGoldenTests
{
    private static readonly Dictionary<StoredForm, GoldenFile> Golden = StoredForm.All.ToDictionary(f => f, f => new GoldenFile(f.Name));

    public static TheoryData<string> Forms => [.. StoredForm.All.Select(f => f.Name)];

    [Theory, MemberData(nameof(Forms))]
    public void Every_line_is_read_and_says_the_same_when_it_is_written_again(string name)
    {
        var form = Form(name);
        Assert.All(Golden[form].Lines, line =>
        {
            var again = GoldenFile.Line(form.Write(form.Read(Encoding.UTF8.GetBytes(line))));
            // What a later house has added, with a value of its own, may stand beside it.
            Assert.True(JsonShape.SaysAllOf(JsonNode.Parse(again), JsonNode.Parse(line)), $"Stored: {line}\nAgain:  {again}");
        });
    }

    [Theory, MemberData(nameof(Forms))]
    public void Every_kind_with_every_fact_and_without_those_that_may_be_absent_stands_in_the_golden_file(string name)
    {
        var form = Form(name);
        var lines = Golden[form].Objects.ToLookup(line => WordOf(form, line), JsonShape.Paths);
        var missing = new List<(string What, string Line)>();
        foreach (var (type, word) in form.OfKinds)
        {
            var held = lines[word].ToList();
            var (whole, bare) = (GoldenFile.Line(form.Write(Sample.Whole(type))), GoldenFile.Line(form.Write(Sample.Bare(type))));
            if (!JsonShape.Paths(JsonNode.Parse(whole)).IsSubsetOf(held.SelectMany(paths => paths))) missing.Add(($"{type.Name} whole", whole));
            if (whole != bare && !held.Any(paths => paths.IsSubsetOf(JsonShape.Paths(JsonNode.Parse(bare))))) missing.Add(($"{type.Name} bare", bare));
        }
        Golden[form].Holds(missing);
    }

    [Theory, MemberData(nameof(Forms))]
    public void A_line_is_read_without_any_one_of_the_facts_that_may_be_absent(string name)
    {
        var form = Form(name);
        foreach (var line in Golden[form].Objects)
        {
            var bare = form.OfKinds.Where(k => k.Word == WordOf(form, line)).Select(k => JsonNode.Parse(form.Write(Sample.Bare(k.Type)))!.AsObject()).Single();
            foreach (var fact in line.Select(f => f.Key).Where(f => !bare.ContainsKey(f)))
            {
                var without = line.DeepClone().AsObject();
                without.Remove(fact);
                var again = JsonNode.Parse(form.Write(form.Read(Encoding.UTF8.GetBytes(GoldenFile.Line(without)))))!.AsObject();
                Assert.False(again.ContainsKey(fact), $"{fact} of {again.ToJsonString()}");
            }
        }
    }

    [Theory, MemberData(nameof(Forms))]
    public void A_fact_that_a_later_house_adds_is_passed_over(string name)
    {
        var form = Form(name);
        foreach (var line in Golden[form].Objects)
        {
            var later = line.DeepClone().AsObject();
            later.Add("fromTheFuture", new JsonObject { ["is"] = 1 });
            Assert.True(JsonShape.SaysAllOf(JsonNode.Parse(form.Write(form.Read(Encoding.UTF8.GetBytes(GoldenFile.Line(later))))), line), GoldenFile.Line(later));
        }
    }

    [Theory, MemberData(nameof(Forms))]
    public void A_kind_that_this_house_does_not_know_is_refused_by_its_name(string name)
    {
        var form = Form(name);
        if (form.Discriminator is not { } told) return;
        var later = Golden[form].Objects.First().DeepClone().AsObject();
        later[told] = "fromTheFuture";
        Assert.Contains("fromTheFuture", Assert.Throws<JsonException>(() => form.Read(Encoding.UTF8.GetBytes(GoldenFile.Line(later)))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Everything_that_is_told_apart_by_a_word_has_a_golden_file() =>
        Assert.Equal(Kinds.ToldApart.ToHashSet(), [.. StoredForm.All.Where(f => f.Discriminator is not null).Select(f => f.Base)]);

    [Fact]
    public void Every_log_has_a_golden_file()
    {
        var logged = Kinds.ToldApart.Where(t => t.IsAssignableTo(typeof(IAttributed)));
        Assert.All(logged, type => Assert.Contains(StoredForm.All, f => f.Base == type && f.Name.EndsWith("-events", StringComparison.Ordinal)));
    }

    private static StoredForm Form(string name) => StoredForm.All.Single(f => f.Name == name);

    private static string? WordOf(StoredForm form, JsonObject line) => form.Discriminator is { } told ? (string?)line[told] : null;
}
