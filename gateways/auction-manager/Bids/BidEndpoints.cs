using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;
using Sothebais.Gateways.AuctionManager.Auctions;
using Sothebais.Gateways.AuctionManager.Requests;
using Sothebais.Gateways.Defaults.Auctions;
using Sothebais.Gateways.Defaults.Cluster;
using Sothebais.Gateways.Defaults.Identity;
using Sothebais.Gateways.Defaults.Problems;
using Sothebais.Gateways.Defaults.Requests;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Money;

namespace Sothebais.Gateways.AuctionManager.Bids;

/// <summary>Bidding, and taking bids back.</summary>
internal static class BidEndpoints
{
    private const int LongestId = 128;

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

    private static bool TryCommand(HttpContext http, BidRequest request, DateTimeOffset received, out PlaceBid bid, out ProblemDetails wrong)
    {
        (bid, wrong) = (null!, null!);
        if ((request.Amount is null ? 0 : 1) + (request.Maximum is null ? 0 : 1) + (request.Next == true ? 1 : 0) + (request.BuyNow == true ? 1 : 0) != 1)
            wrong = Invalid("amount", "Give exactly one of amount, maximum, next and buyNow.");
        else if (request.Limit is not null && request.Next != true)
            wrong = Invalid("limit", "A limit goes with next.");
        else if (request.Quantity is < 1 or > 1_000)
            wrong = Invalid("quantity", "A quantity is 1 to 1,000.");
        else if (request.BidderId is null && http.User.Session() is null)
            wrong = Invalid("bidderId", "An event source bids for somebody: say for whom.");
        if (wrong is not null) return false;

        StatedAmount? amount = null, limit = null, maximum = null;
        if (!TryAmount(request.Amount, ref amount) || !TryAmount(request.Limit, ref limit) || !TryAmount(request.Maximum, ref maximum))
        {
            wrong = Problem.Of(422, "invalid-amount", "The amount is malformed.", "An amount is a decimal string such as \"1.25\".");
            return false;
        }
        if (TryBidder(http, request) is not { } bidder)
        {
            wrong = !http.User.ActsForOthers() && request.BidderId is not null && request.BidderId != http.User.Id()
                ? Problem.Of(403, "forbidden", "Your role does not allow this.", "Only an auctioneer or an event source bids for somebody else.")
                : Invalid(request.BidderId is { Length: 0 or > LongestId } ? "bidderId" : "name",
                    $"A bidder's id has 1 to {LongestId} characters without spaces, a name 1 to {ShownName.Longest}; neither has control characters.");
            return false;
        }
        var more = maximum is null && request.BuyNow != true && request.Quantity is null ? "" : $" {maximum?.Digits}e{maximum?.Scale} {request.BuyNow} {request.Quantity}";
        bid = new PlaceBid(bidder, amount, limit, maximum, request.BuyNow == true, request.Quantity ?? 1, received)
        {
            Origin = OperationKey.From(http, $"bid {bidder.Id}\n{bidder.Name}\n{amount?.Digits}e{amount?.Scale} {limit?.Digits}e{limit?.Scale}{more}"),
        };
        return true;
    }

    private static Bidder? TryBidder(HttpContext http, BidRequest request)
    {
        var self = http.User.Id();
        if (request.BidderId is null && request.Name is null) return new Bidder(self, ShownName.Of(http.User.Name()), null);
        if (!http.User.ActsForOthers() && request.BidderId is not null && request.BidderId != self) return null;
        var (id, name) = (request.BidderId ?? self, request.Name);
        // A bidder's own name is the one in their token: nobody bids under somebody else's.
        if (!http.User.ActsForOthers()) name = ShownName.Of(http.User.Name());
        return id.Length is 0 or > LongestId || id.Any(c => char.IsControl(c) || char.IsWhiteSpace(c)) || name is { Length: 0 or > ShownName.Longest } || name?.Any(char.IsControl) == true
            ? null
            : new Bidder(id, name, null);
    }

    private static bool TryAmount(string? text, ref StatedAmount? amount)
    {
        if (text is null) return true;
        if (!StatedAmount.TryParse(text, out var stated)) return false;
        amount = stated;
        return true;
    }

    private static ProblemDetails Invalid(string field, string why) => Problem.Invalid(new Dictionary<string, string[]> { [field] = [why] });

    private static void Write(HttpContext http, string auctionId, BidReceipt receipt, bool dryRun)
    {
        http.Response.StatusCode = dryRun ? StatusCodes.Status200OK : StatusCodes.Status201Created;
        http.Response.ContentType = "application/json; charset=utf-8";
        var text = _text ??= new ArrayBufferWriter<byte>(512);
        text.ResetWrittenCount();
        using var json = new Utf8JsonWriter(text, new JsonWriterOptions { SkipValidation = true });
        json.WriteStartObject();
        if (!dryRun)
        {
            json.WriteString("bidId"u8, AuctionEventId.Of(auctionId, receipt.Bid));
            json.WriteNumber("sequence"u8, receipt.Bid);
        }
        json.WriteString("outcome"u8, receipt.Outcome switch
        {
            BidOutcome.Outbid => "outbid"u8,
            BidOutcome.Sealed => "sealed"u8,
            BidOutcome.Won => "won"u8,
            _ => "leading"u8,
        });
        json.WriteString("amount"u8, receipt.Currency.Format(receipt.Amount));
        var hidden = receipt.Outcome == BidOutcome.Sealed; // nobody knows how they stand, also not the bidder
        json.WriteString("price"u8, hidden ? null : receipt.Currency.Format(receipt.Price));
        json.WriteString("minimumBid"u8, receipt.Currency.FormatOrNull(receipt.MinimumBid));
        if (dryRun)
        {
            if (hidden) json.WriteNull("leader"u8);
            else
            {
                json.WriteStartObject("leader"u8);
                json.WriteString("bidderId"u8, receipt.Leader.Id);
                json.WriteString("name"u8, receipt.Leader.Name);
                if (receipt.Leader.Paddle is { } paddle) json.WriteNumber("paddle"u8, paddle);
                else json.WriteNull("paddle"u8);
                json.WriteEndObject();
            }
            if (receipt.ReserveMet is { } met) json.WriteBoolean("reserveMet"u8, met);
            else json.WriteNull("reserveMet"u8);
        }
        if (receipt.ClosesAt is { } closesAt) json.WriteString("closesAt"u8, StrictJson.Write(closesAt));
        else json.WriteNull("closesAt"u8);
        if (receipt.Grace is { } grace) json.WriteNumber("graceMs"u8, Answers.Milliseconds(grace));
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
            reason = (await http.Request.ReadFromJsonAsync<ReasonRequest>(StrictJson.Options, http.RequestAborted))?.Reason ?? reason;
        }
        if (string.IsNullOrWhiteSpace(reason) || reason.Length > 500 || reason.Any(char.IsControl))
            return Problem.Result(Invalid("reason", "Say why the bid is taken back, in 1 to 500 characters: {\"reason\": \"...\"} or ?reason=."));
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

/// <summary>What a bidder gets for a bid that was taken.</summary>
/// <param name="BidId">The bid's id.</param>
/// <param name="Sequence">Its place in the auction's log.</param>
/// <param name="Outcome">leading, outbid, sealed (nobody knows before the close) or won (at once).</param>
/// <param name="Amount">What was bid as the room hears it: of a maximum that leads, what it took to lead; in a Dutch auction the price at which it takes.</param>
/// <param name="Price">The price after it; null in a sealed auction.</param>
/// <param name="MinimumBid">The least next bid; null where no larger amount can be written, and where nothing is left.</param>
/// <param name="ClosesAt">When the hammer falls after it; null where the auctioneer closes.</param>
public sealed record PublicReceipt(string BidId, long Sequence, string Outcome, string Amount, string? Price, string? MinimumBid, DateTimeOffset? ClosesAt);

/// <summary>What would happen to a bid.</summary>
/// <param name="Outcome">leading, outbid, sealed or won.</param>
/// <param name="Amount">What would be bid; in a Dutch auction the price at which it would take.</param>
/// <param name="Price">The price after it; null in a sealed auction.</param>
/// <param name="MinimumBid">The least next bid then.</param>
/// <param name="Leader">Who would lead; null in a sealed auction.</param>
/// <param name="ReserveMet">Whether the reserve would be met; null where there is none, and in Dutch and sealed auctions.</param>
/// <param name="ClosesAt">When the hammer would fall.</param>
public sealed record PublicPreview(string Outcome, string Amount, string? Price, string? MinimumBid, PublicBidder? Leader, bool? ReserveMet, DateTimeOffset? ClosesAt);
