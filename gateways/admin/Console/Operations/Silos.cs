namespace Sothebais.Gateways.Admin.Console.Operations;

/// <summary>The silos and what runs on them, as the cluster says.</summary>
/// <param name="grains">The cluster.</param>
/// <param name="clock">The time.</param>
internal sealed class Silos(IGrainFactory grains, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>The silos: those that run first, and those that have gone within about an hour.</summary>
    public async Task<SiloGlance[]> All(CancellationToken stopping)
    {
        var entries = await grains.GetGrain<IManagementGrain>(0).GetDetailedHosts(onlyActive: false).WaitAsync(Patience, clock, stopping);
        return [.. entries.Select(e => new SiloGlance(
                e.SiloAddress, e.HostName ?? "", e.Status, new DateTimeOffset(DateTime.SpecifyKind(e.StartTime, DateTimeKind.Utc)), new DateTimeOffset(DateTime.SpecifyKind(e.IAmAliveTime, DateTimeKind.Utc))))
            .OrderBy(s => s.Status == SiloStatus.Dead).ThenByDescending(s => s.StartedAt)];
    }

    /// <summary>How many grains of each kind are active on which silo, the most first.</summary>
    public async Task<GrainCount[]> Grains(CancellationToken stopping)
    {
        var counted = await grains.GetGrain<IManagementGrain>(0).GetSimpleGrainStatistics().WaitAsync(Patience, clock, stopping);
        return [.. counted.GroupBy(c => ShortName(c.GrainType)).Select(kind => new GrainCount(
                kind.Key, kind.GroupBy(c => c.SiloAddress).ToDictionary(silo => silo.Key, silo => silo.Sum(c => c.ActivationCount)), kind.Sum(c => c.ActivationCount)))
            .OrderByDescending(kind => kind.Total).ThenBy(kind => kind.Kind, StringComparer.Ordinal)];
    }

    // Sothebais.Grains.Auctions.AuctionGrain,Sothebais.Grains: the last of the type's names.
    private static string ShortName(string type)
    {
        var name = type.Split(',')[0];
        return name[(name.LastIndexOf('.') + 1)..];
    }
}

/// <summary>A silo.</summary>
/// <param name="Address">Its address within the cluster.</param>
/// <param name="Host">The machine's name.</param>
/// <param name="Status">Where it is in its life.</param>
/// <param name="StartedAt">When it started.</param>
/// <param name="AliveAt">When it last said that it is there.</param>
internal sealed record SiloGlance(SiloAddress Address, string Host, SiloStatus Status, DateTimeOffset StartedAt, DateTimeOffset AliveAt)
{
    /// <summary>The address as people write it.</summary>
    public string Name => Address.Endpoint.ToString();

    /// <summary>Where it stands, in a word.</summary>
    public string Word => Status switch
    {
        SiloStatus.Active => "running",
        SiloStatus.Created or SiloStatus.Joining => "joining",
        SiloStatus.ShuttingDown or SiloStatus.Stopping => "draining",
        SiloStatus.Dead => "gone",
        _ => "unknown",
    };
}

/// <summary>How many grains of a kind are active.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="On">How many on each silo.</param>
/// <param name="Total">How many in all.</param>
internal sealed record GrainCount(string Kind, IReadOnlyDictionary<SiloAddress, int> On, int Total);
