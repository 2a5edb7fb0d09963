using System.Text.Json.Serialization;
using Sothebais.GrainInterfaces.Streams;

namespace Sothebais.Grains.Streams;

/// <summary>The JSON in which stream events stand in the log: camel case, nothing where a fact is absent.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(StreamEvent))]
internal sealed partial class StreamEventJson : JsonSerializerContext
{
    /// <summary>The newest form this house reads.</summary>
    public const int NewestKnownVersion = 1;

    /// <summary>The log's entity name of a stream.</summary>
    public static string EntityOf(string streamId) => "stream:" + streamId;
}
