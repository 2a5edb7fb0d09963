using System.Text.Json;
using System.Text.Json.Serialization;
using Sothebais.GrainInterfaces.Activity;

namespace Sothebais.Grains.Activity;

/// <summary>The JSON in which acts are kept: camel case, nothing where a fact is absent. The id is where it is kept.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(Act))]
internal sealed partial class ActJson : JsonSerializerContext
{
    /// <summary>Writes an act.</summary>
    public static byte[] Write(Act act) => JsonSerializer.SerializeToUtf8Bytes(act, Default.Act);

    /// <summary>Reads an act.</summary>
    public static Act Read(string id, ReadOnlySpan<byte> json) => JsonSerializer.Deserialize(json, Default.Act)! with { Id = id };
}
