using Sothebais.Gateways.Admin.Console.Room;

namespace Sothebais.Tests.Unit.Console.ControlRoom;

/// <summary>What the auctioneer types for a bid.</summary>
public sealed class PaddleBidTests
{
    [Theory, InlineData("7", 7, null), InlineData(" 7 ", 7, null), InlineData("7 1.5", 7, "1.5"), InlineData("99999  0.01", 99_999, "0.01"), InlineData("007", 7, null)]
    public void A_paddle_bids_what_is_asked_or_an_amount_of_its_own(string typed, int paddle, string? amount) => Assert.Equal(new PaddleBid(paddle, amount), PaddleBid.Read(typed));

    [Theory, InlineData(""), InlineData("0"), InlineData("100000"), InlineData("1.5"), InlineData("7 1.5 2"), InlineData("-7"), InlineData("7 x"), InlineData("7 -1"), InlineData("7 1,5")]
    public void Anything_else_is_no_bid(string typed) => Assert.Null(PaddleBid.Read(typed));
}
