using MudBlazor;
using Sothebais.Gateways.Defaults.Auctions;
using Sothebais.GrainInterfaces.Auctions;

namespace Sothebais.Gateways.Admin.Console.Room;

/// <summary>Something that the auctioneer does by one key.</summary>
/// <param name="Key">The key, lower case.</param>
/// <param name="Name">What it is called, on its button.</param>
/// <param name="Icon">Its picture.</param>
/// <param name="Fits">Whether it can be done now.</param>
/// <param name="Verb">The API's word for it.</param>
/// <param name="Body">What goes with it: the sequence that the auctioneer sees is among it.</param>
/// <param name="Asks">
/// For what ends something: the question that the first press asks, with the name of what it is about; the second press within moments does it. Null is done
/// at the first press.
/// </param>
/// <param name="Yields">Whether it is meant whatever is bid meanwhile: then it is asked for again, and not given up.</param>
internal sealed record RoomAct(
    string Key, string Name, string Icon, Func<PublicView, bool> Fits, string Verb, Func<long, object> Body, Func<PublicView, string>? Asks = null, bool Yields = false)
{
    /// <summary>How much time one press gives.</summary>
    public static readonly TimeSpan MoreTime = TimeSpan.FromSeconds(30);

    /// <summary>The acts on an auction, in their order.</summary>
    public static IReadOnlyList<RoomAct> All { get; } =
    [
        new("o", "Open", Icons.Material.Outlined.PlayArrow, v => v.Status is AuctionStatus.Draft or AuctionStatus.Scheduled, "open", _ => new { }),
        new("w", "Fair warning", Icons.Material.Outlined.Campaign, IsOpen, "warn", seen => new DriveRequest(seen), Yields: true),
        new("h", "Hammer", Icons.Material.Outlined.Gavel, IsOpen, "hammer", seen => new DriveRequest(seen), Hammer),
        new("x", "30 s more", Icons.Material.Outlined.MoreTime, v => IsOpen(v) && v.ClosesAt is not null || v.Status == AuctionStatus.Paused && v.Remaining is not null, "extend", seen => new ExtendRequest(MoreTime, seen), Yields: true),
        new("p", "Pause", Icons.Material.Outlined.Pause, IsOpen, "pause", seen => new ReasonRequest(null, seen), Yields: true),
        new("p", "Go on", Icons.Material.Outlined.PlayArrow, v => v.Status == AuctionStatus.Paused, "resume", seen => new DriveRequest(seen), Yields: true),
        new("s", "Pass", Icons.Material.Outlined.DoNotDisturb, v => v.Status is AuctionStatus.Open or AuctionStatus.Paused, "pass", seen => new ReasonRequest(null, seen), v => $"Pass “{v.Title}” unsold, whatever was bid?"),
        new("u", "Undo", Icons.Material.Outlined.Undo, v => v.Status is AuctionStatus.Open or AuctionStatus.Paused && v.BidCount > 0 || HasClosed(v), "undo", seen => new UndoRequest(null, seen), Undo),
        new("r", "Reopen", Icons.Material.Outlined.Replay, HasClosed, "reopen", seen => new ReopenRequest(null, null, seen), v => $"Take the hammer back on “{v.Title}”, and let bidding go on?"),
    ];

    private static bool IsOpen(PublicView view) => view.Status == AuctionStatus.Open;

    private static bool HasClosed(PublicView view) => view.Status is AuctionStatus.Sold or AuctionStatus.Unsold;

    private static string Hammer(PublicView view) => view switch
    {
        { Leader: { } leader, ReserveMet: false } => $"Close “{view.Title}” unsold? {Caller.Of(leader)} leads at {view.Price} {view.Currency}: the reserve is not met.",
        { Leader: { } leader } => $"Sell “{view.Title}” to {Caller.Of(leader)} for {view.Price} {view.Currency}?",
        { Format: "english" } => $"Close “{view.Title}”? Nobody has bid.",
        _ => $"Close “{view.Title}” now?",
    };

    private static string Undo(PublicView view) => HasClosed(view) ? $"Undo the hammer on “{view.Title}”?" : $"Undo the newest bid{(view.Leader is { } leader ? $", {Caller.Of(leader)}’s" : "")}?";
}
