using System.ComponentModel.DataAnnotations;

namespace Sothebais.Gateways.StreamManager.Viewers;

/// <summary>How viewers are served. Configuration section <c>Viewers</c>.</summary>
public sealed class ViewerOptions : IValidatableObject
{
    /// <summary>How many viewers one gateway takes; the next is refused with 503. Default 20,000; 1 to 1,000,000.</summary>
    [Range(1, 1_000_000)]
    public int Most { get; set; } = 20_000;

    /// <summary>How many viewers of one address one gateway takes; the next is refused with 429. This machine is not counted. Default 1,000; 1 to 1,000,000.</summary>
    [Range(1, 1_000_000)]
    public int MostFromOneAddress { get; set; } = 1_000;

    /// <summary>How often an idle line carries a heartbeat, and the house is asked for the newest sequence. Default 2 s; 0.5 to 15 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.5", "00:00:15")]
    public TimeSpan Heartbeat { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// The origins whose pages may connect, as <c>https://host</c>, beside the house's own; 100 at most. None is any: what is shown is public, and what is
    /// not asks for a token. Default none. A program that names no origin may always connect.
    /// </summary>
    [MaxLength(100)]
    public string[] AllowedOrigins { get; set; } = [];

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var origin in AllowedOrigins)
            if (!Uri.TryCreate(origin, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https") || address.GetLeftPart(UriPartial.Authority) != origin)
                yield return new ValidationResult($"Viewers:AllowedOrigins: '{origin}' is not an origin such as https://www.example.com (scheme and host, nothing after it).");
    }
}
