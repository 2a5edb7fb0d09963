namespace Sothebais.Grains.EventLog;

/// <summary>A grain's newest snapshot in storage. After a failed write nobody knows whether it was written: it is read again before the next one.</summary>
/// <param name="stored">The storage.</param>
internal sealed class KeptSnapshot<T>(IPersistentState<T> stored)
{
    private bool _inDoubt;

    /// <summary>The newest that is known to be written.</summary>
    public T State => stored.State;

    /// <summary>Writes one; the one before stands where that fails.</summary>
    public async Task Write(T next)
    {
        if (_inDoubt) await stored.ReadStateAsync();
        var before = stored.State;
        (_inDoubt, stored.State) = (true, next);
        try
        {
            await stored.WriteStateAsync();
            _inDoubt = false;
        }
        catch
        {
            stored.State = before;
            throw;
        }
    }
}
