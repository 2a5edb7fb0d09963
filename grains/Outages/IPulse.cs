using Sothebais.GrainInterfaces.Auctions;

namespace Sothebais.Grains.Outages;

/// <summary>
/// Signs of life, written where the log is, so that they stop exactly when bids can no longer be taken: every silo writes one each
/// second. From the gaps between them, and from which silo ran an auction, follows when that auction could take no bids.
/// </summary>
public interface IPulse
{
    /// <summary>Writes a sign of life, as of its writing. A gap longer than the house's outage moment since the last one is kept as an outage, of the silo and of the house.</summary>
    /// <returns>When the newest outage of the house or of the silo ended that is kept; null where none is.</returns>
    Task<DateTimeOffset?> Beat(string silo);

    /// <summary>Marks an auction as run by a silo from now on.</summary>
    /// <returns>
    /// The recent outages that concern it: those of the house, those of the silo that ran it before, and, where that silo fell silent
    /// without giving it back, the time from its last sign of life until now, at most <see cref="Failover"/>.
    /// </returns>
    Task<IReadOnlyList<Outage>> TakeOver(string entity, string silo);

    /// <summary>Gives an auction back in good order: whoever asks for it next can have it run again at once.</summary>
    Task Release(string entity, string silo);

    /// <summary>How long a house that lives may need at most to run a dead silo's auctions elsewhere.</summary>
    public static readonly TimeSpan Failover = TimeSpan.FromSeconds(10);

    /// <summary>How often a silo writes a sign of life.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(1);
}
