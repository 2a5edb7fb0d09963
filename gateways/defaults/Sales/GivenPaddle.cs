namespace Sothebais.Gateways.Defaults.Sales;

/// <summary>A paddle and whose it is.</summary>
/// <param name="BidderId">The bidder.</param>
/// <param name="Paddle">The number.</param>
public sealed record GivenPaddle(string BidderId, int Paddle);

/// <summary>A page of paddles in the order of their numbers.</summary>
/// <param name="Items">The paddles.</param>
/// <param name="NextCursor">Where to go on; null at the end.</param>
public sealed record PaddleList(GivenPaddle[] Items, string? NextCursor);
