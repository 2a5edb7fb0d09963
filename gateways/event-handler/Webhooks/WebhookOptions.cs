using System.ComponentModel.DataAnnotations;

namespace Sothebais.Gateways.EventHandler.Webhooks;

/// <summary>How webhooks are delivered. Configuration section <c>Webhooks</c>.</summary>
internal sealed class WebhookOptions : IValidatableObject
{
    // https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md#deliverability-and-reliability
    private static readonly TimeSpan[] Standard =
    [
        TimeSpan.Zero, TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(5), TimeSpan.FromHours(10),
        TimeSpan.FromHours(14), TimeSpan.FromHours(20), TimeSpan.FromHours(24),
    ];

    /// <summary>Whether this process delivers. Default true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>Whether loopback and private addresses may be delivered to. Default false.</summary>
    public bool AllowPrivateTargets { get; set; }

    /// <summary>The waits before each try, the first before the first. Default that of Standard Webhooks: 10 tries over three days; 1 to 32 waits of zero to 7 days.</summary>
    public TimeSpan[]? Schedule { get; set; }

    /// <summary>For how long nothing may have been delivered, and every try failed, before a webhook is disabled. Default 5 days; 1 s to 365 days.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "365.00:00:00")]
    public TimeSpan DisableAfter { get; set; } = TimeSpan.FromDays(5);

    /// <summary>How long an answer may take, whole. Default 15 s; 100 ms to 60 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:01:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>The waits in force.</summary>
    public IReadOnlyList<TimeSpan> Waits => Schedule ?? Standard;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Waits.Count is < 1 or > 32 || Waits.Any(w => w < TimeSpan.Zero || w > TimeSpan.FromDays(7)))
            yield return new ValidationResult("Webhooks:Schedule has 1 to 32 waits of zero to 7 days.", [nameof(Schedule)]);
    }
}
