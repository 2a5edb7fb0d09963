using Sothebais.Tests.Chaos.Load;

namespace Sothebais.Tests.Chaos.Audit;

/// <summary>What the auditor judges from: nothing that the house says of itself beyond what its clients were told.</summary>
/// <param name="Lots">What was auctioned.</param>
/// <param name="Held">What Redis holds.</param>
/// <param name="Bids">What bidders were told.</param>
/// <param name="Drives">What auctioneers were told.</param>
/// <param name="Seen">What observers were told: who, of which auction, what in which order, and whether each event may come again.</param>
/// <param name="Outages">When the house can have taken no bids, since Redis was away.</param>
/// <param name="Healed">When the last fault was made good.</param>
/// <param name="LimitedBidder">Who has a limit.</param>
public sealed record Evidence(
    IReadOnlyList<Lot> Lots, Held Held, IReadOnlyList<BidTold> Bids, IReadOnlyList<DriveTold> Drives, IReadOnlyList<Observation> Seen, IReadOnlyList<Interval> Outages, DateTimeOffset Healed,
    string LimitedBidder)
{
    /// <summary>An auction's log.</summary>
    public IReadOnlyList<Entry> Log(string auction) => Held.Logs[auction];

    /// <summary>How soon what is due happens, after its moment and after everything was made good: a dead silo is found out within some seconds, and a machine may be busy.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(25);

    /// <summary>Whether what was due at an instant came too late.</summary>
    public bool IsLate(DateTimeOffset at, DateTimeOffset due) => at > (due > Healed ? due : Healed) + Soon;

    /// <summary>A lot.</summary>
    public Lot Lot(string auction) => Lots.Single(l => l.Id == auction);
}

/// <summary>What an observer was told of an auction.</summary>
/// <param name="Observer">Who.</param>
/// <param name="Auction">Of which auction.</param>
/// <param name="Told">What, in that order.</param>
/// <param name="MayRepeat">Whether events may come again, as they may where delivery is promised at least once.</param>
public sealed record Observation(string Observer, string Auction, IReadOnlyList<Seen> Told, bool MayRepeat);

/// <summary>A time from an instant to another.</summary>
public sealed record Interval(DateTimeOffset From, DateTimeOffset To);
