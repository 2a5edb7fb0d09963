using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json.Serialization;
using Sothebais.GrainInterfaces.Activity;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Bidders;
using Sothebais.GrainInterfaces.Sales;
using Sothebais.GrainInterfaces.Streams;
using Sothebais.Grains.Bidders;

namespace Sothebais.Grains.Activity;

/// <summary>Which events are acts of the house's people. Pure.</summary>
internal static class Acts
{
    // What the house itself asks for, and what programs do for bidders: neither is a person of the house.
    private static readonly string[] Machines = ["sale:", "event-source:"];

    // The words of the logs' JSON, so that an act and its event are called the same.
    private static readonly FrozenDictionary<Type, string> Kinds = new[] { typeof(AuctionEvent), typeof(SaleEvent), typeof(BidderEvent), typeof(StreamEvent) }
        .SelectMany(events => events.GetCustomAttributes<JsonDerivedTypeAttribute>()).ToFrozenDictionary(kind => kind.DerivedType, kind => (string)kind.TypeDiscriminator!);

    /// <summary>The acts among the events of a commit.</summary>
    /// <param name="entity">Whose events: kind, colon, id.</param>
    /// <param name="events">The events.</param>
    public static IReadOnlyList<Act> Of(string entity, IEnumerable<IAttributed> events)
    {
        List<Act>? acts = null; // of the many commits of bids none has any
        foreach (var happened in events)
            if (Of(entity, happened) is { } act) (acts ??= []).Add(act);
        return acts ?? (IReadOnlyList<Act>)[];
    }

    private static Act? Of(string entity, IAttributed happened)
    {
        if (happened.Origin is not { } origin || !IsOfTheHouse(entity, happened, origin.By)) return null;
        var colon = entity.IndexOf(':', StringComparison.Ordinal);
        return new Act(happened.At, origin.By, Kinds[happened.GetType()], entity[..colon], entity[(colon + 1)..], happened.Sequence)
        {
            About = About(happened),
            Reason = Reason(happened),
            Request = origin.Request,
        };
    }

    // Bidders bid, and keep their own accounts; whoever does so for another is of the house. A consequence is no act of its own.
    private static bool IsOfTheHouse(string entity, IAttributed happened, string by) => happened switch
    {
        AuctionEvent { Follows: true } or ProxyRaised => false,
        _ when Array.Exists(Machines, machine => by.StartsWith(machine, StringComparison.Ordinal)) => false,
        BidPlaced bid => bid.Bidder.Id != by,
        MaximumRaised bid => bid.Bidder.Id != by,
        PaddleGiven paddle => paddle.BidderId != by,
        BidderEvent => entity != BidderEventJson.EntityOf(by),
        _ => true,
    };

    private static string? About(IAttributed happened) => happened switch
    {
        BidPlaced e => e.Bidder.Name ?? e.Bidder.Id,
        MaximumRaised e => e.Bidder.Name ?? e.Bidder.Id,
        BidRetracted e => $"#{e.Bid}",
        LotsAdded e => e.Lots.Length == 1 ? e.Lots[0].AuctionId : $"{e.Lots.Length} lots",
        ImportAccepted e => $"{e.Lots.Length} lots",
        LotDirected e => $"{e.Direction.ToString().ToLowerInvariant()} {e.AuctionId}",
        LotSkipped e => e.AuctionId,
        LotRestored e => e.AuctionId,
        PaddleGiven e => $"{e.Paddle} to {e.BidderId}",
        SceneAdded e => e.Name,
        SceneChanged e => e.Name,
        SceneRemoved e => e.SceneId,
        SceneTaken e => e.SceneId,
        ScenePreviewed e => e.SceneId,
        LayerAdded e => e.Layer.Id,
        LayerChanged e => e.Layer.Id,
        LayerRemoved e => e.LayerId,
        LayerShown e => e.LayerId,
        LayerHidden e => e.LayerId,
        CaptionPosted e => e.Text,
        AssetAdded e => e.Asset.Name,
        AssetRemoved e => e.AssetId,
        _ => null,
    };

    private static string? Reason(IAttributed happened) => happened switch
    {
        AuctionPaused e => e.Reason,
        BidRetracted e => e.Reason,
        AuctionCancelled e => e.Reason,
        AuctionReopened e => e.Reason,
        AuctionSettled e => e.Reference,
        SalePaused e => e.Reason,
        LotDirected e => e.Reason,
        BidderBlocked e => e.Reason,
        _ => null,
    };
}
