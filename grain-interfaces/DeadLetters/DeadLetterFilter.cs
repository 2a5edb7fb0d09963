namespace Sothebais.GrainInterfaces.DeadLetters;

/// <summary>Which dead letters somebody wants.</summary>
/// <param name="Kind">What failed; null is both.</param>
/// <param name="WebhookId">The webhook to which they should have gone; null is any, and those that go to none.</param>
[GenerateSerializer, Immutable, Alias("sothebais.dead-letter-filter")]
public sealed record DeadLetterFilter([property: Id(0)] DeadLetterKind? Kind, [property: Id(1)] string? WebhookId)
{
    /// <summary>All of them.</summary>
    public static readonly DeadLetterFilter All = new(null, null);

    /// <summary>Whether a letter passes.</summary>
    public bool Passes(DeadLetter letter) => (Kind is null || Kind == letter.Kind) && (WebhookId is null || WebhookId == letter.WebhookId);
}
