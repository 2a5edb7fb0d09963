namespace Sothebais.GrainInterfaces.Webhooks;

/// <summary>How a webhook stands; without its secrets.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Url">Where it delivers.</param>
/// <param name="CreatedAt">UTC instant at which it was made.</param>
/// <param name="Disabled">Why it does not deliver; null where it does.</param>
/// <param name="Lanes">The live lane, then replays by their numbers.</param>
/// <param name="Secrets">Until when each of its secrets signs, the newest first; null is without an end.</param>
[GenerateSerializer, Immutable, Alias("sothebais.webhook-view")]
public sealed record WebhookView(
    [property: Id(0)] string Id, [property: Id(1)] string Url, [property: Id(2)] DateTimeOffset CreatedAt, [property: Id(3)] WebhookDisabled? Disabled,
    [property: Id(4)] WebhookLane[] Lanes, [property: Id(5)] DateTimeOffset?[] Secrets)
{
    /// <summary>The lane that follows the feed.</summary>
    public WebhookLane Live => Lanes[0];
}

/// <summary>That a webhook does not deliver.</summary>
/// <param name="Reason">Why: <see cref="ByHand"/>, <see cref="Gone"/> or <see cref="Failing"/>.</param>
/// <param name="At">UTC instant since when.</param>
/// <param name="Since">UTC instant since when every try had failed; null where none had.</param>
[GenerateSerializer, Immutable, Alias("sothebais.webhook-disabled")]
public sealed record WebhookDisabled([property: Id(0)] string Reason, [property: Id(1)] DateTimeOffset At, [property: Id(2)] DateTimeOffset? Since)
{
    /// <summary>Somebody disabled it.</summary>
    public const string ByHand = "by-hand";

    /// <summary>The receiver answered 410.</summary>
    public const string Gone = "gone";

    /// <summary>Nothing could be delivered for too long.</summary>
    public const string Failing = "failing";
}

/// <summary>A key that deliveries are signed with.</summary>
/// <param name="Text"><c>whsec_</c> and base64.</param>
/// <param name="Until">UTC instant until which it signs; null is without an end.</param>
[GenerateSerializer, Immutable, Alias("sothebais.webhook-secret")]
public sealed record WebhookSecret([property: Id(0)] string Text, [property: Id(1)] DateTimeOffset? Until)
{
    /// <summary>For logs and error messages: without the secret.</summary>
    public override string ToString() => nameof(WebhookSecret);
}

/// <summary>The answer to who wants a lease.</summary>
/// <param name="State">Whether it is theirs.</param>
/// <param name="Work">Where it is theirs: what to do.</param>
/// <param name="Until">Where another holds it: UTC instant at which that lease ends if it is not renewed.</param>
[GenerateSerializer, Immutable, Alias("sothebais.webhook-lease")]
public sealed record WebhookLease([property: Id(0)] LeaseState State, [property: Id(1)] WebhookWork? Work = null, [property: Id(2)] DateTimeOffset? Until = null);

/// <summary>Whose a lease is. Numbered for the wire; a number is never reused.</summary>
public enum LeaseState
{
    /// <summary>The caller's.</summary>
    Yours = 1,

    /// <summary>Another's.</summary>
    Held = 2,

    /// <summary>There is no such webhook.</summary>
    Gone = 3,
}

/// <summary>What the holder of a lease works with.</summary>
/// <param name="Epoch">Its epoch, for its reports.</param>
/// <param name="Terms">Counts up with every change of what follows, but not of the lanes.</param>
/// <param name="Target">Where to deliver, and what to sign with.</param>
/// <param name="Enabled">Whether to deliver.</param>
/// <param name="Lanes">The lanes that run.</param>
[GenerateSerializer, Immutable, Alias("sothebais.webhook-work")]
public sealed record WebhookWork(
    [property: Id(0)] long Epoch, [property: Id(1)] long Terms, [property: Id(2)] WebhookTarget Target, [property: Id(3)] bool Enabled, [property: Id(4)] WebhookLane[] Lanes);

/// <summary>Where to deliver.</summary>
/// <param name="Url">The address.</param>
/// <param name="Secrets">What to sign with, the newest first.</param>
[GenerateSerializer, Immutable, Alias("sothebais.webhook-target")]
public sealed record WebhookTarget([property: Id(0)] string Url, [property: Id(1)] WebhookSecret[] Secrets);
