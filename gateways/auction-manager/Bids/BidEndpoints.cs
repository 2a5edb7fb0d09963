using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Sothebais.Gateways.Defaults.Auctions;
using Sothebais.Gateways.Defaults.Bids;
using Sothebais.Gateways.Defaults.Cluster;
using Sothebais.Gateways.Defaults.Identity;
using Sothebais.Gateways.Defaults.Problems;
using Sothebais.Gateways.Defaults.Requests;
using Sothebais.GrainInterfaces.Auctions;

namespace Sothebais.Gateways.AuctionManager.Bids;

/// <summary>Bidding, and taking bids back.</summary>
internal static class BidEndpoints
{
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? _text; // an answer is written without a pause, so one a thread is enough

    public static void MapBids(this IEndpointRouteBuilder routes)
    {
        var bids = routes.MapGroup("/auctions/{id}/bids").WithTags("Bids");
        bids.MapPost("/", Place).WithName("PlaceBid").RequireAuthorization(Policies.Bid).Accepts<BidRequest>("application/json")
            .Produces<PublicReceipt>(201).Produces<PublicPreview>(200).ProducesProblem(403).ProducesProblem(404).ProducesProblem(409).ProducesProblem(422).ProducesProblem(503);
        bids.MapDelete("/{bidId}", Retract).WithName("RetractBid").RequireAuthorization(Policies.Drive)
            .Produces<PublicView>().ProducesProblem(404).ProducesProblem(409).ProducesProblem(422);
    }

    private static async Task Place(string id, HttpContext http, BidDesk desk, IGrainFactory grains, TimeProvider clock, bool dryRun = false)
    {
        var received = Arrival.Of(http, clock);
        if (!http.Request.HasJsonContentType()) throw new BadHttpRequestException("A bid is sent as application/json.", StatusCodes.Status415UnsupportedMediaType);
        var (request, waited) = await ReadBody(http);
        // A bid is received when all of it is: who sends its head before the close and its amount after it has seen more than the others.
        if (waited) received = clock.GetUtcNow();
        if (!ResourceId.IsValid(id))
        {
            await Problem.Write(http, Answers.NotFound());
            return;
        }
        if (!TryCommand(http, request, received, out var bid, out var wrong))
        {
            await Problem.Write(http, wrong);
            return;
        }
        var answer = dryRun ? await HouseCalls.Retry(() => grains.GetGrain<IAuctionGrain>(id).Preview(bid)) : await desk.Place(id, bid);
        if (answer is AuctionAnswer.Refused no) await Problem.Write(http, Answers.Of(no));
        else Write(http, id, ((AuctionAnswer.BidTaken)answer).Receipt, dryRun);
    }

    /// <summary>Reads the body; says whether it had to be waited for.</summary>
    private static async ValueTask<(BidRequest Request, bool Waited)> ReadBody(HttpContext http)
    {
        var body = http.Request.BodyReader;
        var waited = !body.TryRead(out var read);
        if (waited) read = await body.ReadAsync();
        while (!read.IsCompleted)
        {
            waited = true;
            body.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            read = await body.ReadAsync(); // bounded by the server: a larger body than it takes throws
        }
        try
        {
            return (BidRequest.Read(read.Buffer), waited);
        }
        finally
        {
            body.AdvanceTo(read.Buffer.End);
        }
    }

    private static bool TryCommand(HttpContext http, BidRequest request, DateTimeOffset received, out PlaceBid bid, [NotNullWhen(false)] out ProblemDetails? wrong)
    {
        bid = null!;
        if (!StatedBid.TryRead(request, out var terms, out wrong)) return false;
        if (request.BidderId is null && http.User.Session() is null)
        {
            wrong = StatedBid.Invalid("bidderId", "An event source bids for somebody: say for whom.");
            return false;
        }
        if (TryBidder(http, request) is not { } bidder)
        {
            wrong = !http.User.ActsForOthers() && request.BidderId is not null && request.BidderId != http.User.Id()
                ? Problem.Of(403, "forbidden", "Your role does not allow this.", "Only an auctioneer or an event source bids for somebody else.")
                : StatedBid.BadBidder(request.BidderId);
            return false;
        }
        bid = terms.For(bidder, received, OperationKey.From(http, terms.Asked(bidder)));
        return true;
    }

    private static Bidder? TryBidder(HttpContext http, BidRequest request)
    {
        var self = http.User.Id();
        if (request.BidderId is null && request.Name is null) return new Bidder(self, ShownName.Of(http.User.Name()), null);
        if (!http.User.ActsForOthers() && request.BidderId is not null && request.BidderId != self) return null;
        // A bidder's own name is the one in their token: nobody bids under somebody else's.
        return StatedBid.BidderOf(request.BidderId ?? self, http.User.ActsForOthers() ? request.Name : ShownName.Of(http.User.Name()));
    }

    internal static void Write(HttpContext http, string auctionId, BidReceipt receipt, bool dryRun)
    {
        http.Response.StatusCode = dryRun ? StatusCodes.Status200OK : StatusCodes.Status201Created;
        http.Response.ContentType = "application/json; charset=utf-8";
        var text = _text ??= new ArrayBufferWriter<byte>(512);
        text.ResetWrittenCount();
        using var json = new Utf8JsonWriter(text, new JsonWriterOptions { SkipValidation = true });
        json.WriteStartObject();
        ReceiptJson.Write(json, auctionId, receipt, dryRun);
        json.WriteEndObject();
        json.Flush();
        http.Response.ContentLength = text.WrittenCount; // spares both sides the chunks
        http.Response.BodyWriter.Write(text.WrittenSpan);
    }

    private static async Task<IResult> Retract(string id, string bidId, HttpContext http, IGrainFactory grains, TimeProvider clock, string? reason = null)
    {
        if (!ResourceId.IsValid(id)) return Problem.Result(Answers.NotFound());
        if (http.Request.ContentLength > 0 || http.Request.Headers.TransferEncoding.Count > 0)
        {
            if (!http.Request.HasJsonContentType()) throw new BadHttpRequestException("A reason is sent as application/json.", StatusCodes.Status415UnsupportedMediaType);
            reason = (await http.Request.ReadFromJsonAsync<RetractRequest>(StrictJson.Options, http.RequestAborted))?.Reason ?? reason;
        }
        if (string.IsNullOrWhiteSpace(reason) || reason.Length > 500 || reason.Any(char.IsControl))
            return Problem.Result(StatedBid.Invalid("reason", "Say why the bid is taken back, in 1 to 500 characters: {\"reason\": \"...\"} or ?reason=."));
        if (!AuctionEventId.TryParse(bidId, out var owner, out var sequence) || owner != id)
            return Problem.Result(Answers.Of(new AuctionAnswer.Refused(Refusal.BidNotFound)));
        var command = new RetractBid(sequence, reason) { Origin = OperationKey.From(http, $"retract {bidId} {reason}") };
        return await HouseCalls.Retry(() => grains.GetGrain<IAuctionGrain>(id).Execute(command)) switch
        {
            AuctionAnswer.Done done => TypedResults.Ok(PublicView.Of(done.View, clock.GetUtcNow(), http.User.IsInRole(Roles.Admin))),
            AuctionAnswer.Refused no => Problem.Result(Answers.Of(no)),
            var other => throw new InvalidOperationException($"No answer for {other.GetType().Name}."),
        };
    }
}
