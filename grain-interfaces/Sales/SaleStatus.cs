using System.Text.Json.Serialization;

namespace Sothebais.GrainInterfaces.Sales;

/// <summary>Where a sale is in its life: draft, open, paused and open again, ended.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SaleStatus>))]
public enum SaleStatus
{
    /// <summary>Created; may still be changed.</summary>
    [JsonStringEnumMemberName("draft")] Draft = 1,

    /// <summary>Under way.</summary>
    [JsonStringEnumMemberName("open")] Open = 2,

    /// <summary>Nothing opens and no lot takes bids; the clocks stand still.</summary>
    [JsonStringEnumMemberName("paused")] Paused = 3,

    /// <summary>Over.</summary>
    [JsonStringEnumMemberName("ended")] Ended = 4,
}

/// <summary>Where a lot is in its sale.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<LotStatus>))]
public enum LotStatus
{
    /// <summary>Its turn has yet to come.</summary>
    [JsonStringEnumMemberName("waiting")] Waiting = 1,

    /// <summary>It takes bids.</summary>
    [JsonStringEnumMemberName("open")] Open = 2,

    /// <summary>It takes none for now.</summary>
    [JsonStringEnumMemberName("paused")] Paused = 3,

    /// <summary>The hammer fell for a bidder.</summary>
    [JsonStringEnumMemberName("sold")] Sold = 4,

    /// <summary>Closed without a sale: no bid, below the reserve, or passed.</summary>
    [JsonStringEnumMemberName("unsold")] Unsold = 5,

    /// <summary>Withdrawn.</summary>
    [JsonStringEnumMemberName("cancelled")] Cancelled = 6,

    /// <summary>Passed over without having been opened.</summary>
    [JsonStringEnumMemberName("skipped")] Skipped = 7,
}
