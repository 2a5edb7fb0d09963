using System.Text;

namespace Sothebais.Gateways.Defaults.Activity;

/// <summary>What somebody did, for people: without who and to which thing.</summary>
internal static class ActWords
{
    /// <summary>The words for an act.</summary>
    /// <param name="kind">The word of the log.</param>
    /// <param name="about">What it was about within the thing; null is the thing itself.</param>
    public static string Of(string kind, string? about) => kind switch
    {
        "auctionCreated" => "created the auction",
        "auctionRevised" => "changed the auction's settings",
        "auctionScheduled" => "scheduled the auction",
        "auctionOpened" => "opened the auction",
        "bidPlaced" => $"placed a bid for {about}",
        "maximumRaised" => $"raised the maximum of {about}",
        "auctionExtended" => "moved the auction's close",
        "fairWarning" => "gave fair warning",
        "auctionPaused" => "paused the auction",
        "auctionResumed" => "resumed the auction",
        "bidRetracted" => $"took back bid {about}",
        "auctionSold" => "let the hammer fall: sold",
        "auctionUnsold" => "closed the auction unsold",
        "auctionCancelled" => "cancelled the auction",
        "auctionReopened" => "took the hammer back",
        "auctionSettled" => "settled the auction",
        "saleCreated" => "created the sale",
        "saleRevised" => "changed the sale's settings",
        "lotsAdded" => $"added {about}",
        "lotsReordered" => "put the lots in another order",
        "importAccepted" => $"imported {about}",
        "saleOpened" => "opened the sale",
        "salePaused" => "paused the sale",
        "saleResumed" => "resumed the sale",
        "saleEnded" => "ended the sale",
        "lotDirected" => $"directed: {about}",
        "lotSkipped" => $"passed over {about}",
        "lotRestored" => $"brought back {about}",
        "paddleGiven" => $"gave paddle {about}",
        "bidderRegistered" => "registered the bidder",
        "bidderChanged" => "changed the bidder's account",
        "bidderApproved" => "approved the bidder",
        "bidderBlocked" => "blocked the bidder",
        "bidderUnblocked" => "unblocked the bidder",
        "limitsSet" => "set the bidder's limits",
        "streamCreated" => "created the stream",
        "streamChanged" => "changed the stream's settings",
        "streamRemoved" => "removed the stream",
        "streamWentLive" => "put the stream on air",
        "streamWentOffline" => "took the stream off air",
        "sceneAdded" => $"added the scene {about}",
        "sceneChanged" => $"changed the scene {about}",
        "sceneRemoved" => $"removed the scene {about}",
        "sceneTaken" => $"put the scene {about} on air",
        "scenePreviewed" => about is null ? "emptied the preview" : $"previewed the scene {about}",
        "layerAdded" => $"added the layer {about}",
        "layerChanged" => $"changed the layer {about}",
        "layerRemoved" => $"removed the layer {about}",
        "layerShown" => $"showed the layer {about}",
        "layerHidden" => $"hid the layer {about}",
        "captionPosted" => $"posted the caption “{about}”",
        "captionCleared" => "took the caption away",
        "overlayTokenIssued" => "issued an overlay token",
        "overlayTokenRevoked" => "revoked the overlay token",
        "assetAdded" => $"added the asset {about}",
        "assetRemoved" => $"removed the asset {about}",
        _ => Spelled(kind) + (about is null ? "" : $": {about}"), // a newer silo's
    };

    private static string Spelled(string kind)
    {
        var words = new StringBuilder(kind.Length + 8);
        foreach (var c in kind)
        {
            if (char.IsAsciiLetterUpper(c)) words.Append(' ').Append(char.ToLowerInvariant(c));
            else words.Append(c);
        }
        return words.ToString();
    }
}
