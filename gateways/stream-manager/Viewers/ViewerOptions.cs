using System.ComponentModel.DataAnnotations;

namespace Sothebais.Gateways.StreamManager.Viewers;

/// <summary>How viewers are served. Configuration section <c>Viewers</c>.</summary>
public sealed class ViewerOptions
{
    /// <summary>How many viewers one gateway takes; the next is refused with 503. Default 20,000; 1 to 1,000,000.</summary>
    [Range(1, 1_000_000)]
    public int Most { get; set; } = 20_000;

    /// <summary>How often an idle line carries a heartbeat, and the house is asked for the newest sequence. Default 2 s; 0.5 to 15 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.5", "00:00:15")]
    public TimeSpan Heartbeat { get; set; } = TimeSpan.FromSeconds(2);
}
