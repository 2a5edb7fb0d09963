using System.ComponentModel.DataAnnotations;

namespace Sothebais.Gateways.Defaults.Leaving;

/// <summary>How a gateway leaves a house that goes on. Configuration section <c>Leaving</c>.</summary>
public sealed class LeavingOptions
{
    /// <summary>
    /// How long a gateway that was asked to end (SIGTERM) goes on serving, while it says that it is not ready: whoever distributes requests needs a moment
    /// to notice. Default 0, for a house without a proxy in front; 0 to 20 s.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:00:20")]
    public TimeSpan Linger { get; set; }
}
