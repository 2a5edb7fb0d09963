using Sothebais.Gateways.Defaults.Bids;
using Sothebais.Gateways.Defaults.Cluster;
using Sothebais.Gateways.Defaults.Identity;
using Sothebais.Gateways.Defaults.Problems;
using Sothebais.Gateways.Defaults.Requests;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Money;

namespace Sothebais.Gateways.AuctionManager.Bids;

/// <summary>
/// What the auctioneer has at hand beside the room: the absentee book, in which bids are left before they are placed, and the bids that came just after the
/// hammer. Both for auctioneers only: a maximum is nobody else's business.
/// </summary>
internal static class AbsenteeEndpoints
{
    public static void MapAbsenteeBids(this IEndpointRouteBuilder routes)
    {
        var auction = routes.MapGroup("/auctions/{id}").WithTags("Auctioneer").RequireAuthorization(Policies.Drive).ProducesProblem(404);
        auction.MapGet("/absentee-bids", Read).WithName("ReadAbsenteeBook").Produces<AbsenteeBook>();
        auction.MapPut("/absentee-bids/{bidderId}", Leave).WithName("LeaveAbsenteeBid").Produces<AbsenteeBook>().ProducesProblem(409).ProducesProblem(422);
        auction.MapDelete("/absentee-bids/{bidderId}", Remove).WithName("RemoveAbsenteeBid").Produces<AbsenteeBook>();
        auction.MapPost("/absentee-bids/{bidderId}/place", Place).WithName("PlaceAbsenteeBid").Produces<PublicReceipt>(201).ProducesProblem(403).ProducesProblem(409).ProducesProblem(422);
        auction.MapGet("/late-bids", Late).WithName("ListLateBids").Produces<LateBidList>();
    }

    private static async Task<IResult> Read(string id, IGrainFactory grains) => await View(id, grains) is null ? Problem.Result(Answers.NotFound()) : await Book(id, grains);

    private static async Task<IResult> Leave(string id, string bidderId, LeaveBidRequest request, HttpContext http, IGrainFactory grains, TimeProvider clock)
    {
        if (await View(id, grains) is not { } view) return Problem.Result(Answers.NotFound());
        if (StatedBid.BidderOf(bidderId, request.Name) is null) return Problem.Result(StatedBid.BadBidder(bidderId));
        if (!StatedAmount.TryParse(request.Maximum, out var stated) || !view.Settings.Currency.TryExact(stated, out var maximum) || maximum == default)
            return Problem.Result(Problem.Invalid(new Dictionary<string, string[]> { ["maximum"] = [$"A maximum is a decimal string over zero with at most {view.Settings.Currency.Decimals} decimals."] }));
        var bid = new AbsenteeBid(bidderId, request.Name, view.Settings.Currency.Format(maximum), http.User.Id(), clock.GetUtcNow());
        return await HouseCalls.Retry(() => grains.GetGrain<IAbsenteeBookGrain>(id).Leave(bid))
            ? await Book(id, grains)
            : Problem.Result(Problem.Of(409, "book-full", "The absentee book is full.", $"It holds {IAbsenteeBookGrain.Most} bids.", ("most", IAbsenteeBookGrain.Most)));
    }

    private static async Task<IResult> Remove(string id, string bidderId, IGrainFactory grains)
    {
        if (await View(id, grains) is null) return Problem.Result(Answers.NotFound());
        await HouseCalls.Retry(() => grains.GetGrain<IAbsenteeBookGrain>(id).Remove(bidderId));
        return await Book(id, grains);
    }

    private static async Task<IResult> Place(string id, string bidderId, HttpContext http, IGrainFactory grains, TimeProvider clock)
    {
        if (await View(id, grains) is null) return Problem.Result(Answers.NotFound());
        var book = grains.GetGrain<IAbsenteeBookGrain>(id);
        if ((await HouseCalls.Retry(book.Read)).FirstOrDefault(b => b.BidderId == bidderId) is not { } left)
            return Problem.Result(Problem.Of(404, "absentee-bid-not-found", "The book has no bid of theirs.", "Leave one first."));
        if (!StatedBid.TryRead(new BidRequest { Maximum = left.Maximum }, out var terms, out var wrong)) return Problem.Result(wrong);
        var bidder = StatedBid.BidderOf(left.BidderId, left.Name)!;
        var bid = terms.For(bidder, clock.GetUtcNow(), OperationKey.From(http, "absentee " + terms.Asked(bidder)));
        var answer = (await HouseCalls.Retry(() => grains.GetGrain<IAuctionGrain>(id).PlaceBids([bid])))[0];
        if (answer is AuctionAnswer.Refused no) return Problem.Result(Answers.Of(no));
        await HouseCalls.Retry(() => book.Placed(bidderId, clock.GetUtcNow()));
        BidEndpoints.Write(http, id, ((AuctionAnswer.BidTaken)answer).Receipt, dryRun: false);
        return Results.Empty;
    }

    private static async Task<IResult> Late(string id, IGrainFactory grains)
    {
        if (await View(id, grains) is not { } view) return Problem.Result(Answers.NotFound());
        var late = await HouseCalls.Retry(() => grains.GetGrain<IAuctionGrain>(id).LateBids());
        var currency = view.Settings.Currency;
        return TypedResults.Ok(new LateBidList([.. late.Select(b => new PublicLateBid(
            b.Bidder.Id, b.Bidder.Name, b.Amount is { } stated && !view.Settings.IsSealed() && currency.TryExact(stated, out var amount) ? currency.Format(amount) : null, b.At, b.LateBy))]));
    }

    private static async Task<AuctionView?> View(string id, IGrainFactory grains) => ResourceId.IsValid(id) ? await HouseCalls.Retry(() => grains.GetGrain<IAuctionGrain>(id).View()) : null;

    private static async Task<IResult> Book(string id, IGrainFactory grains) => TypedResults.Ok(new AbsenteeBook(
        [.. (await HouseCalls.Retry(() => grains.GetGrain<IAbsenteeBookGrain>(id).Read())).Select(b => new PublicAbsenteeBid(b.BidderId, b.Name, b.Maximum, b.LeftAt, b.PlacedAt))]));
}
