using System.Numerics;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Money;

namespace Sothebais.Tests.Unit.Auctions.Model;

/// <summary>The terms of a random Dutch or sealed auction in plain numbers: cents, and seconds after <see cref="Room.Noon"/>.</summary>
internal sealed record PlainTerms
{
    public required AuctionFormat Format { get; init; }

    /// <summary>Of a sealed auction the opening bid, of a Dutch one the floor.</summary>
    public required UInt128 Least { get; init; }
    public UInt128 Start { get; init; }
    public UInt128 Step { get; init; }
    public int Every { get; init; }
    public int Quantity { get; init; } = 1;
    public UInt128? Reserve { get; init; }
    public int? OpensAfter { get; init; }
    public int? ClosesAfter { get; init; }
    public int? Duration { get; init; }

    public AuctionSettings ToSettings() => Room.Terms with
    {
        Format = Format,
        OpeningBid = new Amount(Least),
        Dutch = Format == AuctionFormat.Dutch ? new DutchClock(new Amount(Start), new Amount(Least), new Amount(Step), TimeSpan.FromSeconds(Every)) : null,
        Quantity = Quantity,
        Reserve = Reserve is { } r ? new Amount(r) : null,
        Increments = new Increments.FixedStep(new Amount(1)),
        OpensAt = OpensAfter is { } o ? Room.Noon.AddSeconds(o) : null,
        ClosesAt = ClosesAfter is { } c ? Room.Noon.AddSeconds(c) : null,
        Duration = Duration is { } d ? TimeSpan.FromSeconds(d) : null,
    };
}

/// <summary>A bid in plain numbers: digits and how many of them are decimals, of two at most.</summary>
internal sealed record PlainBid(string Bidder, (BigInteger Digits, int Scale)? Amount, (BigInteger Digits, int Scale)? Limit, bool Maximum, bool BuyNow, int Quantity);
