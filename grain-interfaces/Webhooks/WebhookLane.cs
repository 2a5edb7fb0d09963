using Sothebais.GrainInterfaces.Feed;

namespace Sothebais.GrainInterfaces.Webhooks;

/// <summary>A way through the feed to a webhook's receiver: the live one, or a replay. Events are delivered one after the other.</summary>
/// <param name="Number">Which: 0 is the live one, replays count from 1.</param>
/// <param name="Filter">Which events.</param>
/// <param name="Until">The last position of a replay; null for the live one.</param>
/// <param name="CreatedAt">UTC instant at which it was asked for.</param>
[GenerateSerializer, Immutable, Alias("sothebais.webhook-lane")]
public sealed record WebhookLane(
    [property: Id(0)] int Number, [property: Id(1)] EventFilter Filter, [property: Id(2)] FeedPosition? Until, [property: Id(3)] DateTimeOffset CreatedAt)
{
    /// <summary>The number of the live lane.</summary>
    public const int Live = 0;

    /// <summary>How it goes.</summary>
    [Id(4)] public LaneStatus Status { get; init; } = LaneStatus.Running;

    /// <summary>UTC instant at which it ended; null while it runs.</summary>
    [Id(5)] public DateTimeOffset? EndedAt { get; init; }

    /// <summary>How far it has come.</summary>
    [Id(6)] public required LaneProgress Progress { get; init; }
}

/// <summary>How a lane goes. Numbered for the wire; a number is never reused.</summary>
public enum LaneStatus
{
    /// <summary>It runs, or waits for the webhook to be enabled.</summary>
    Running = 1,

    /// <summary>A replay that came to its end.</summary>
    Done = 2,

    /// <summary>A replay that somebody cancelled.</summary>
    Cancelled = 3,

    /// <summary>A replay that ended because the house disabled its webhook.</summary>
    Failed = 4,
}

/// <summary>How far a lane has come. Absolute figures: saying the same twice changes nothing.</summary>
[GenerateSerializer, Immutable, Alias("sothebais.lane-progress")]
public sealed record LaneProgress
{
    /// <summary>The position of the last event that is done with; null is the oldest kept.</summary>
    [Id(0)] public FeedPosition? Cursor { get; init; }

    /// <summary>The event that could not be delivered yet; null where none waits for another try.</summary>
    [Id(1)] public LaneAttempt? Attempt { get; init; }

    /// <summary>How many events were delivered.</summary>
    [Id(2)] public long Delivered { get; init; }

    /// <summary>How many became dead letters.</summary>
    [Id(3)] public long DeadLettered { get; init; }

    /// <summary>UTC instant of the last delivery; null where there was none.</summary>
    [Id(4)] public DateTimeOffset? LastDeliveryAt { get; init; }

    /// <summary>UTC instant since which every try has failed; null where the last one did not.</summary>
    [Id(5)] public DateTimeOffset? FailingSince { get; init; }

    /// <summary>What the last failure was, in words; kept when it goes well again.</summary>
    [Id(6)] public string? LastError { get; init; }

    /// <summary>UTC instant of the last failure.</summary>
    [Id(7)] public DateTimeOffset? LastErrorAt { get; init; }

    /// <summary>Whether the receiver said that it wants no more (410).</summary>
    [Id(8)] public bool Gone { get; init; }

    /// <summary>Whether a replay has come to its end.</summary>
    [Id(9)] public bool Finished { get; init; }
}

/// <summary>An event between two tries.</summary>
/// <param name="DeliveryId">The event, by the id under which it is delivered.</param>
/// <param name="EventAt">UTC instant at which it came into the feed.</param>
/// <param name="Tries">How often it was tried.</param>
/// <param name="FirstAt">UTC instant of the first try.</param>
/// <param name="NextAt">UTC instant of the next.</param>
[GenerateSerializer, Immutable, Alias("sothebais.lane-attempt")]
public sealed record LaneAttempt(
    [property: Id(0)] string DeliveryId, [property: Id(1)] DateTimeOffset EventAt, [property: Id(2)] int Tries, [property: Id(3)] DateTimeOffset FirstAt,
    [property: Id(4)] DateTimeOffset NextAt);

/// <summary>What a holder reports of a lane.</summary>
/// <param name="Number">Which.</param>
/// <param name="Progress">How far it has come.</param>
[GenerateSerializer, Immutable, Alias("sothebais.lane-report")]
public sealed record LaneReport([property: Id(0)] int Number, [property: Id(1)] LaneProgress Progress);
