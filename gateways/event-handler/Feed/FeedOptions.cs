using System.ComponentModel.DataAnnotations;

namespace Sothebais.Gateways.EventHandler.Feed;

/// <summary>How the feed is followed. Configuration section <c>Feed</c>.</summary>
internal sealed class FeedOptions
{
    /// <summary>How many followers one gateway takes; the next is refused with 503. Default 20,000; 1 to 1,000,000.</summary>
    [Range(1, 1_000_000)]
    public int Most { get; set; } = 20_000;
}
