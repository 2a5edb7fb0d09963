using System.Buffers;
using System.Text.Json;
using Sothebais.Gateways.Defaults.Auctions;
using Sothebais.Gateways.Defaults.Requests;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Money;

namespace Sothebais.Gateways.StreamManager.Viewers;

/// <summary>A message to viewers, encoded once and shared by all of them.</summary>
/// <param name="Sequence">The event it carries, or the one a snapshot rests on; 0 for a heartbeat.</param>
/// <param name="Text">The JSON in UTF-8.</param>
internal sealed record Frame(long Sequence, byte[] Text)
{
    /// <summary>Stands for a frame that is yet to be made.</summary>
    public static readonly Frame Nothing = new(0, []);

    /// <summary>One event.</summary>
    public static Frame Of(string auctionId, Currency currency, AuctionEvent happened) => new(happened.Sequence, Write(json =>
    {
        json.WriteString("type"u8, "event"u8);
        json.WriteString("auction"u8, auctionId);
        json.WriteNumber("sequence"u8, happened.Sequence);
        json.WritePropertyName("event"u8);
        PublicEvent.Write(json, auctionId, currency, happened);
        json.WritePropertyName("view"u8);
        PublicEvent.WriteChanges(json, auctionId, currency, happened);
        json.WriteString("at"u8, StrictJson.Write(happened.At));
    }));

    /// <summary>The whole auction as it stands, with its newest bids.</summary>
    public static Frame Snapshot(AuctionView view, DateTimeOffset now) => new(view.Sequence, Write(json =>
    {
        json.WriteString("type"u8, "snapshot"u8);
        json.WritePropertyName("auction"u8);
        JsonSerializer.Serialize(json, PublicView.Of(view, now), StrictJson.Options);
        json.WriteNumber("sequence"u8, view.Sequence);
        json.WriteBoolean("fairWarning"u8, view.Warnings > 0);
        json.WriteStartArray("recentBids"u8);
        foreach (var bid in view.RecentBids)
        {
            json.WriteStartObject();
            json.WriteString("bidId"u8, AuctionEventId.Of(view.Id, bid.Sequence));
            json.WriteString("bidderId"u8, bid.Bidder.Id);
            json.WriteString("name"u8, bid.Bidder.Name);
            if (bid.Bidder.Paddle is { } paddle) json.WriteNumber("paddle"u8, paddle);
            else json.WriteNull("paddle"u8);
            if (view.Settings.IsSealed()) json.WriteNull("amount"u8); // as in the event that told of it
            else json.WriteString("amount"u8, view.Settings.Currency.Format(bid.Amount));
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }));

    /// <summary>A sign of life with the newest sequence that the house knows.</summary>
    public static Frame Heartbeat(long newest, DateTimeOffset now) => new(0, Write(json =>
    {
        json.WriteString("type"u8, "heartbeat"u8);
        json.WriteNumber("sequence"u8, newest);
        json.WriteString("serverTime"u8, StrictJson.Write(now));
    }));

    private static byte[] Write(Action<Utf8JsonWriter> fields)
    {
        var text = new ArrayBufferWriter<byte>(768);
        using var json = new Utf8JsonWriter(text, new JsonWriterOptions { SkipValidation = true });
        json.WriteStartObject();
        fields(json);
        json.WriteEndObject();
        json.Flush();
        return text.WrittenSpan.ToArray();
    }
}
