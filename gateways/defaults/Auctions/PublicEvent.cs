using System.Buffers;
using System.Text.Json;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Money;
using static Sothebais.Gateways.Defaults.Auctions.PublicFields;

namespace Sothebais.Gateways.Defaults.Auctions;

/// <summary>
/// An event as the public hears it: its kind with its public fields. Who asked for it and under which key is left out, and so are the reserve and every
/// maximum: of a raised one nothing is told but that it has its place in the log. What it changes in the auction's view: <see cref="PublicChanges"/>.
/// </summary>
public static class PublicEvent
{
    /// <summary>The event's kind, as in <c>event.kind</c>.</summary>
    public static string KindOf(AuctionEvent happened) => happened switch
    {
        AuctionCreated => "auctionCreated",
        AuctionRevised => "auctionRevised",
        AuctionScheduled => "auctionScheduled",
        AuctionOpened => "auctionOpened",
        BidPlaced => "bidPlaced",
        ProxyRaised => "proxyRaised",
        MaximumRaised => "maximumRaised",
        AuctionExtended => "auctionExtended",
        FairWarning => "fairWarning",
        AuctionPaused => "auctionPaused",
        AuctionResumed => "auctionResumed",
        BidRetracted => "bidRetracted",
        AuctionSold => "auctionSold",
        AuctionUnsold => "auctionUnsold",
        AuctionCancelled => "auctionCancelled",
        AuctionReopened => "auctionReopened",
        AuctionSettled => "auctionSettled",
        _ => throw new InvalidOperationException($"No kind for {happened.GetType().Name}."),
    };

    /// <summary>The event's object as UTF-8.</summary>
    public static ReadOnlyMemory<byte> Bytes(string auctionId, Currency currency, AuctionEvent happened)
    {
        var text = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(text)) Write(json, auctionId, currency, happened);
        return text.WrittenMemory;
    }

    /// <summary>Writes the event's object: its kind and public fields.</summary>
    public static void Write(Utf8JsonWriter json, string auctionId, Currency currency, AuctionEvent happened)
    {
        json.WriteStartObject();
        json.WriteString("kind"u8, KindOf(happened));
        switch (happened)
        {
            case AuctionCreated e:
                WriteSettings(json, e.Settings);
                break;
            case AuctionRevised e:
                WriteSettings(json, e.Settings);
                break;
            case AuctionScheduled e:
                WriteInstant(json, "opensAt"u8, e.OpensAt);
                break;
            case AuctionOpened e:
                WriteInstant(json, "opensAt"u8, e.OpensAt);
                WriteInstant(json, "closesAt"u8, e.ClosesAt);
                break;
            case BidPlaced e:
                json.WriteString("bidId"u8, AuctionEventId.Of(auctionId, e.Sequence));
                WriteBidder(json, e.Bidder);
                WriteAmount(json, "amount"u8, currency, e.Sealed == true ? null : e.Amount); // for ever: one event has one form
                WriteAmount(json, "price"u8, currency, e.Sealed == true ? null : e.Price);
                if (e.QuantityLeft is not null) json.WriteNumber("quantity"u8, e.Quantity ?? 1);
                if (e.Grace is { } grace) json.WriteNumber("graceMs"u8, (grace.Ticks + TimeSpan.TicksPerMillisecond - 1) / TimeSpan.TicksPerMillisecond);
                break;
            case ProxyRaised e:
                WriteBidder(json, e.Bidder);
                WriteAmount(json, "price"u8, currency, e.Price);
                break;
            case AuctionExtended e:
                WriteInstant(json, "closesAt"u8, e.ClosesAt);
                json.WriteString("reason"u8, e.Reason switch
                {
                    ExtensionReason.SoftClose => "softClose",
                    ExtensionReason.Auctioneer => "auctioneer",
                    _ => "outage",
                });
                if (e.Outage is { } outage)
                {
                    json.WriteStartObject("outage"u8);
                    WriteInstant(json, "from"u8, outage.From);
                    WriteInstant(json, "to"u8, outage.To);
                    json.WriteEndObject();
                }
                break;
            case FairWarning e:
                json.WriteNumber("call"u8, e.Call);
                break;
            case AuctionPaused e:
                WriteDuration(json, "remaining"u8, e.Remaining);
                json.WriteString("reason"u8, e.Reason);
                break;
            case AuctionResumed e:
                WriteInstant(json, "closesAt"u8, e.ClosesAt);
                break;
            case BidRetracted e:
                json.WriteString("bidId"u8, AuctionEventId.Of(auctionId, e.Bid));
                json.WriteString("reason"u8, e.Reason);
                WriteAmount(json, "price"u8, currency, e.Price);
                if (e.Undo == true) json.WriteBoolean("undo"u8, true);
                break;
            case AuctionSold e:
                json.WriteString("winner"u8, e.Winner.Id);
                json.WriteString("name"u8, e.Winner.Name);
                WriteNumber(json, "paddle"u8, e.Winner.Paddle);
                WriteAmount(json, "amount"u8, currency, e.Amount);
                WriteInstant(json, "closedAt"u8, e.ClosedAt);
                WriteAwards(json, auctionId, currency, e.Awards);
                break;
            case AuctionUnsold e:
                json.WriteString("reason"u8, e.Reason switch
                {
                    UnsoldReason.NoBids => "noBids",
                    UnsoldReason.Passed => "passed",
                    _ => "reserveNotMet",
                });
                WriteInstant(json, "closedAt"u8, e.ClosedAt);
                break;
            case AuctionCancelled e:
                json.WriteString("reason"u8, e.Reason);
                break;
            case AuctionReopened e:
                WriteInstant(json, "closesAt"u8, e.ClosesAt);
                json.WriteString("reason"u8, e.Reason);
                if (e.Undo == true) json.WriteBoolean("undo"u8, true);
                break;
            case AuctionSettled e:
                json.WriteString("reference"u8, e.Reference);
                break;
        }
        json.WriteEndObject();
    }
}
