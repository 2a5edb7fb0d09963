using System.Text.Json;
using CsCheck;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Sothebais.GrainInterfaces.Streams;
using Sothebais.Grains.Streams;

namespace Sothebais.Tests.Unit.Streams;

/// <summary>Thousands of random histories of two editors, one of whom looks away now and then.</summary>
public sealed class StreamLogTests
{
    private const int Histories = 3_000;
    private static readonly Serializer Wire = new ServiceCollection().AddSerializer().BuildServiceProvider().GetRequiredService<Serializer>();
    private static readonly string[] Scenes = ["a", "b", "c", "d"];
    private static readonly string[] Layers = ["x", "p", "y"];

    private sealed record Step(int Act, int Scene, int Layer, int Number, bool Looks)
    {
        public string SceneId => Scenes[Scene];
        public string LayerId => Layers[Layer];
    }

    private static readonly Gen<Step[]> Any =
        Gen.Select(Gen.Int[0, 15], Gen.Int[0, 3], Gen.Int[0, 2], Gen.Int[0, 9], Gen.Bool, (act, scene, layer, number, looks) => new Step(act, scene, layer, number, looks)).Array[1, 60];

    [Fact]
    public void No_edit_is_lost_under_another() => Any.Hold(
        steps =>
        {
            var studio = Studio.Built();
            var seen = studio.View; // what the slower of the two has on the screen
            foreach (var step in steps)
            {
                if (step.Looks) seen = studio.View ?? seen;
                var before = studio.Stream.View;
                if (Edit(step, seen) is not { } edit) continue;
                var verdict = studio.Ask(edit);
                if (verdict.Refusal is not null || before is null) continue;
                // What an accepted edit overwrote is what its author had seen.
                if (step.Act is 2 or 3) Assert.Equal(Find(seen, step), Find(before, step));
                if (step.Act is 4 or 5) Assert.Equal(Name(seen, step), Name(before, step));
                if (step.Act == 0) Assert.Equal(seen.Settings, before.Settings);
            }
        },
        Histories, Text);

    [Fact]
    public void The_log_and_a_snapshot_anywhere_in_it_make_the_same_stream() => Any.Hold(
        steps =>
        {
            var studio = Studio.Built();
            foreach (var step in steps)
                if (studio.Stream.View is { } view && Edit(step, view) is { } edit) studio.Ask(edit);
            var logged = studio.Events.Select(e => JsonSerializer.Deserialize(JsonSerializer.SerializeToUtf8Bytes(e, StreamEventJson.Default.StreamEvent), StreamEventJson.Default.StreamEvent)!).ToArray();
            var whole = logged.Aggregate(Composition.Empty, (s, e) => Composition.Apply(s, Studio.Id, e));
            Assert.Equal(StateText(studio.Stream), StateText(whole));
            var half = logged.Take(logged.Length / 2).Aggregate(Composition.Empty, (s, e) => Composition.Apply(s, Studio.Id, e));
            var stored = Wire.Deserialize<StreamSnapshot>(Wire.SerializeToArray(StreamSnapshot.Of(half, "abc")))!;
            Assert.Equal("abc", stored.Chain);
            Assert.Equal(StateText(whole), StateText(logged.Skip(logged.Length / 2).Aggregate(stored.Restore()!, (s, e) => Composition.Apply(s, Studio.Id, e))));
        },
        Histories / 3, Text);

    // Else the properties above would say less than they seem to.
    [Fact]
    public void The_random_histories_see_every_event_and_the_conflicts_many_times()
    {
        var seen = new Dictionary<string, int>();
        Any.Hold(steps =>
        {
            var studio = Studio.Built();
            var stale = studio.View;
            foreach (var step in steps)
            {
                if (step.Looks) stale = studio.View ?? stale;
                if (Edit(step, stale) is not { } edit) continue;
                var verdict = studio.Ask(edit);
                var what = verdict.Refusal?.ToString() ?? verdict.Event?.GetType().Name ?? "nothing";
                seen[what] = seen.GetValueOrDefault(what) + 1;
            }
        }, Histories / 3);
        string[] expected =
        [
            nameof(StreamChanged), nameof(StreamWentLive), nameof(StreamWentOffline), nameof(SceneAdded), nameof(SceneChanged), nameof(SceneRemoved), nameof(LayerAdded), nameof(LayerChanged),
            nameof(LayerRemoved), nameof(LayerShown), nameof(LayerHidden), nameof(ScenePreviewed), nameof(SceneTaken), nameof(CaptionPosted), nameof(CaptionCleared),
            nameof(OverlayTokenIssued), nameof(OverlayTokenRevoked), nameof(AssetAdded), nameof(AssetRemoved), nameof(StreamRefusal.Conflict), nameof(StreamRefusal.SceneOnAir),
        ];
        Assert.All(expected, what => Assert.True(seen.GetValueOrDefault(what) >= 10, $"{what}: {seen.GetValueOrDefault(what)}"));
    }

    private static Func<GrainInterfaces.Auctions.Origin, StreamCommand>? Edit(Step step, StreamView seen)
    {
        var scene = seen.Scenes.FirstOrDefault(s => s.Id == step.SceneId);
        var layer = scene?.Layers.FirstOrDefault(l => l.Id == step.LayerId);
        return step.Act switch
        {
            0 => o => new ChangeStream(seen.Settings with { Title = $"Title {step.Number}", SaleId = step.Number % 2 == 0 ? "spring" : null }, seen.Version) { Origin = o },
            1 => o => new AddLayer(step.SceneId, Studio.Text(step.LayerId, $"{step.Number}", step.Number - 5)) { Origin = o },
            2 when layer is not null => o => new ChangeLayer(step.SceneId, layer with { X = step.Number, Z = step.Layer, Style = new() { Ink = "#112233" } }, layer.Version) { Origin = o },
            3 when layer is not null => o => new RemoveLayer(step.SceneId, step.LayerId, layer.Version) { Origin = o },
            4 when scene is not null => o => new ChangeScene(step.SceneId, $"Name {step.Number}", step.Number % 4, scene.Version) { Origin = o },
            5 when scene is not null => o => new RemoveScene(step.SceneId, scene.Version) { Origin = o },
            6 => o => new AddScene(step.SceneId, $"{step.Number}", [Studio.Text("x", "new")]) { Origin = o },
            7 => o => new ShowLayer(step.SceneId, step.LayerId, step.Number % 2 == 0) { Origin = o },
            8 => o => new PreviewScene(step.Number == 0 ? null : step.SceneId) { Origin = o },
            9 => o => new TakeScene(step.Number < 5 ? null : step.SceneId, Studio.Fade) { Origin = o },
            10 => o => new PostCaption($"Caption {step.Number}", TimeSpan.FromSeconds(step.Number + 1)) { Origin = o },
            11 => o => new ClearCaption { Origin = o },
            12 => o => step.Number < 5 ? new IssueOverlayToken($"{step.Number:x64}") { Origin = o } : new RevokeOverlayToken { Origin = o },
            13 => o => step.Number < 6 ? new AddAsset(new Asset($"{step.Number % 3:x64}", "a.png", "image/png", 10)) { Origin = o } : new RemoveAsset($"{step.Number % 3:x64}") { Origin = o },
            14 => o => new GoLive { Origin = o },
            15 => o => new GoOffline { Origin = o },
            _ => null,
        };
    }

    private static Layer? Find(StreamView view, Step step) => view.Scenes.FirstOrDefault(s => s.Id == step.SceneId)?.Layers.FirstOrDefault(l => l.Id == step.LayerId);

    private static string? Name(StreamView view, Step step) => view.Scenes.FirstOrDefault(s => s.Id == step.SceneId)?.Name;

    private static string StateText(Composition stream) =>
        $"{stream.Sequence} {JsonSerializer.Serialize(stream.View)} {string.Join(' ', stream.KeysByAge.Select(k => $"{k}:{stream.Keys[k]}"))}";

    private static string Text(Step[] steps) => string.Join('\n', steps.AsEnumerable());
}
