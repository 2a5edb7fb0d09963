using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Mvc;
using Sothebais.Gateways.Defaults.Problems;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Money;

namespace Sothebais.Gateways.Defaults.Bids;

/// <summary>What a request bids, read: one of an amount, a maximum, the next bid, and buying at once. Every door at which bids come in reads them here.</summary>
public readonly record struct StatedBid
{
    /// <summary>How many characters a bidder's id has at most.</summary>
    public const int LongestId = 128;

    private const int MostOfAnEdition = 1_000;

    private readonly StatedAmount? _amount, _limit, _maximum;
    private readonly bool? _buyNow;
    private readonly int? _quantity;

    private StatedBid(StatedAmount? amount, StatedAmount? limit, StatedAmount? maximum, bool? buyNow, int? quantity) =>
        (_amount, _limit, _maximum, _buyNow, _quantity) = (amount, limit, maximum, buyNow, quantity);

    /// <summary>Reads a request.</summary>
    /// <returns>False where they cannot be meant; the problem says why.</returns>
    public static bool TryRead(BidRequest request, out StatedBid bid, [NotNullWhen(false)] out ProblemDetails? wrong)
    {
        (bid, wrong) = (default, null);
        if ((request.Amount is null ? 0 : 1) + (request.Maximum is null ? 0 : 1) + (request.Next == true ? 1 : 0) + (request.BuyNow == true ? 1 : 0) != 1)
            wrong = Invalid("amount", "Give exactly one of amount, maximum, next and buyNow.");
        else if (request.Limit is not null && request.Next != true)
            wrong = Invalid("limit", "A limit goes with next.");
        else if (request.Quantity is < 1 or > MostOfAnEdition)
            wrong = Invalid("quantity", "A quantity is 1 to 1,000.");
        if (wrong is not null) return false;

        StatedAmount? amount = null, limit = null, maximum = null;
        if (!TryAmount(request.Amount, ref amount) || !TryAmount(request.Limit, ref limit) || !TryAmount(request.Maximum, ref maximum))
        {
            wrong = Problem.Of(422, "invalid-amount", "The amount is malformed.", "An amount is a decimal string such as \"1.25\".");
            return false;
        }
        bid = new StatedBid(amount, limit, maximum, request.BuyNow, request.Quantity);
        return true;
    }

    /// <summary>Somebody as a bidder; null where the id or the name is not of the form that <see cref="BadBidder"/> tells.</summary>
    public static Bidder? BidderOf(string id, string? name) =>
        id.Length is 0 or > LongestId || id.Any(c => char.IsControl(c) || char.IsWhiteSpace(c)) || name is { Length: 0 or > ShownName.Longest } || name?.All(ShownName.Takes) == false
            ? null
            : new Bidder(id, name, null);

    /// <summary>The problem of a bidder who is none.</summary>
    public static ProblemDetails BadBidder(string? id) => Invalid(
        id is { Length: 0 or > LongestId } ? "bidderId" : "name",
        $"A bidder's id has 1 to {LongestId} characters without spaces, a name 1 to {ShownName.Longest}; neither has control characters.");

    /// <summary>The bid in full, always written the same way: by it a repetition is known from another request under the same key.</summary>
    public string Asked(Bidder bidder)
    {
        var more = _maximum is null && _buyNow != true && _quantity is null ? "" : $" {_maximum?.Digits}e{_maximum?.Scale} {_buyNow} {_quantity}";
        return $"bid {bidder.Id}\n{bidder.Name}\n{_amount?.Digits}e{_amount?.Scale} {_limit?.Digits}e{_limit?.Scale}{more}";
    }

    /// <summary>The command.</summary>
    /// <param name="bidder">For whom.</param>
    /// <param name="received">When all of it was here.</param>
    /// <param name="origin">Who asks, and under which key.</param>
    public PlaceBid For(Bidder bidder, DateTimeOffset received, Origin origin) =>
        new(bidder, _amount, _limit, _maximum, _buyNow == true, _quantity ?? 1, received) { Origin = origin };

    /// <summary>The problem of one field.</summary>
    public static ProblemDetails Invalid(string field, string why) => Problem.Invalid(new Dictionary<string, string[]> { [field] = [why] });

    private static bool TryAmount(string? text, ref StatedAmount? amount)
    {
        if (text is null) return true;
        if (!StatedAmount.TryParse(text, out var stated)) return false;
        amount = stated;
        return true;
    }
}
