using System.Text.Json;
using System.Text.Json.Nodes;
using Sothebais.Gateways.Admin.Console.Api;
using Sothebais.Gateways.Defaults.Auctions;
using Sothebais.Gateways.Defaults.Requests;

namespace Sothebais.Gateways.Admin.Console.Auctions;

/// <summary>An auction's terms, apart from where it stands: what would create it, what changes it, what makes another like it.</summary>
internal static class AuctionTerms
{
    /// <summary>The forms of increments exclude each other: they change as a whole.</summary>
    private static readonly string[] Whole = ["increments"];

    private const int MostRead = 500; // events; those before the opening, where the terms stand

    /// <summary>The request that would create an auction as it is.</summary>
    public static CreateAuctionRequest RequestOf(PublicView view) => new()
    {
        Format = view.Format,
        Title = view.Title,
        Lot = view.Lot,
        Currency = view.Currency,
        OpeningBid = view.Format == "dutch" ? null : view.OpeningBid,
        Reserve = view.Reserve,
        BuyNow = view.BuyNow,
        Increments = view.Increments,
        OpensAt = view.OpensAt,
        ClosesAt = view.Duration is null ? view.ClosesAt : null,
        Duration = view.Duration,
        StartsOnFirstBid = view.StartsOnFirstBid,
        Extension = view.Extension,
        Bidders = view.Bidders,
        SaleId = view.SaleId,
        Dutch = view.Dutch,
        Quantity = view.Quantity,
    };

    /// <summary>The request for another auction like one: all but its id and its times. What can no longer be bought at once is still told by its log.</summary>
    public static async Task<CreateAuctionRequest> Another(PublicView view, HouseApi api, CancellationToken stopping)
    {
        var buyNow = view.BuyNow;
        if (buyNow is null && view.Format == "english" && !view.Status.IsChangeable())
        {
            var log = await api.Get<LogPage>($"auctions/{view.Id}/events?limit={MostRead}", stopping);
            var settings = log.Items.LastOrDefault(e => e.Kind is "auctionCreated" or "auctionRevised");
            buyNow = settings?.Event.TryGetProperty("buyNow", out var price) == true ? price.GetString() : null;
        }
        return RequestOf(view) with { BuyNow = buyNow, OpensAt = null, ClosesAt = null };
    }

    /// <summary>What changes one into another, as a JSON merge patch; empty where they are the same.</summary>
    public static JsonObject Change(CreateAuctionRequest from, CreateAuctionRequest to) => MergePatch.Between(Json(from), Json(to), Whole);

    /// <summary>One with the changes made to another.</summary>
    public static CreateAuctionRequest With(this CreateAuctionRequest theirs, JsonObject changes) =>
        new MergePatch(changes, "").Over(Json(theirs), Whole).Deserialize<CreateAuctionRequest>(StrictJson.Options)!;

    private static JsonObject Json(CreateAuctionRequest request) => JsonSerializer.SerializeToNode(request, StrictJson.Options)!.AsObject();
}
