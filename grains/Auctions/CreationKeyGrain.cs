using Sothebais.GrainInterfaces.Auctions;

namespace Sothebais.Grains.Auctions;

/// <summary>Remembers which id a create request was given.</summary>
internal sealed class CreationKeyGrain([PersistentState("id", GrainStores.Default)] IPersistentState<CreationKeyGrain.Bound> bound) : Grain, ICreationKeyGrain
{
    public async Task<string> Bind(string candidate)
    {
        if (bound.State.Id is { } id) return id;
        bound.State.Id = candidate;
        await bound.WriteOrLeave(this);
        return candidate;
    }

    [GenerateSerializer, Alias("sothebais.creation-key")]
    internal sealed class Bound
    {
        [Id(0)] public string? Id { get; set; }
    }
}
