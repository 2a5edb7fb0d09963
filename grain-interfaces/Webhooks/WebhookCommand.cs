using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Feed;

namespace Sothebais.GrainInterfaces.Webhooks;

/// <summary>Something asked of a webhook.</summary>
[GenerateSerializer, Immutable, Alias("sothebais.webhook-command")]
public abstract record WebhookCommand
{
    /// <summary>Who asks, under which key, and the fingerprint of what they ask.</summary>
    [Id(0)] public required Origin Origin { get; init; }

    /// <summary>For logs and error messages: without secrets.</summary>
    public sealed override string ToString() => GetType().Name;
}

/// <summary>Bring a webhook into being.</summary>
/// <param name="Url">Where it delivers.</param>
/// <param name="Filter">Which events.</param>
/// <param name="Secret">What it signs with.</param>
/// <param name="After">Where it begins; null is the oldest kept.</param>
[GenerateSerializer, Immutable, Alias("sothebais.create-webhook")]
public sealed record CreateWebhook([property: Id(0)] string Url, [property: Id(1)] EventFilter Filter, [property: Id(2)] string Secret, [property: Id(3)] FeedPosition? After) : WebhookCommand;

/// <summary>Change where it delivers, and what.</summary>
/// <param name="Url">Where it delivers from now on.</param>
/// <param name="Filter">Which events from now on.</param>
[GenerateSerializer, Immutable, Alias("sothebais.change-webhook")]
public sealed record ChangeWebhook([property: Id(0)] string Url, [property: Id(1)] EventFilter Filter) : WebhookCommand;

/// <summary>Remove it, with all that it remembers.</summary>
[GenerateSerializer, Immutable, Alias("sothebais.remove-webhook")]
public sealed record RemoveWebhook : WebhookCommand;

/// <summary>Deliver again, from where it stopped, and at once.</summary>
[GenerateSerializer, Immutable, Alias("sothebais.enable-webhook")]
public sealed record EnableWebhook : WebhookCommand;

/// <summary>Deliver nothing until it is enabled.</summary>
[GenerateSerializer, Immutable, Alias("sothebais.disable-webhook")]
public sealed record DisableWebhook : WebhookCommand;

/// <summary>Sign with another secret; the one before signs beside it for a while.</summary>
/// <param name="Secret">The new one.</param>
/// <param name="Overlap">For how long; zero to 7 days.</param>
[GenerateSerializer, Immutable, Alias("sothebais.rotate-webhook")]
public sealed record RotateWebhook([property: Id(0)] string Secret, [property: Id(1)] TimeSpan Overlap) : WebhookCommand;

/// <summary>Send a stretch of the feed again, beside the live lane.</summary>
/// <param name="Filter">Which events.</param>
/// <param name="After">After which position; null is the oldest kept.</param>
/// <param name="Until">The last position.</param>
[GenerateSerializer, Immutable, Alias("sothebais.replay-to-webhook")]
public sealed record ReplayToWebhook([property: Id(0)] EventFilter Filter, [property: Id(1)] FeedPosition? After, [property: Id(2)] FeedPosition Until) : WebhookCommand;

/// <summary>End a replay.</summary>
/// <param name="Lane">Its number.</param>
[GenerateSerializer, Immutable, Alias("sothebais.cancel-replay")]
public sealed record CancelReplay([property: Id(0)] int Lane) : WebhookCommand;

/// <summary>What a webhook says to a command.</summary>
[GenerateSerializer, Immutable, Alias("sothebais.webhook-answer")]
public abstract record WebhookAnswer
{
    /// <summary>Done, and durable.</summary>
    /// <param name="View">The webhook as it stands now.</param>
    /// <param name="Secret">To create and rotate: the secret that was taken; to a repetition the first one's, while it still signs. Null elsewhere.</param>
    /// <param name="Lane">To a replay: its number.</param>
    [GenerateSerializer, Immutable, Alias("sothebais.webhook-answer.done")]
    public sealed record Done([property: Id(0)] WebhookView View, [property: Id(1)] string? Secret = null, [property: Id(2)] int Lane = 0) : WebhookAnswer
    {
        /// <summary>For logs and error messages: without the secret.</summary>
        public override string ToString() => nameof(Done);
    }

    /// <summary>The webhook is removed, and that is durable.</summary>
    [GenerateSerializer, Immutable, Alias("sothebais.webhook-answer.removed")]
    public sealed record Removed : WebhookAnswer;

    /// <summary>Not done.</summary>
    /// <param name="Reason">The first reason that holds.</param>
    [GenerateSerializer, Immutable, Alias("sothebais.webhook-answer.refused")]
    public sealed record Refused([property: Id(0)] WebhookRefusal Reason) : WebhookAnswer;
}

/// <summary>Why a webhook refused something. Numbered for the wire; a number is never reused.</summary>
public enum WebhookRefusal
{
    /// <summary>There is no such webhook.</summary>
    NotFound = 1,

    /// <summary>There is one of that id already.</summary>
    Exists = 2,

    /// <summary>The same key came before with another body.</summary>
    KeyReused = 3,

    /// <summary>There are as many webhooks as there may be.</summary>
    TooMany = 4,

    /// <summary>As many secrets sign as may at once.</summary>
    TooManySecrets = 5,

    /// <summary>It signs with that secret already.</summary>
    SecretInUse = 6,

    /// <summary>As many replays run as may at once.</summary>
    TooManyReplays = 7,

    /// <summary>It has no such replay.</summary>
    ReplayNotFound = 8,

    /// <summary>The replay has ended already.</summary>
    ReplayEnded = 9,
}
