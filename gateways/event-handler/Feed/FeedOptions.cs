using System.ComponentModel.DataAnnotations;

namespace Sothebais.Gateways.EventHandler.Feed;

/// <summary>How the feed is followed. Configuration section <c>Feed</c>.</summary>
internal sealed class FeedOptions
{
    /// <summary>How many followers one gateway takes; the next is refused with 503. Default 20,000; 1 to 1,000,000.</summary>
    [Range(1, 1_000_000)]
    public int Most { get; set; } = 20_000;

    /// <summary>How many followers of one address one gateway takes; the next is refused with 429. This machine is not counted. Default 1,000; 1 to 1,000,000.</summary>
    [Range(1, 1_000_000)]
    public int MostFromOneAddress { get; set; } = 1_000;

    /// <summary>How long a follower may take to make room for more before the line is cut; it comes back with its place. Default 30 s; 1 s to 5 min.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan LongestWrite { get; set; } = TimeSpan.FromSeconds(30);
}
