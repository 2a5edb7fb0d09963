using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Streams;
using Sothebais.Grains.Streams;

namespace Sothebais.Tests.Unit.Streams;

/// <summary>A stream that is asked by the rules and is what its events make of it.</summary>
internal sealed class Studio
{
    public const string Id = "main";
    public static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
    public static readonly StreamSettings Settings = new() { Title = "Evening sale" };
    public static readonly Transition Fade = new(TransitionKind.Fade, TimeSpan.FromMilliseconds(400));

    private int _asked;

    public Composition Stream { get; private set; } = Composition.Empty;

    public StreamView View => Stream.View!;

    /// <summary>Everything that happened.</summary>
    public List<StreamEvent> Events { get; } = [];

    /// <summary>A stream with scenes a, b and c, each with a text x and a price p.</summary>
    public static Studio Built()
    {
        var studio = new Studio();
        studio.Does(o => new CreateStream(Settings, []) { Origin = o });
        foreach (var scene in new[] { "a", "b", "c" }) studio.Does(o => new AddScene(scene, scene.ToUpperInvariant(), [Text("x", "hello"), Price("p")]) { Origin = o });
        return studio;
    }

    public static Layer Text(string id, string text, int z = 0) => new() { Id = id, Kind = LayerKind.Text, X = 0, Y = 0, Width = 100, Height = 50, Z = z, Content = new() { Text = text } };

    public static Layer Price(string id, int z = 0) => new() { Id = id, Kind = LayerKind.Price, X = 10, Y = 20, Width = 300, Height = 100, Z = z };

    public StreamVerdict Ask(Func<Origin, StreamCommand> command)
    {
        var origin = new Origin("admin", $"={++_asked}", "");
        var verdict = StreamRules.Decide(Stream.View, command(origin), Noon.AddSeconds(_asked));
        if (verdict.Event is { } decided)
        {
            var happened = decided with { Sequence = Stream.Sequence + 1, At = Noon.AddSeconds(_asked), Origin = origin };
            Stream = Composition.Apply(Stream, Id, happened);
            Events.Add(happened);
        }
        return verdict;
    }

    public void Does(Func<Origin, StreamCommand> command)
    {
        var verdict = Ask(command);
        Assert.Null(verdict.Refusal);
        Assert.NotNull(verdict.Event);
    }

    public void Refuses(StreamRefusal reason, Func<Origin, StreamCommand> command)
    {
        var before = Stream;
        Assert.Equal(reason, Ask(command).Refusal);
        Assert.Same(before, Stream);
    }

    public void LeavesAsItIs(Func<Origin, StreamCommand> command) => Assert.Equal(StreamVerdict.AsItIs, Ask(command));

    public Scene Scene(string id) => View.Scenes.Single(s => s.Id == id);

    public Layer Layer(string scene, string id) => Scene(scene).Layers.Single(l => l.Id == id);
}
