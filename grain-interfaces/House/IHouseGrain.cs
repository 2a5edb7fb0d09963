namespace Sothebais.GrainInterfaces.House;

/// <summary>Answers for the house as a whole. One key: 0.</summary>
[Alias("sothebais.IHouseGrain")]
public interface IHouseGrain : IGrainWithIntegerKey
{
    /// <summary>Whether a silo answers and its log can be reached.</summary>
    [Alias("Ready")]
    Task<bool> Ready();
}
