using Microsoft.AspNetCore.Mvc;
using Sothebais.GrainInterfaces.Auctions;

namespace Sothebais.Gateways.EventHandler.Intake;

/// <summary>What became of an event.</summary>
/// <param name="Status">In a word.</param>
internal sealed record IntakeOutcome(IntakeStatus Status)
{
    /// <summary>It is in the feed.</summary>
    public static readonly IntakeOutcome Kept = new(IntakeStatus.Kept);

    /// <summary>It was in the feed already.</summary>
    public static readonly IntakeOutcome Duplicate = new(IntakeStatus.Duplicate);

    /// <summary>It may or may not have had its effect.</summary>
    public static readonly IntakeOutcome Unknown = new(IntakeStatus.Unknown);

    /// <summary>Of a bid that was taken: the auction.</summary>
    public string? AuctionId { get; private init; }

    /// <summary>Of a bid that was taken: the receipt.</summary>
    public BidReceipt? Receipt { get; private init; }

    /// <summary>Why it was refused or could not be processed.</summary>
    public ProblemDetails? Why { get; private init; }

    /// <summary>Where it lies, if it could not be processed.</summary>
    public string? DeadLetterId { get; init; }

    /// <summary>The stable code of why; null where there is none.</summary>
    public string? Code => Why?.Extensions["code"] as string;

    /// <summary>A bid was taken.</summary>
    public static IntakeOutcome Accepted(string auctionId, BidReceipt receipt) => new(IntakeStatus.Accepted) { AuctionId = auctionId, Receipt = receipt };

    /// <summary>It was processed, and the answer is no.</summary>
    public static IntakeOutcome Refused(ProblemDetails why) => new(IntakeStatus.Refused) { Why = why };

    /// <summary>It was understood, and asks for nothing.</summary>
    public static IntakeOutcome Ignored(string code, string why) => new(IntakeStatus.Ignored) { Why = Defaults.Problems.Problem.Of(422, code, why) };

    /// <summary>It could not be processed.</summary>
    public static IntakeOutcome Dead(ProblemDetails why) => new(IntakeStatus.DeadLettered) { Why = why };
}

/// <summary>What became of an event, in a word.</summary>
internal enum IntakeStatus
{
    /// <summary>What it asked for is done.</summary>
    Accepted,

    /// <summary>It was processed, and the answer is no.</summary>
    Refused,

    /// <summary>It is in the feed.</summary>
    Kept,

    /// <summary>It was in the feed already.</summary>
    Duplicate,

    /// <summary>It could not be processed, and lies with the dead letters.</summary>
    DeadLettered,

    /// <summary>It may or may not have had its effect: send it again.</summary>
    Unknown,

    /// <summary>It was understood, and asks for nothing: a chat message that is no bid.</summary>
    Ignored,
}
