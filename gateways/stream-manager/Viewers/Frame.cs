using System.Buffers;
using System.Text.Json;
using Sothebais.Gateways.Defaults.Auctions;
using Sothebais.Gateways.Defaults.Requests;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Money;

namespace Sothebais.Gateways.StreamManager.Viewers;

/// <summary>What a message is, for those who decide whether it is news on a line.</summary>
internal enum FrameKind
{
    /// <summary>One event of an auction.</summary>
    Event,

    /// <summary>The whole auction.</summary>
    Snapshot,

    /// <summary>What a stream shows.</summary>
    Picture,

    /// <summary>A sign of life.</summary>
    Heartbeat,
}

/// <summary>A message to viewers, encoded once and shared by all of them.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Auction">The auction that it is about, or that a picture shows; null is none.</param>
/// <param name="Number">The event it carries, or the one a snapshot rests on; a picture's place among its room's pictures; 0 for a heartbeat.</param>
/// <param name="Text">The JSON in UTF-8.</param>
internal sealed record Frame(FrameKind Kind, string? Auction, long Number, byte[] Text)
{
    /// <summary>Stands for a frame that is yet to be made.</summary>
    public static readonly Frame Nothing = new(FrameKind.Heartbeat, null, 0, []);

    /// <summary>One event.</summary>
    public static Frame Of(string auctionId, Currency currency, AuctionEvent happened) => new(FrameKind.Event, auctionId, happened.Sequence, Write(json =>
    {
        json.WriteString("type"u8, "event"u8);
        json.WriteString("auction"u8, auctionId);
        json.WriteNumber("sequence"u8, happened.Sequence);
        json.WritePropertyName("event"u8);
        PublicEvent.Write(json, auctionId, currency, happened);
        json.WritePropertyName("view"u8);
        PublicChanges.Write(json, auctionId, currency, happened);
        json.WriteString("at"u8, StrictJson.Write(happened.At));
    }));

    /// <summary>The whole auction as it stands, with its newest bids and its best bidders.</summary>
    public static Frame Snapshot(AuctionView view, DateTimeOffset now) => new(FrameKind.Snapshot, view.Id, view.Sequence, Write(json =>
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
            WriteBid(json, view.Settings, bid);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("leaderboard"u8);
        foreach (var bid in view.Settings.IsSealed() ? [] : view.Leaderboard)
        {
            json.WriteStartObject();
            WriteBid(json, view.Settings, bid);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }));

    /// <summary>What a stream shows.</summary>
    /// <param name="picture">What.</param>
    /// <param name="body">It, encoded.</param>
    /// <param name="now">The house's clock.</param>
    public static Frame Of(Picture picture, byte[] body, DateTimeOffset now) => new(FrameKind.Picture, picture.Auction, picture.Number, Write(json =>
    {
        json.WriteString("type"u8, "stream"u8);
        json.WriteNumber("sequence"u8, picture.View.Sequence);
        json.WriteString("serverTime"u8, StrictJson.Write(now));
        json.WritePropertyName("stream"u8);
        json.WriteRawValue(body, skipInputValidation: true);
    }, body.Length + 128));

    /// <summary>A sign of life with the newest sequences that the house knows.</summary>
    /// <param name="newest">The auction's; 0 where none is shown.</param>
    /// <param name="stream">The stream's; null where one auction is watched.</param>
    /// <param name="now">The house's clock.</param>
    public static Frame Heartbeat(long newest, long? stream, DateTimeOffset now) => new(FrameKind.Heartbeat, null, 0, Write(json =>
    {
        json.WriteString("type"u8, "heartbeat"u8);
        json.WriteNumber("sequence"u8, newest);
        if (stream is { } sequence) json.WriteNumber("stream"u8, sequence);
        json.WriteString("serverTime"u8, StrictJson.Write(now));
    }));

    /// <summary>An object with these fields, in UTF-8.</summary>
    public static byte[] Write(Action<Utf8JsonWriter> fields, int about = 768)
    {
        var text = new ArrayBufferWriter<byte>(about);
        using var json = new Utf8JsonWriter(text, new JsonWriterOptions { SkipValidation = true });
        json.WriteStartObject();
        fields(json);
        json.WriteEndObject();
        json.Flush();
        return text.WrittenSpan.ToArray();
    }

    private static void WriteBid(Utf8JsonWriter json, AuctionSettings settings, StandingBid bid)
    {
        json.WriteString("bidderId"u8, bid.Bidder.Id);
        json.WriteString("name"u8, bid.Bidder.Name);
        if (bid.Bidder.Paddle is { } paddle) json.WriteNumber("paddle"u8, paddle);
        else json.WriteNull("paddle"u8);
        if (settings.IsSealed()) json.WriteNull("amount"u8); // as in the event that told of it
        else json.WriteString("amount"u8, settings.Currency.Format(bid.Amount));
    }
}
