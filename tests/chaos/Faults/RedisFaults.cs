using Sothebais.Tests.Chaos.House;

namespace Sothebais.Tests.Chaos.Faults;

/// <summary>Redis has no memory left and refuses every write.</summary>
public sealed record OutOfMemory(TimeSpan At, TimeSpan For) : Fault("redis", At, For)
{
    /// <inheritdoc/>
    public override string Kind => "Redis out of memory";

    /// <inheritdoc/>
    public override Task Begin(ChaosHouse house) => Limit(house, 1);

    /// <inheritdoc/>
    public override Task End(ChaosHouse house) => Limit(house, 0);

    private static async Task Limit(ChaosHouse house, int bytes)
    {
        var answer = await house.Tell($"CONFIG SET maxmemory {bytes}");
        if (answer != "+OK") throw new InvalidOperationException(answer);
    }
}

/// <summary>The disk is full: with <c>appendfsync always</c> Redis ends at its first write, and again each time it is started.</summary>
public sealed record DiskFull(TimeSpan At, TimeSpan For) : Fault("redis", At, For)
{
    /// <inheritdoc/>
    public override string Kind => "full disk of Redis";

    /// <inheritdoc/>
    public override Task Begin(ChaosHouse house)
    {
        house.Disk.Fill();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task End(ChaosHouse house)
    {
        house.Disk.Free();
        return Task.CompletedTask;
    }
}
