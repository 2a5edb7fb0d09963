using Sothebais.GrainInterfaces.Streams;

namespace Sothebais.Grains.Streams;

/// <summary>A stream's state at one place of its log, so that activation need not read the whole. A convenience: the log alone is the truth.</summary>
[GenerateSerializer, Alias("sothebais.stream-snapshot")]
public sealed class StreamSnapshot
{
    /// <summary>The shape this house writes; a snapshot of another one is passed over.</summary>
    private const int CurrentShape = 1;

    /// <summary>Which shape this one has; 0 is none.</summary>
    [Id(0)] public int Shape { get; set; }

    /// <summary>The newest event it covers.</summary>
    [Id(1)] public long Sequence { get; set; }

    /// <summary>The chain value after that event.</summary>
    [Id(2)] public string Chain { get; set; } = "";

    /// <summary>The stream; null where it was removed.</summary>
    [Id(3)] public StreamView? View { get; set; }

    /// <summary>The newest commands' keys, oldest first.</summary>
    [Id(4)] public UsedStreamKey[] Keys { get; set; } = [];

    internal static StreamSnapshot Of(Composition stream, string chain) => new()
    {
        Shape = CurrentShape,
        Sequence = stream.Sequence,
        Chain = chain,
        View = stream.View,
        Keys = [.. stream.KeysByAge.Select(k => new UsedStreamKey(k, stream.Keys[k].Sequence, stream.Keys[k].Body))],
    };

    /// <summary>The state; null where there is none that this house reads.</summary>
    internal Composition? Restore() => Shape != CurrentShape ? null : Keys.Aggregate(
        new Composition { Sequence = Sequence, View = View }, (stream, key) => stream.Knowing(key.Key, key.Sequence, key.Body));
}

/// <summary>A command that was carried out.</summary>
/// <param name="Key">The hash of the caller and their key.</param>
/// <param name="Sequence">The event it brought about.</param>
/// <param name="Body">The fingerprint of what was asked.</param>
[GenerateSerializer, Immutable, Alias("sothebais.used-stream-key")]
public readonly record struct UsedStreamKey([property: Id(0)] UInt128 Key, [property: Id(1)] long Sequence, [property: Id(2)] string Body);
