using Sothebais.GrainInterfaces.Intake;
using Sothebais.GrainInterfaces.Webhooks;

namespace Sothebais.Grains.Webhooks;

/// <summary>All that is known of a webhook, as it is stored.</summary>
[GenerateSerializer, Immutable, Alias("sothebais.webhook")]
internal sealed record Webhook
{
    [Id(0)] public required string Url { get; init; }

    [Id(1)] public required DateTimeOffset CreatedAt { get; init; }

    [Id(2)] public WebhookDisabled? Disabled { get; init; }

    /// <summary>The newest first.</summary>
    [Id(3)] public required SecretInForce[] Secrets { get; init; }

    /// <summary>The live lane, then replays by their numbers.</summary>
    [Id(4)] public required WebhookLane[] Lanes { get; init; }

    /// <summary>The number of the next replay.</summary>
    [Id(5)] public int NextLane { get; init; } = 1;

    /// <summary>Of the newest lease: what a holder of an older one reports is refused.</summary>
    [Id(6)] public long Epoch { get; init; }

    /// <summary>Counts the changes of what holders work with, lanes apart.</summary>
    [Id(7)] public long Terms { get; init; } = 1;

    /// <summary>The newest operations, by their keys, the oldest first.</summary>
    [Id(8)] public UsedKey[] Used { get; init; } = [];

    /// <summary>An event about it that the feed has yet to take.</summary>
    [Id(9)] public SentEvent? Notice { get; init; }

    /// <summary>Whether deliveries are made.</summary>
    public bool Enabled => Disabled is null;

    /// <summary>What may be told of it.</summary>
    public WebhookView View(string id, DateTimeOffset now) => new(id, Url, CreatedAt, Disabled, Lanes, [.. Secrets.Where(s => !(s.Secret.Until <= now)).Select(s => s.Secret.Until)]);

    /// <summary>What a holder works with.</summary>
    public WebhookWork Work() => new(Epoch, Terms, Target(), Enabled, [.. Lanes.Where(l => l.Status == LaneStatus.Running)]);

    /// <summary>Where to deliver.</summary>
    public WebhookTarget Target() => new(Url, [.. Secrets.Select(s => s.Secret)]);

    /// <summary>For logs and error messages: without secrets.</summary>
    public override string ToString() => $"{nameof(Webhook)} {Url}";
}

/// <summary>A secret, and the operation that brought it.</summary>
[GenerateSerializer, Immutable, Alias("sothebais.secret-in-force")]
internal sealed record SecretInForce([property: Id(0)] WebhookSecret Secret, [property: Id(1)] UInt128 Key);

/// <summary>An operation that was carried out.</summary>
/// <param name="Key">The hash of its key.</param>
/// <param name="Body">The fingerprint of what was asked.</param>
/// <param name="Lane">Of a replay: its number.</param>
[GenerateSerializer, Immutable, Alias("sothebais.webhook-used-key")]
internal sealed record UsedKey([property: Id(0)] UInt128 Key, [property: Id(1)] string Body, [property: Id(2)] int Lane);
