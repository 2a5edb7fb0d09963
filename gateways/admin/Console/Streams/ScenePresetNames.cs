namespace Sothebais.Gateways.Admin.Console.Streams;

/// <summary>The scenes that the house has composed, as people call them.</summary>
internal static class ScenePresetNames
{
    /// <summary>All of them.</summary>
    public static readonly (string Preset, string Name)[] All =
        [("standing", "Standing"), ("lot-in-focus", "Lot in focus"), ("intermission", "Intermission"), ("sold", "Sold")];
}
