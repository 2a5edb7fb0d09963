namespace Sothebais.GrainInterfaces.Auctions;

/// <summary>Binds the idempotency key of a create request that named no id to the id it was given, once. Its key is the caller and their key.</summary>
[Alias("sothebais.ICreationKeyGrain")]
public interface ICreationKeyGrain : IGrainWithStringKey
{
    /// <summary>The id that this key is bound to: the candidate where the key is new.</summary>
    [Alias("Bind")]
    Task<string> Bind(string candidate);
}
