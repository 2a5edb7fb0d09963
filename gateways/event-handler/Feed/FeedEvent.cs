using System.Globalization;
using System.Text.Json;
using CloudNative.CloudEvents;
using CloudNative.CloudEvents.SystemTextJson;
using Sothebais.Gateways.Defaults.Auctions;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Feed;
using Sothebais.GrainInterfaces.Money;

namespace Sothebais.Gateways.EventHandler.Feed;

/// <summary>An event of the feed as a CloudEvent (https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md), encoded once for everybody.</summary>
internal sealed class FeedEvent
{
    /// <summary>What the sources of the house's own events begin with; an auction's goes on with its id.</summary>
    public const string Auctions = "/auctions/";

    private static readonly CloudEventAttribute Sequence = CloudEventAttribute.CreateExtension("sequence", CloudEventAttributeType.String);
    private static readonly JsonEventFormatter Formatter = new();

    private readonly int _begins;
    private byte[]? _deflated;

    /// <summary>Makes one of an event that is encoded already.</summary>
    public FeedEvent(FeedPosition position, string source, string id, string type, string? subject, ReadOnlySpan<byte> json)
    {
        (Position, Source, Id, Type, Subject) = (position, source, id, type, subject);
        (Frame, _begins) = EventFrame.Of(position, json);
    }

    /// <summary>Its place in the feed: what a client resumes from.</summary>
    public FeedPosition Position { get; }

    /// <summary>Where it is from.</summary>
    public string Source { get; }

    /// <summary>Its id, unique within the source.</summary>
    public string Id { get; }

    /// <summary>Its type.</summary>
    public string Type { get; }

    /// <summary>What it is about: of the house's own events the auction's id; null is nothing.</summary>
    public string? Subject { get; }

    /// <summary>The event as it goes down an event stream.</summary>
    public byte[] Frame { get; }

    /// <summary>The event in structured JSON, UTF-8.</summary>
    public ReadOnlyMemory<byte> Json => Frame.AsMemory(_begins, Frame.Length - _begins - EventFrame.End);

    /// <summary>The frame as a stretch of a deflated stream; made when the first client wants it.</summary>
    public byte[] Deflated => _deflated ??= Feed.Deflated.Stretch(Frame);

    /// <summary>The events of an entry of the feed.</summary>
    public static IEnumerable<FeedEvent> Of(FeedEntry entry) =>
        entry.Batch is { } batch ? batch.Events.Select((happened, i) => Of(At(entry, i), batch.AuctionId, batch.Currency, happened))
        : (entry.Sent ?? []).Select((sent, i) => new FeedEvent(At(entry, i), sent.Source, sent.Id, sent.Type, sent.Subject, sent.Json));

    /// <summary>Makes one of an auction's event.</summary>
    public static FeedEvent Of(FeedPosition position, string auctionId, Currency currency, AuctionEvent happened)
    {
        using var document = JsonDocument.Parse(PublicEvent.Bytes(auctionId, currency, happened));
        var (id, type, source) = (AuctionEventId.Of(auctionId, happened.Sequence), AuctionEventType.Of(happened), Auctions + auctionId);
        var cloud = new CloudEvent(CloudEventsSpecVersion.V1_0, [Sequence])
        {
            Id = id,
            Type = type,
            Source = new Uri(source, UriKind.Relative),
            Subject = auctionId,
            Time = happened.At.ToUniversalTime(),
            DataContentType = "application/json",
            Data = document.RootElement,
        };
        // Compared as text by those who order by it, so of one width.
        cloud[Sequence] = happened.Sequence.ToString("D20", CultureInfo.InvariantCulture);
        return new FeedEvent(position, source, id, type, auctionId, Formatter.EncodeStructuredModeMessage(cloud, out _).Span);
    }

    /// <summary>Whether a filter lets it through.</summary>
    public bool Passes(EventFilter filter) => filter.Passes(Type, Subject, Source);

    private static FeedPosition At(FeedEntry entry, int index) => entry.First with { Index = entry.First.Index + index };
}
