using System.ComponentModel.DataAnnotations;

namespace Sothebais.Gateways.EventHandler.Audit;

/// <summary>What the audit takes for late. Configuration section <c>Audit</c>.</summary>
internal sealed class AuditOptions
{
    /// <summary>Whether this process audits. Default true; of several event handlers one is enough.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>How long after its deadline the hammer may fall. Default 10 s; 1 s to 1 h.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan LateAfter { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long after the hammer a lot may stay unsettled. Default 24 h; 1 s to 365 days.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "365.00:00:00")]
    public TimeSpan SettleWithin { get; set; } = TimeSpan.FromHours(24);
}
