using Sothebais.GrainInterfaces.Bidders;

namespace Sothebais.Grains.Bidders;

/// <summary>
/// Keeps whose a handle is. A bidder claims a handle before they write it into their log; one who was lost in between does not claim it when asked,
/// and then it is free.
/// </summary>
internal sealed class HandleGrain([PersistentState("owner", GrainStores.Default)] IPersistentState<HandleGrain.Owned> owned) : Grain, IHandleGrain
{
    private Handle Handle
    {
        get
        {
            var key = this.GetPrimaryKeyString();
            var slash = key.IndexOf('/', StringComparison.Ordinal);
            return new Handle(key[..slash], key[(slash + 1)..]);
        }
    }

    /// <summary>The key of a handle's grain.</summary>
    public static string KeyOf(Handle handle) => $"{handle.Platform}/{handle.Name}";

    public async Task<bool> Claim(string bidderId)
    {
        if (owned.State.By == bidderId) return true;
        if (owned.State.By is { } other && await GrainFactory.GetGrain<IBidderGrain>(other).Claims(Handle)) return false;
        await Write(bidderId);
        return true;
    }

    public Task Release(string bidderId) => owned.State.By == bidderId ? Write(null) : Task.CompletedTask;

    public Task<string?> Owner()
    {
        if (owned.State.By is null) DeactivateOnIdle(); // asking for what does not exist must not fill the memory
        return Task.FromResult(owned.State.By);
    }

    private Task Write(string? bidderId)
    {
        owned.State.By = bidderId;
        return owned.WriteOrLeave(this);
    }

    [GenerateSerializer, Alias("sothebais.handle-owner")]
    internal sealed class Owned
    {
        [Id(0)] public string? By { get; set; }
    }
}
