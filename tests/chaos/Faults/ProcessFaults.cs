using Sothebais.Tests.Chaos.House;

namespace Sothebais.Tests.Chaos.Faults;

/// <summary>A process goes, and is away for a while.</summary>
public abstract record Away(string Target, TimeSpan At, TimeSpan For) : Fault(Target, At, For)
{
    /// <inheritdoc/>
    public sealed override Task Begin(ChaosHouse house)
    {
        Place(house).Hold();
        return Go(Place(house));
    }

    /// <inheritdoc/>
    public sealed override Task End(ChaosHouse house)
    {
        Place(house).Release();
        return Task.CompletedTask;
    }

    /// <summary>How it goes.</summary>
    protected abstract Task Go(Place place);
}

/// <summary>A process is killed, and away for a while.</summary>
public sealed record Killed(string Target, TimeSpan At, TimeSpan For) : Away(Target, At, For)
{
    /// <inheritdoc/>
    public override string Kind => "kill";

    /// <inheritdoc/>
    protected override Task Go(Place place) => place.Kill();
}

/// <summary>A process is asked to end, and away for a while.</summary>
public sealed record Ended(string Target, TimeSpan At, TimeSpan For) : Away(Target, At, For)
{
    /// <inheritdoc/>
    public override string Kind => "SIGTERM";

    /// <inheritdoc/>
    protected override Task Go(Place place) => place.Terminate();
}

/// <summary>A process is stopped in its tracks, and goes on as if nothing had been.</summary>
public sealed record Frozen(string Target, TimeSpan At, TimeSpan For) : Fault(Target, At, For)
{
    /// <inheritdoc/>
    public override string Kind => "freeze";

    /// <inheritdoc/>
    public override Task Begin(ChaosHouse house)
    {
        Place(house).Freeze();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override Task End(ChaosHouse house)
    {
        Place(house).Thaw();
        return Task.CompletedTask;
    }
}

/// <summary>Everything is killed at once, as by a power cut, and away for a while.</summary>
public sealed record AllKilled(TimeSpan At, TimeSpan For) : Fault("*", At, For)
{
    /// <inheritdoc/>
    public override string Kind => "kill of everything";

    /// <inheritdoc/>
    public override Task Begin(ChaosHouse house)
    {
        foreach (var place in house.All) place.Hold();
        return Task.WhenAll(house.All.Select(p => p.Kill()));
    }

    /// <inheritdoc/>
    public override Task End(ChaosHouse house)
    {
        foreach (var place in house.All) place.Release();
        return Task.CompletedTask;
    }
}

/// <summary>Silos and gateways are replaced one after the other, each when the one before is ready.</summary>
public sealed record RollingUpdate(TimeSpan At) : Fault("*", At, TimeSpan.Zero)
{
    /// <inheritdoc/>
    public override string Kind => "rolling update";

    /// <inheritdoc/>
    public override async Task Begin(ChaosHouse house)
    {
        foreach (var place in house.Silos.Concat(house.Gateways))
        {
            place.Hold();
            await place.Terminate();
            place.Release();
            await Wait.Until($"{place.Name} is ready again", Wait.Patience, place.IsReady);
        }
    }

    /// <inheritdoc/>
    public override Task End(ChaosHouse house) => Task.CompletedTask;
}
