using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Bidders;
using Sothebais.GrainInterfaces.Money;

namespace Sothebais.Grains.Bidders;

/// <summary>What the house knows of a bidder: the fold of their events. Immutable; <see cref="Apply"/> copies facts and decides nothing.</summary>
internal sealed record BidderAccount
{
    public required string Id { get; init; }
    public required BidderProfile Profile { get; init; }
    public long Sequence { get; init; }
    public bool Approved { get; init; }

    /// <summary>Why they are blocked; null where they are not.</summary>
    public string? BlockReason { get; init; }
    public SpendingLimit[] Limits { get; init; } = [];
    public DateTimeOffset RegisteredAt { get; init; }
    public DateTimeOffset At { get; init; }

    /// <summary>Who asked for the newest change.</summary>
    public Origin? ChangedBy { get; init; }

    /// <summary>The account after an event; the first must be <see cref="BidderRegistered"/>.</summary>
    /// <exception cref="InvalidOperationException">The event is not the next one.</exception>
    public static BidderAccount Apply(BidderAccount? account, string id, BidderEvent next)
    {
        if (next.Sequence != (account?.Sequence ?? 0) + 1)
            throw new InvalidOperationException($"Bidder {id} is at {account?.Sequence ?? 0}; event {next.Sequence} does not follow.");
        var after = (account, next) switch
        {
            (null, BidderRegistered e) => new BidderAccount { Id = id, Profile = e.Profile, RegisteredAt = e.At },
            (null, _) => throw new InvalidOperationException($"The log of bidder {id} does not begin with their registration."),
            ({ } at, BidderChanged e) => at with { Profile = e.Profile },
            ({ } at, BidderApproved) => at with { Approved = true },
            ({ } at, BidderBlocked e) => at with { BlockReason = e.Reason },
            ({ } at, BidderUnblocked) => at with { BlockReason = null },
            ({ } at, LimitsSet e) => at with { Limits = e.Limits },
            _ => throw new InvalidOperationException($"Bidder {id} does not know {next.GetType().Name}: the log was written by a newer house."),
        };
        return after with { Sequence = next.Sequence, At = next.At, ChangedBy = next.Origin };
    }

    /// <summary>The spending limit in a currency; null is none.</summary>
    public Amount? LimitIn(string currency) => Array.Find(Limits, l => l.Currency.Code == currency)?.Amount;

    /// <summary>The account as the house sees it.</summary>
    public BidderView View() => new()
    {
        Id = Id,
        Sequence = Sequence,
        Profile = Profile,
        Approved = Approved,
        BlockReason = BlockReason,
        Limits = Limits,
        RegisteredAt = RegisteredAt,
        ChangedAt = At,
    };
}
