namespace Sothebais.Grains;

/// <summary>How grains write what they keep in storage.</summary>
internal static class StoredState
{
    /// <summary>Writes a grain's state. Where that fails nobody knows whether it was written: the grain leaves, and its next activation reads it.</summary>
    public static async Task WriteOrLeave<T>(this IPersistentState<T> stored, IGrainBase grain)
    {
        try
        {
            await stored.WriteStateAsync();
        }
        catch
        {
            grain.DeactivateOnIdle();
            throw;
        }
    }
}
