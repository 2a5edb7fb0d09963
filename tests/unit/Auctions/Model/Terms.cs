using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Money;

namespace Sothebais.Tests.Unit.Auctions.Model;

/// <summary>The terms of a random auction, in plain numbers: base units, and seconds after <see cref="Room.Noon"/>. The model reads them as they are.</summary>
internal sealed record Terms
{
    public required byte Decimals { get; init; }
    public required UInt128 Opening { get; init; }
    public UInt128? Reserve { get; init; }
    public UInt128? BuyNow { get; init; }

    /// <summary>Exactly one of <see cref="BasisPoints"/>, <see cref="FixedStep"/> and <see cref="Table"/>.</summary>
    public int? BasisPoints { get; init; }
    public UInt128? FixedStep { get; init; }
    public (UInt128 From, UInt128 Step)[]? Table { get; init; }
    public int? OpensAfter { get; init; }
    public int? ClosesAfter { get; init; }
    public int? Duration { get; init; }
    public bool StartsOnFirstBid { get; init; }
    public (int Window, int By, int? Maximum)? SoftClose { get; init; }

    public AuctionSettings ToSettings() => new()
    {
        Title = "Genesis #1",
        Currency = new Currency("T", Decimals),
        OpeningBid = new Amount(Opening),
        Reserve = Reserve is { } r ? new Amount(r) : null,
        BuyNow = BuyNow is { } b ? new Amount(b) : null,
        Lot = new Lot("Genesis #1", "The first.", null, new Token(1, "0x1", "1"), [new LotAttribute("Background", "Blue")]),
        Increments =
            BasisPoints is { } points ? new Increments.BasisPoints(points)
            : FixedStep is { } step ? new Increments.FixedStep(new Amount(step))
            : new Increments.StepTable([.. Table!.Select(row => new StepRow(new Amount(row.From), new Amount(row.Step)))]),
        OpensAt = OpensAfter is { } o ? Room.Noon.AddSeconds(o) : null,
        ClosesAt = ClosesAfter is { } c ? Room.Noon.AddSeconds(c) : null,
        Duration = Duration is { } d ? TimeSpan.FromSeconds(d) : null,
        StartsOnFirstBid = StartsOnFirstBid,
        Extension = SoftClose is { } s ? new SoftClose(TimeSpan.FromSeconds(s.Window), TimeSpan.FromSeconds(s.By), s.Maximum) : null,
    };
}
