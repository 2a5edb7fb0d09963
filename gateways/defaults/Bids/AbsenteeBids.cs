namespace Sothebais.Gateways.Defaults.Bids;

/// <summary>A request to leave a bid with the house.</summary>
/// <param name="Maximum">Up to what the house is to bid, as a decimal string.</param>
/// <param name="Name">The name to show, 1 to 80 characters; null is none.</param>
public sealed record LeaveBidRequest(string Maximum, string? Name = null);

/// <summary>A bid that was left with the house; for auctioneers.</summary>
/// <param name="BidderId">For whom.</param>
/// <param name="Name">The name to show; null is none.</param>
/// <param name="Maximum">Up to what the house is to bid.</param>
/// <param name="LeftAt">When it was left.</param>
/// <param name="PlacedAt">When it was placed; null until then.</param>
public sealed record PublicAbsenteeBid(string BidderId, string? Name, string Maximum, DateTimeOffset LeftAt, DateTimeOffset? PlacedAt);

/// <summary>An absentee book, in the order in which bids were left; it has one page.</summary>
/// <param name="Items">The bids.</param>
/// <param name="NextCursor">Always null.</param>
public sealed record AbsenteeBook(PublicAbsenteeBid[] Items, string? NextCursor = null);

/// <summary>A bid that came after the close; for auctioneers.</summary>
/// <param name="BidderId">For whom it was.</param>
/// <param name="Name">Their name; null is none.</param>
/// <param name="Amount">What was bid; null where the minimum of the moment, a maximum or the buy-now price was asked for.</param>
/// <param name="At">When it was decided.</param>
/// <param name="LateBy">How long after the close it came.</param>
public sealed record PublicLateBid(string BidderId, string? Name, string? Amount, DateTimeOffset At, TimeSpan LateBy);

/// <summary>The newest bids that came after the close, 20 at most.</summary>
/// <param name="Items">The bids, in the order in which they came.</param>
public sealed record LateBidList(PublicLateBid[] Items);
