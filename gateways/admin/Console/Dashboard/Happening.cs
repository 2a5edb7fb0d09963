using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Feed;
using Sothebais.GrainInterfaces.Money;

namespace Sothebais.Gateways.Admin.Console.Dashboard;

/// <summary>Something that happened, for people. Only what the room may know is in it.</summary>
/// <param name="Id">What tells it from the others.</param>
/// <param name="At">When.</param>
/// <param name="AuctionId">In which auction; null where it was sent in.</param>
/// <param name="From">Where it is from, where it was sent in.</param>
/// <param name="Words">What happened.</param>
internal sealed record Happening(string Id, DateTimeOffset At, string? AuctionId, string? From, string Words)
{
    /// <summary>What happened in a commit, in order.</summary>
    public static IEnumerable<Happening> Of(FeedEntry entry) =>
        entry.Batch is { } batch
            ? batch.Events.Where(e => e is not MaximumRaised).Select(e => new Happening($"{batch.AuctionId}-{e.Sequence}", e.At, batch.AuctionId, null, Say(e, batch.Currency)))
            : (entry.Sent ?? []).Select((e, i) => new Happening(
                $"{entry.First with { Index = entry.First.Index + i }}", DateTimeOffset.FromUnixTimeMilliseconds(entry.First.Milliseconds), null, e.Source, $"{e.Type}{(e.Subject is null ? "" : $" about {e.Subject}")}"));

    private static string Say(AuctionEvent happened, Currency currency)
    {
        string Money(Amount amount) => $"{currency.Format(amount)} {currency.Code}";
        return happened switch
        {
            AuctionCreated e => $"Created as “{e.Settings.Title}”",
            AuctionRevised => "Its settings were changed",
            AuctionScheduled => "Scheduled",
            AuctionOpened e => $"Opened; bids from {Money(e.MinimumBid)}",
            BidPlaced { Sealed: true } e => $"{Name(e.Bidder)} placed a sealed bid",
            BidPlaced e => $"{Name(e.Bidder)} bid {Money(e.Amount)}{(e.Leader is { } leader && leader.Id != e.Bidder.Id ? $"; {Name(leader)} leads" : "")}",
            ProxyRaised e => $"The house bid {Money(e.Price)} for {Name(e.Bidder)}",
            AuctionExtended e => e.Reason switch
            {
                ExtensionReason.SoftClose => "A late bid moved the close",
                ExtensionReason.Outage => "The close moved: the house had been away",
                _ => "The auctioneer moved the close",
            },
            FairWarning e => e.Call == 1 ? "Fair warning" : $"Fair warning, call {e.Call}",
            AuctionPaused e => e.Reason is null ? "Paused" : $"Paused: {e.Reason}",
            AuctionResumed => "Resumed",
            BidRetracted e => $"Bid {e.Bid} was taken back: {e.Reason}",
            AuctionSold e => $"Sold to {Name(e.Winner)} for {Money(e.Amount)}",
            AuctionUnsold e => e.Reason switch { UnsoldReason.ReserveNotMet => "Unsold: the reserve was not met", UnsoldReason.Passed => "Passed", _ => "Unsold: nobody bid" },
            AuctionCancelled e => $"Cancelled: {e.Reason}",
            AuctionReopened => "The hammer was taken back; bidding goes on",
            AuctionSettled => "Settled",
            _ => happened.GetType().Name,
        };
    }

    private static string Name(Bidder bidder) => bidder.Name ?? (bidder.Paddle is { } paddle ? $"paddle {paddle}" : bidder.Id);
}
