using System.Buffers;
using Sothebais.Gateways.Defaults.Bids;
using Sothebais.Gateways.Defaults.Problems;
using Sothebais.Gateways.Defaults.Requests;

namespace Sothebais.Gateways.EventHandler.Intake;

/// <summary>Requests to bid: events whose data is a bid request with the auction's and the bidder's id. Pure.</summary>
internal sealed class BidRequested : IEventReading
{
    /// <summary>Their type.</summary>
    public const string Type = "com.sothebais.bid.requested.v1";

    /// <inheritdoc/>
    public bool Takes(string type) => type == Type;

    /// <inheritdoc/>
    public ValueTask<Meaning> Read(IncomingEvent happened, Sender sender) => new(Understand(happened, sender));

    private static Meaning Understand(IncomingEvent happened, Sender sender)
    {
        BidRequest request;
        string? auctionId;
        try
        {
            request = BidRequest.ReadWithAuction(new ReadOnlySequence<byte>(happened.Data ?? default), out auctionId);
        }
        catch (BadHttpRequestException e)
        {
            return Invalid(e.InnerException is null ? e.Message : "The data is not the JSON of a bid request.");
        }
        if (auctionId is null) return Invalid("Say in auctionId on what is bid.");
        if (request.BidderId is null) return Invalid("Say in bidderId for whom is bid.");
        if (!ResourceId.IsValid(auctionId)) return new Meaning.Unprocessable(Answers.NotFound());
        if (!StatedBid.TryRead(request, out var terms, out var wrong)) return new Meaning.Unprocessable(wrong);
        if (StatedBid.BidderOf(request.BidderId, request.Name) is not { } bidder) return new Meaning.Unprocessable(StatedBid.BadBidder(request.BidderId));
        var origin = OperationKey.OfEvent(sender.Id, happened.Source, happened.Id, terms.Asked(bidder), sender.Request);
        return new Meaning.Bid(auctionId, terms.For(bidder, sender.ReceivedAt, origin));
    }

    private static Meaning.Unprocessable Invalid(string why) => new(Problem.Of(422, "invalid-data", "The event's data is malformed.", why));
}
