using Sothebais.GrainInterfaces.Auctions;

namespace Sothebais.GrainInterfaces.Activity;

/// <summary>A fact in a log that says who asked for it: of an auction, a sale, a bidder or a stream.</summary>
public interface IAttributed
{
    /// <summary>Place in its log: from 1, without gaps.</summary>
    long Sequence { get; }

    /// <summary>UTC instant at which the house decided it.</summary>
    DateTimeOffset At { get; }

    /// <summary>Who asked for it; null where nobody did.</summary>
    Origin? Origin { get; }
}
