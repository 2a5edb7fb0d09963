using System.Text.Json.Nodes;

namespace Sothebais.Gateways.Admin.Console.Room;

/// <summary>Something that happened in the room, in its place in the auction's log.</summary>
/// <param name="Sequence">Its place.</param>
/// <param name="At">When.</param>
/// <param name="Kind">Its kind, as on every viewer's line: <c>bidPlaced</c>.</param>
/// <param name="Facts">Its public fields.</param>
internal sealed record RoomEvent(long Sequence, DateTimeOffset At, string Kind, JsonObject Facts)
{
    /// <summary>Whether it is a bid's doing, and nobody drove it.</summary>
    public bool IsBidding => Kind is "bidPlaced" or "proxyRaised" or "maximumRaised" || Kind == "auctionExtended" && Text("reason") == "softClose";

    /// <summary>A field as text; null where it is not there.</summary>
    public string? Text(string name) => Facts[name]?.ToString();

    /// <summary>It in a sentence.</summary>
    /// <param name="currency">The auction's currency.</param>
    public string Says(string currency) => Kind switch
    {
        "auctionCreated" => "The auction was made.",
        "auctionRevised" => "Its terms were changed.",
        "auctionScheduled" => "It was scheduled.",
        "auctionOpened" => "Bidding opened.",
        "bidPlaced" when Text("amount") is { } amount => $"{Who} bid {amount} {currency}.",
        "bidPlaced" => $"{Who} left a sealed bid.",
        "proxyRaised" => $"The house bid {Text("price")} {currency} for {Who}.",
        "maximumRaised" => "A maximum was raised.",
        "auctionExtended" => Text("reason") switch
        {
            "softClose" => "A late bid moved the close.",
            "auctioneer" => "The auctioneer gave more time.",
            _ => "Time that the house was away was given back.",
        },
        "fairWarning" => Text("call") == "1" ? "Fair warning." : $"Fair warning, call {Text("call")}.",
        "auctionPaused" => Text("reason") is { } reason ? $"Paused: {reason}" : "Paused.",
        "auctionResumed" => "It goes on.",
        "bidRetracted" => Facts["undo"] is not null ? "The newest bid was undone." : $"A bid was taken back: {Text("reason")}",
        "auctionSold" => $"Sold to {Name("winner")} for {Text("amount")} {currency}.",
        "auctionUnsold" => Text("reason") switch
        {
            "noBids" => "Closed without a bid.",
            "passed" => "The lot was passed.",
            _ => "Unsold: the reserve was not met.",
        },
        "auctionCancelled" => $"Cancelled: {Text("reason")}",
        "auctionReopened" => Facts["undo"] is not null ? "The hammer was undone: bidding goes on." : "Reopened: bidding goes on.",
        "auctionSettled" => "Settled.",
        _ => $"{Kind}.",
    };

    private string Who => Name("bidderId");

    private string Name(string id) => Caller.Of(Text("paddle"), Text("name"), Text(id) ?? "somebody");
}
