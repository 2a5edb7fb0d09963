using Orleans.Persistence.Redis;
using Orleans.Storage;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.Silo;

namespace Sothebais.Tests.Cluster.Grains;

/// <summary>What grains and their callers hear of a storage that fails.</summary>
public sealed class RedisStateTests
{
    private static readonly GrainId Someone = GrainId.Create("auction", "one");

    [Fact]
    public async Task A_redis_that_fails_is_told_in_the_houses_own_words()
    {
        var state = new RedisState(new Failing(new RedisStorageException("No connection.")));
        foreach (var told in new[] { Read(state), Write(state), Clear(state) })
            Assert.Null((await Assert.ThrowsAsync<OutcomeUnknownException>(() => told)).InnerException);
    }

    [Fact]
    public async Task A_write_on_an_outdated_state_stays_what_it_is()
    {
        var state = new RedisState(new Failing(new InconsistentStateException("Version conflict.")));
        await Assert.ThrowsAsync<InconsistentStateException>(() => Write(state));
        await Assert.ThrowsAsync<InconsistentStateException>(() => Clear(state));
    }

    private static Task Read(RedisState state) => state.ReadStateAsync("snapshot", Someone, new GrainState<string>());

    private static Task Write(RedisState state) => state.WriteStateAsync("snapshot", Someone, new GrainState<string>());

    private static Task Clear(RedisState state) => state.ClearStateAsync("snapshot", Someone, new GrainState<string>());

    private sealed class Failing(Exception failure) : IGrainStorage
    {
        public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => Task.FromException(failure);

        public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => Task.FromException(failure);

        public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => Task.FromException(failure);
    }
}
