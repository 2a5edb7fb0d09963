using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using CloudNative.CloudEvents;
using CloudNative.CloudEvents.SystemTextJson;
using Sothebais.Gateways.Defaults.Auctions;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Feed;
using Sothebais.GrainInterfaces.Money;

namespace Sothebais.Gateways.EventHandler.Feed;

/// <summary>An event of the feed as a CloudEvent (https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md), encoded once.</summary>
/// <param name="Position">Its place in the feed: what a client resumes from.</param>
/// <param name="Source">Where it is from.</param>
/// <param name="Id">Its id, unique within the source.</param>
/// <param name="Type">Its type.</param>
/// <param name="Subject">What it is about: of the house's own events the auction's id; null is nothing.</param>
/// <param name="Json">The event in structured JSON, UTF-8.</param>
internal sealed record FeedEvent(FeedPosition Position, string Source, string Id, string Type, string? Subject, ReadOnlyMemory<byte> Json)
{
    private static readonly CloudEventAttribute Sequence = CloudEventAttribute.CreateExtension("sequence", CloudEventAttributeType.String);
    private static readonly JsonEventFormatter Formatter = new();

    /// <summary>The events of an entry of the feed.</summary>
    public static IEnumerable<FeedEvent> Of(FeedEntry entry) =>
        entry.Batch is { } batch ? batch.Events.Select((happened, i) => Of(At(entry, i), batch.AuctionId, batch.Currency, happened))
        : (entry.Sent ?? []).Select((sent, i) => new FeedEvent(At(entry, i), sent.Source, sent.Id, sent.Type, sent.Subject, sent.Json));

    /// <summary>Makes one of an auction's event.</summary>
    public static FeedEvent Of(FeedPosition position, string auctionId, Currency currency, AuctionEvent happened)
    {
        var data = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(data)) PublicEvent.Write(json, auctionId, currency, happened);
        using var document = JsonDocument.Parse(data.WrittenMemory);
        var (id, type, source) = (AuctionEventId.Of(auctionId, happened.Sequence), TypeOf(happened), $"/auctions/{auctionId}");
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
        return new FeedEvent(position, source, id, type, auctionId, Formatter.EncodeStructuredModeMessage(cloud, out _));
    }

    /// <summary>Whether a filter lets it through.</summary>
    public bool Passes(EventFilter filter) => filter.Passes(Type, Subject, Source);

    private static FeedPosition At(FeedEntry entry, int index) => entry.First with { Index = entry.First.Index + index };

    private static string TypeOf(AuctionEvent happened)
    {
        var kind = PublicEvent.KindOf(happened);
        var kebab = new StringBuilder("com.sothebais.auction.");
        foreach (var c in kind)
        {
            if (char.IsAsciiLetterUpper(c)) kebab.Append('-').Append(char.ToLowerInvariant(c));
            else kebab.Append(c);
        }
        return kebab.Append(".v1").ToString();
    }
}
