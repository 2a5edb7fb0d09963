using System.ComponentModel.DataAnnotations;
using Sothebais.GrainInterfaces.Auctions;

namespace Sothebais.Grains.Auctions;

/// <summary>The house's own terms, the same for all auctions. Configuration section <c>House</c>.</summary>
public sealed class HouseRules
{
    /// <summary>How long before its close an auction without a soft close is in its closing window, and how long a reopened one runs. Default 1 min; 1 s to 1 h.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan ClosingWindow { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long the house may be unable to take bids in a closing window before it gives the room a full window back. Default 3 s; 1.5 s to 10 min.</summary>
    [Range(typeof(TimeSpan), "00:00:01.5", "00:10:00")]
    public TimeSpan OutageMoment { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>How long after the close a bid may reach its auction that a gateway had received before. The hammer waits as long. Default 250 ms; 0 to 2 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:02")] // BidPlaced.MostGrace
    public TimeSpan Grace { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>About how many refused bids are kept an auction, the newest. Default 10,000; 0 to 1,000,000; 0 keeps none.</summary>
    [Range(0, 1_000_000)]
    public int AttemptsKept { get; set; } = 10_000;

    /// <summary>The closing window of an auction.</summary>
    public TimeSpan WindowOf(AuctionSettings settings) => settings.Extension?.Window ?? ClosingWindow;
}
