using Sothebais.Gateways.Admin.Console.Sales;
using Sothebais.GrainInterfaces.Sales;

namespace Sothebais.Tests.Unit.Console.Sales;

/// <summary>Lots in another order: those whose turn has come stay where they are.</summary>
public sealed class LotOrderTests
{
    [Theory]
    [InlineData("abcd", "a", 2, "bcad")]
    [InlineData("abcd", "d", 0, "dabc")]
    [InlineData("abcd", "b", 0, "bacd")]
    [InlineData("abcd", "b", 99, "acdb")]
    [InlineData("aBcd", "a", 1, "cBad")] // past one that stays
    [InlineData("aBcd", "c", 1, "cBad")]
    [InlineData("ABcd", "d", 0, "ABdc")] // no further than the first that waits
    [InlineData("abcd", "a", 0, null)]
    [InlineData("abcd", "a", -1, null)]
    [InlineData("ABcd", "c", 0, null)]
    [InlineData("ABcd", "A", 3, null)]
    public void A_lot_moves_among_those_that_wait(string lots, string id, int to, string? becomes)
    {
        var order = lots.Select(l => SomeSale.Lot(l.ToString(), char.IsUpper(l) ? LotStatus.Sold : LotStatus.Waiting)).ToArray();
        Assert.Equal(becomes, LotOrder.Move(order, id, to) is { } moved ? string.Concat(moved.Select(l => l.AuctionId)) : null);
    }
}
