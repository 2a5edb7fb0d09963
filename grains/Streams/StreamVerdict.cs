using Sothebais.GrainInterfaces.Streams;

namespace Sothebais.Grains.Streams;

/// <summary>What the rules say: the event to commit (null where it is so already), or the first reason why not.</summary>
/// <param name="Event">The event, without its place yet.</param>
/// <param name="Refusal">Why not; null where it is not refused.</param>
/// <param name="Version">For a conflict: the version that is.</param>
internal readonly record struct StreamVerdict(StreamEvent? Event, StreamRefusal? Refusal, long? Version)
{
    /// <summary>It is so already.</summary>
    public static readonly StreamVerdict AsItIs;

    public static StreamVerdict Yes(StreamEvent happens) => new(happens, null, null);

    public static StreamVerdict No(StreamRefusal reason, long? version = null) => new(null, reason, version);
}
