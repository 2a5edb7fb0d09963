using System.Text.Json;
using Sothebais.GrainInterfaces.Auctions;

namespace Sothebais.Grains.Auctions.Attempts;

/// <summary>The lasting names of refusals and of the rules that decide them: what stands in the record must be readable years later.</summary>
internal static class RefusalNames
{
    private static readonly Dictionary<Refusal, string> Codes = Enum.GetValues<Refusal>()
        .ToDictionary(r => r, r => r == Refusal.KeyReused ? "idempotency-key-reused" : JsonNamingPolicy.KebabCaseLower.ConvertName(r.ToString()));

    /// <summary>The code under which the public contract knows a refusal.</summary>
    public static string Code(Refusal reason) => Codes[reason];

    /// <summary>The rule that refused a bid: of the format, of an auction's life, of the bidder, or of the request itself.</summary>
    public static string Rule(AuctionAnswer.Refused no, AuctionFormat format) => no.Reason switch
    {
        Refusal.KeyReused => "request.key",
        Refusal.InvalidAmount => "request.amount",
        Refusal.AuctionNotOpen => no.LateBy is null ? "life.not-open" : "life.close",
        Refusal.BidderNotApproved => "bidder.approval",
        Refusal.BidderBlocked => "bidder.block",
        Refusal.LimitExceeded => "bidder.limit",
        Refusal.BidTooLow => Of(format) + ".minimum",
        Refusal.OverLimit => Of(format) + ".limit",
        Refusal.PriceCeiling => Of(format) + ".ceiling",
        Refusal.NotOffered => Of(format) + ".offer",
        Refusal.MaximumNotRaised => Of(format) + ".maximum",
        Refusal.QuantityNotLeft => Of(format) + ".quantity",
        Refusal.BuyNowWithdrawn => Of(format) + ".buy-now",
        Refusal.TooManyBidders => Of(format) + ".bidders",
        var other => $"{Of(format)}.{Code(other)}",
    };

    private static string Of(AuctionFormat format) => format switch
    {
        AuctionFormat.English => "english",
        AuctionFormat.Dutch => "dutch",
        _ => "sealed",
    };
}
