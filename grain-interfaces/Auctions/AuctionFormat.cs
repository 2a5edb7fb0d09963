using System.Text.Json.Serialization;

namespace Sothebais.GrainInterfaces.Auctions;

/// <summary>How a price is found.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AuctionFormat>))]
public enum AuctionFormat
{
    /// <summary>Ascending open bids; the highest wins when the hammer falls.</summary>
    [JsonStringEnumMemberName("english")] English = 1,

    /// <summary>A falling clock; who takes first, wins, at the price of that moment.</summary>
    [JsonStringEnumMemberName("dutch")] Dutch = 2,

    /// <summary>Hidden bids; the highest wins and pays what it says.</summary>
    [JsonStringEnumMemberName("sealed-first-price")] SealedFirstPrice = 3,

    /// <summary>Hidden bids; the highest wins and pays the second highest, the reserve at least (Vickrey).</summary>
    [JsonStringEnumMemberName("sealed-second-price")] SealedSecondPrice = 4,
}

/// <summary>Who may bid.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Admission>))]
public enum Admission
{
    /// <summary>Any signed-in bidder who is not blocked.</summary>
    [JsonStringEnumMemberName("anyone")] Anyone = 1,

    /// <summary>Bidders whom the house has approved.</summary>
    [JsonStringEnumMemberName("approved")] Approved = 2,
}
