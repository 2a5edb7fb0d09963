using System.Text.Json.Serialization;
using Sothebais.GrainInterfaces.Money;

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

/// <summary>The falling clock of a Dutch auction: the price is worked out from the time that has passed, never counted.</summary>
/// <param name="StartPrice">The price at the opening.</param>
/// <param name="FloorPrice">The price at which the clock stops falling, at most <paramref name="StartPrice"/>.</param>
/// <param name="Step">How far it falls at a time, more than zero.</param>
/// <param name="Every">After how much time it falls again, more than zero.</param>
[GenerateSerializer, Immutable, Alias("sothebais.dutch-clock")]
public sealed record DutchClock([property: Id(0)] Amount StartPrice, [property: Id(1)] Amount FloorPrice, [property: Id(2)] Amount Step, [property: Id(3)] TimeSpan Every);
