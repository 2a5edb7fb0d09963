using Orleans.Persistence.Redis;
using Orleans.Storage;

namespace Sothebais.Silo;

/// <summary>
/// The grains' state in Redis, whose failures are told in the house's own words here already: what fails an activation passes by the filters of calls
/// and goes to its callers as it is. A write on an outdated state stays an <see cref="InconsistentStateException"/>, by which Orleans ends the activation.
/// </summary>
/// <param name="redis">Orleans' storage in Redis. It logs the causes.</param>
public sealed class RedisState(IGrainStorage redis) : IGrainStorage
{
    /// <summary>The name under which the storage below is registered.</summary>
    public const string Below = "redis";

    /// <inheritdoc/>
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => Told(redis.ReadStateAsync(stateName, grainId, grainState));

    /// <inheritdoc/>
    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => Told(redis.WriteStateAsync(stateName, grainId, grainState));

    /// <inheritdoc/>
    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => Told(redis.ClearStateAsync(stateName, grainId, grainState));

    private static async Task Told(Task asked)
    {
        try
        {
            await asked;
        }
        catch (RedisStorageException e)
        {
            throw RedisFaults.Told(e);
        }
    }
}
