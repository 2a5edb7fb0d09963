namespace Sothebais.GrainInterfaces.Bidders;

/// <summary>What a bidder's account says to a command.</summary>
[GenerateSerializer, Immutable, Alias("sothebais.bidder-answer")]
public abstract record BidderAnswer
{
    /// <summary>Done, durable, and known to every auction that runs.</summary>
    /// <param name="View">The account as this command left it.</param>
    [GenerateSerializer, Immutable, Alias("sothebais.bidder-answer.done")]
    public sealed record Done([property: Id(0)] BidderView View) : BidderAnswer;

    /// <summary>Not done, and nothing changed.</summary>
    /// <param name="Reason">The first reason that holds.</param>
    /// <param name="Handle">The handle it is about; null where it is about none.</param>
    [GenerateSerializer, Immutable, Alias("sothebais.bidder-answer.refused")]
    public sealed record Refused([property: Id(0)] BidderRefusal Reason, [property: Id(1)] Handle? Handle = null) : BidderAnswer;
}

/// <summary>Why something about a bidder was refused. Numbered for the wire; a number is never reused.</summary>
public enum BidderRefusal
{
    /// <summary>The house knows no such bidder.</summary>
    NotFound = 1,

    /// <summary>The house knows them already.</summary>
    Exists = 2,

    /// <summary>The same key came before with another body.</summary>
    KeyReused = 3,

    /// <summary>Somebody else changed it since the caller read it.</summary>
    Conflict = 4,

    /// <summary>The handle is another bidder's.</summary>
    HandleTaken = 5,

    /// <summary>They are approved already.</summary>
    AlreadyApproved = 6,

    /// <summary>They are blocked already.</summary>
    AlreadyBlocked = 7,

    /// <summary>They are not blocked.</summary>
    NotBlocked = 8,
}

/// <summary>A bidder's account at one place of its log. For the house's eyes, and in part for their own.</summary>
[GenerateSerializer, Immutable, Alias("sothebais.bidder-view")]
public sealed record BidderView
{
    /// <summary>Their id.</summary>
    [Id(0)] public required string Id { get; init; }

    /// <summary>The newest event this view rests on.</summary>
    [Id(1)] public required long Sequence { get; init; }

    /// <summary>Who they are.</summary>
    [Id(2)] public required BidderProfile Profile { get; init; }

    /// <summary>Whether they may bid where only approved bidders may.</summary>
    [Id(3)] public bool Approved { get; init; }

    /// <summary>Why they are blocked; null where they are not. For the house alone.</summary>
    [Id(4)] public string? BlockReason { get; init; }

    /// <summary>What they may spend.</summary>
    [Id(5)] public SpendingLimit[] Limits { get; init; } = [];

    /// <summary>UTC instant at which the house came to know them.</summary>
    [Id(6)] public DateTimeOffset RegisteredAt { get; init; }

    /// <summary>UTC instant of the newest change.</summary>
    [Id(7)] public DateTimeOffset ChangedAt { get; init; }

    /// <summary>What they may have to pay now, in the currencies that have a limit: never less than the truth. Null in answers to commands, which stay the same for ever.</summary>
    [Id(8)] public SpendingLimit[]? Exposure { get; init; }
}
