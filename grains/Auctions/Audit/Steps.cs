using System.Numerics;
using Sothebais.GrainInterfaces.Auctions;

namespace Sothebais.Grains.Auctions.Audit;

/// <summary>Steps between bids, worked out anew with numbers of any size.</summary>
internal static class Steps
{
    private static readonly BigInteger Ceiling = BigInteger.One << 128;

    /// <summary>One step over a price; null where no such amount can be written.</summary>
    public static BigInteger? Over(Increments increments, BigInteger price)
    {
        BigInteger step = 0;
        switch (increments)
        {
            case Increments.FixedStep f:
                step = f.Step.Units;
                break;
            case Increments.BasisPoints b:
                step = BigInteger.Max(1, (price * b.Points + 9_999) / 10_000);
                break;
            case Increments.StepTable t:
                foreach (var row in t.Rows)
                    if (price >= row.From.Units) step = row.Step.Units;
                break;
        }
        return price + step < Ceiling ? price + step : null;
    }
}
