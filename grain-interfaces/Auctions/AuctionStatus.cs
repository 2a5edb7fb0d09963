using System.Text.Json.Serialization;

namespace Sothebais.GrainInterfaces.Auctions;

/// <summary>Where an auction is in its life: draft, (scheduled,) open, paused and open again, sold or unsold, settled; cancelled from any state before sold.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AuctionStatus>))]
public enum AuctionStatus
{
    /// <summary>Created; may still be changed.</summary>
    [JsonStringEnumMemberName("draft")] Draft = 1,

    /// <summary>Opens by itself at its opening time.</summary>
    [JsonStringEnumMemberName("scheduled")] Scheduled = 2,

    /// <summary>Takes bids.</summary>
    [JsonStringEnumMemberName("open")] Open = 3,

    /// <summary>Takes none for now; the clock stands still.</summary>
    [JsonStringEnumMemberName("paused")] Paused = 4,

    /// <summary>The hammer fell for a bidder.</summary>
    [JsonStringEnumMemberName("sold")] Sold = 5,

    /// <summary>Closed without a bid, or below the reserve: bought in.</summary>
    [JsonStringEnumMemberName("unsold")] Unsold = 6,

    /// <summary>Paid for, or otherwise done with.</summary>
    [JsonStringEnumMemberName("settled")] Settled = 7,

    /// <summary>Withdrawn before it was sold.</summary>
    [JsonStringEnumMemberName("cancelled")] Cancelled = 8,
}
