using System.Collections.Immutable;
using Sothebais.GrainInterfaces.Streams;
using Sothebais.Grains.Auctions;

namespace Sothebais.Grains.Streams;

/// <summary>The state of a stream: the fold of its events. Immutable; <see cref="Apply"/> copies facts and decides nothing.</summary>
internal sealed partial record Composition
{
    /// <summary>How many of the newest commands are known by their keys.</summary>
    public const int KeysKept = 1_024;

    public static readonly Composition Empty = new();

    /// <summary>The newest event.</summary>
    public long Sequence { get; init; }

    /// <summary>The stream; null before it is created and after it was removed.</summary>
    public StreamView? View { get; init; }

    /// <summary>The newest commands, oldest first.</summary>
    public ImmutableQueue<UInt128> KeysByAge { get; init; } = [];

    /// <summary>What each of them brought about, and the fingerprint of what was asked.</summary>
    public ImmutableDictionary<UInt128, (long Sequence, string Body)> Keys { get; init; } = ImmutableDictionary<UInt128, (long, string)>.Empty;

    /// <summary>The stream after an event.</summary>
    /// <exception cref="InvalidOperationException">The event is not the next one, or of a kind this house does not know.</exception>
    public static Composition Apply(Composition before, string id, StreamEvent next)
    {
        if (next.Sequence != before.Sequence + 1) throw new InvalidOperationException($"Stream {id} is at {before.Sequence}; event {next.Sequence} does not follow.");
        var view = next switch
        {
            StreamCreated e => new StreamView
            {
                Id = id,
                Sequence = e.Sequence,
                Version = e.Sequence,
                Settings = e.Settings,
                Status = StreamStatus.Offline,
                Scenes = [.. e.Scenes.Select(s => Written(s, e.Sequence))],
                Programme = e.Scenes.FirstOrDefault()?.Id,
                TakenBy = e.Sequence,
            },
            StreamRemoved => null,
            _ => After(before.View ?? throw new InvalidOperationException($"The log of stream {id} tells of what does not exist."), next) with { Sequence = next.Sequence },
        };
        var after = before with { Sequence = next.Sequence, View = view };
        return next.Origin is { } origin ? after.Knowing(AnswerBook.KeyOf(origin), next.Sequence, origin.Body) : after;
    }

    /// <summary>The same, with a command's key known.</summary>
    public Composition Knowing(UInt128 key, long sequence, string body)
    {
        if (Keys.ContainsKey(key)) return this;
        var (age, keys) = (KeysByAge.Enqueue(key), Keys.Add(key, (sequence, body)));
        if (keys.Count <= KeysKept) return this with { KeysByAge = age, Keys = keys };
        age = age.Dequeue(out var oldest);
        return this with { KeysByAge = age, Keys = keys.Remove(oldest) };
    }

    private static Scene Written(Scene scene, long version) => scene with { Version = version, Layers = [.. scene.Layers.Select(l => l with { Version = version }).OrderBy(l => l.Z)] };
}
