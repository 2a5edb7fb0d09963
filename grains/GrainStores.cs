namespace Sothebais.Grains;

/// <summary>The names of the grain stores that a host provides.</summary>
public static class GrainStores
{
    /// <summary>Everything that is not a history: snapshots, bound keys.</summary>
    public const string Default = "house";
}
