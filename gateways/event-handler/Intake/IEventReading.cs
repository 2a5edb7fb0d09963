using Microsoft.AspNetCore.Mvc;
using Sothebais.GrainInterfaces.Auctions;

namespace Sothebais.Gateways.EventHandler.Intake;

/// <summary>
/// Understands events of some types. To understand is not to do: what events ask for is done by <see cref="EventIntake"/>, so that bids keep their order
/// whatever kind of event carries them. Register one as a service to have its types understood; what nobody takes is kept.
/// </summary>
internal interface IEventReading
{
    /// <summary>Whether events of a type are for this one.</summary>
    bool Takes(string type);

    /// <summary>What an event asks for.</summary>
    ValueTask<Meaning> Read(IncomingEvent happened, Sender sender);
}

/// <summary>What an event asks for.</summary>
internal abstract record Meaning
{
    /// <summary>A bid on an auction.</summary>
    public sealed record Bid(string AuctionId, PlaceBid Placed) : Meaning;

    /// <summary>To be kept in the feed and distributed.</summary>
    public sealed record Keep : Meaning;

    /// <summary>Nothing more: it is understood, and answered so.</summary>
    public sealed record Answered(IntakeOutcome Outcome) : Meaning;

    /// <summary>It cannot be processed as it stands; it goes to the dead letters.</summary>
    public sealed record Unprocessable(ProblemDetails Why) : Meaning;
}
