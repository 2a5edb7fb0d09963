using System.Text.Json.Serialization;

namespace Sothebais.GrainInterfaces.Streams;

/// <summary>Scenes that the house has composed.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ScenePreset>))]
public enum ScenePreset
{
    /// <summary>Under a camera: a band along the lower edge.</summary>
    [JsonStringEnumMemberName("standing")] Standing = 1,

    /// <summary>The lot large, with everything about it.</summary>
    [JsonStringEnumMemberName("lot-in-focus")] LotInFocus = 2,

    /// <summary>Between lots: what comes, when, and where to bid.</summary>
    [JsonStringEnumMemberName("intermission")] Intermission = 3,

    /// <summary>How it ended.</summary>
    [JsonStringEnumMemberName("sold")] Sold = 4,
}
