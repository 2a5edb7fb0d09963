using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Bidders;
using Sothebais.GrainInterfaces.Money;
using Sothebais.Grains.Bidders;

namespace Sothebais.Tests.Unit.Bidders;

/// <summary>The rules of a bidder's account.</summary>
public sealed class BidderRulesTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
    private static readonly Origin Admin = new("admin", "=1", "");
    private static readonly BidderProfile Alice = new("Alice", null, [new Handle("twitch", "alice")]);
    private static readonly SpendingLimit Ten = new(Currency.Find("ETH")!, new Amount(10));

    [Fact]
    public void Nobody_is_approved_blocked_changed_or_limited_before_they_are_registered()
    {
        foreach (var command in new BidderCommand[]
        {
            new ChangeBidder(Alice, 0) { Origin = Admin }, new ApproveBidder { Origin = Admin }, new BlockBidder("x") { Origin = Admin },
            new UnblockBidder { Origin = Admin }, new SetLimits([Ten]) { Origin = Admin },
        })
            Assert.Equal(BidderRefusal.NotFound, BidderRules.Decide(null, command, Noon).Refusal);
    }

    [Fact]
    public void An_account_is_what_its_events_say_and_its_log_has_no_gaps()
    {
        BidderAccount? account = null;
        foreach (var command in new BidderCommand[]
        {
            new RegisterBidder(Alice) { Origin = Admin }, new ApproveBidder { Origin = Admin }, new SetLimits([Ten]) { Origin = Admin }, new BlockBidder("Fraud.") { Origin = Admin },
            new ChangeBidder(Alice with { Name = "Alicia" }, 4) { Origin = Admin },
        })
        {
            var happened = BidderRules.Decide(account, command, Noon).Event!;
            Assert.Equal((account?.Sequence ?? 0) + 1, happened.Sequence);
            account = BidderAccount.Apply(account, "alice", ReadBack(happened));
        }
        Assert.Equal(("Alicia", true, "Fraud.", new Amount(10)), (account!.Profile.Name, account.Approved, account.BlockReason, account.LimitIn("ETH")!.Value));
        Assert.Null(account.LimitIn("USD"));
        account = Do(account, new UnblockBidder { Origin = Admin });
        Assert.True(account.Approved); // a block takes no approval away
        Assert.Null(account.BlockReason);
    }

    [Fact]
    public void What_is_so_already_is_not_done_again()
    {
        var account = Do(null, new RegisterBidder(Alice) { Origin = Admin });
        Assert.Equal(BidderRefusal.Exists, BidderRules.Decide(account, new RegisterBidder(Alice) { Origin = Admin }, Noon).Refusal);
        Assert.Equal(BidderRefusal.NotBlocked, BidderRules.Decide(account, new UnblockBidder { Origin = Admin }, Noon).Refusal);
        Assert.Equal(BidderRefusal.Conflict, BidderRules.Decide(account, new ChangeBidder(Alice, 2) { Origin = Admin }, Noon).Refusal);
        account = Do(Do(account, new ApproveBidder { Origin = Admin }), new BlockBidder("x") { Origin = Admin });
        Assert.Equal(BidderRefusal.AlreadyApproved, BidderRules.Decide(account, new ApproveBidder { Origin = Admin }, Noon).Refusal);
        Assert.Equal(BidderRefusal.AlreadyBlocked, BidderRules.Decide(account, new BlockBidder("y") { Origin = Admin }, Noon).Refusal);
    }

    [Fact]
    public void A_clock_that_is_set_back_reorders_nothing()
    {
        var account = Do(null, new RegisterBidder(Alice) { Origin = Admin });
        Assert.Equal(Noon, BidderRules.Decide(account, new ApproveBidder { Origin = Admin }, Noon.AddHours(-1)).Event!.At);
    }

    private static BidderAccount Do(BidderAccount? account, BidderCommand command) => BidderAccount.Apply(account, "alice", BidderRules.Decide(account, command, Noon).Event!);

    private static BidderEvent ReadBack(BidderEvent happened) => System.Text.Json.JsonSerializer.Deserialize(
        System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(happened, BidderEventJson.Default.BidderEvent), BidderEventJson.Default.BidderEvent)!;
}
