using System.Text.Json;
using Sothebais.Gateways.Defaults.Requests;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Money;

namespace Sothebais.Gateways.Defaults.Auctions;

/// <summary>
/// An event as the public hears it: <c>event</c>, its kind with its public fields, and <c>view</c>, the fields of the auction's view that it
/// changed. Who asked for it and under which key is left out, and so is the reserve.
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
                WriteAmount(json, "amount"u8, currency, e.Amount);
                WriteAmount(json, "price"u8, currency, e.Price);
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
                break;
            case AuctionSold e:
                json.WriteString("winner"u8, e.Winner.Id);
                json.WriteString("name"u8, e.Winner.Name);
                WriteNumber(json, "paddle"u8, e.Winner.Paddle);
                WriteAmount(json, "amount"u8, currency, e.Amount);
                WriteInstant(json, "closedAt"u8, e.ClosedAt);
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
                break;
            case AuctionSettled e:
                json.WriteString("reference"u8, e.Reference);
                break;
        }
        json.WriteEndObject();
    }

    /// <summary>Writes the object of the view's fields that the event changed, its sequence among them.</summary>
    public static void WriteChanges(Utf8JsonWriter json, Currency currency, AuctionEvent happened)
    {
        json.WriteStartObject();
        json.WriteNumber("sequence"u8, happened.Sequence);
        switch (happened)
        {
            case AuctionCreated e:
                json.WriteString("status"u8, "draft");
                WriteSettings(json, e.Settings);
                WriteBeforeOpening(json, e.Settings);
                break;
            case AuctionRevised e:
                WriteSettings(json, e.Settings);
                WriteBeforeOpening(json, e.Settings);
                break;
            case AuctionScheduled e:
                json.WriteString("status"u8, "scheduled");
                WriteInstant(json, "opensAt"u8, e.OpensAt);
                break;
            case AuctionOpened e:
                json.WriteString("status"u8, "open");
                WriteInstant(json, "opensAt"u8, e.OpensAt);
                WriteInstant(json, "closesAt"u8, e.ClosesAt);
                WriteAmount(json, "minimumBid"u8, currency, e.MinimumBid);
                break;
            case BidPlaced e:
                WriteAmount(json, "price"u8, currency, e.Price);
                WriteLeader(json, e.Leader ?? e.Bidder);
                WriteStanding(json, currency, e.MinimumBid, e.BidCount, e.ReserveMet);
                WriteInstant(json, "closesAt"u8, e.ClosesAt);
                break;
            case ProxyRaised e:
                WriteAmount(json, "price"u8, currency, e.Price);
                WriteLeader(json, e.Bidder);
                WriteAmount(json, "minimumBid"u8, currency, e.MinimumBid);
                if (e.ReserveMet is { } met) json.WriteBoolean("reserveMet"u8, met);
                else json.WriteNull("reserveMet"u8);
                break;
            case AuctionExtended e:
                WriteInstant(json, "closesAt"u8, e.ClosesAt);
                WriteDuration(json, "remaining"u8, e.Remaining);
                json.WriteNumber("extensions"u8, e.Extensions);
                break;
            case AuctionPaused e:
                json.WriteString("status"u8, "paused");
                json.WriteNull("closesAt"u8);
                WriteDuration(json, "remaining"u8, e.Remaining);
                break;
            case AuctionResumed e:
                json.WriteString("status"u8, "open");
                WriteInstant(json, "closesAt"u8, e.ClosesAt);
                json.WriteNull("remaining"u8);
                break;
            case BidRetracted e:
                WriteAmount(json, "price"u8, currency, e.Price);
                WriteLeader(json, e.Leader);
                WriteStanding(json, currency, e.MinimumBid, e.BidCount, e.ReserveMet);
                break;
            case AuctionSold e:
                json.WriteString("status"u8, "sold");
                WriteInstant(json, "closesAt"u8, e.ClosedAt);
                json.WriteStartObject("result"u8);
                json.WriteString("winner"u8, e.Winner.Id);
                json.WriteString("name"u8, e.Winner.Name);
                WriteNumber(json, "paddle"u8, e.Winner.Paddle);
                WriteAmount(json, "amount"u8, currency, e.Amount);
                WriteInstant(json, "closedAt"u8, e.ClosedAt);
                json.WriteEndObject();
                break;
            case AuctionUnsold e:
                json.WriteString("status"u8, "unsold");
                WriteInstant(json, "closesAt"u8, e.ClosedAt);
                json.WriteNull("remaining"u8);
                break;
            case AuctionCancelled:
                json.WriteString("status"u8, "cancelled");
                json.WriteNull("remaining"u8);
                break;
            case AuctionReopened e:
                json.WriteString("status"u8, "open");
                WriteInstant(json, "closesAt"u8, e.ClosesAt);
                json.WriteNull("result"u8);
                break;
            case AuctionSettled:
                json.WriteString("status"u8, "settled");
                break;
        }
        json.WriteEndObject();
    }

    private static void WriteSettings(Utf8JsonWriter json, AuctionSettings settings)
    {
        json.WriteString("format"u8, PublicFormat.Of(settings.Format));
        json.WriteString("title"u8, settings.Title);
        json.WritePropertyName("lot"u8);
        JsonSerializer.Serialize(json, PublicLot.Of(settings.Lot), StrictJson.Options);
        json.WriteString("currency"u8, settings.Currency.Code);
        WriteAmount(json, "openingBid"u8, settings.Currency, settings.OpeningBid);
        json.WritePropertyName("increments"u8);
        JsonSerializer.Serialize(json, PublicIncrements.Of(settings.Increments, settings.Currency), StrictJson.Options);
        WriteInstant(json, "opensAt"u8, settings.OpensAt);
        WriteInstant(json, "closesAt"u8, settings.ClosesAt);
        WriteDuration(json, "duration"u8, settings.Duration);
        json.WriteBoolean("startsOnFirstBid"u8, settings.StartsOnFirstBid);
        json.WritePropertyName("extension"u8);
        JsonSerializer.Serialize(json, settings.Extension is { } e ? new PublicExtension(e.Window, e.By, e.Maximum) : null, StrictJson.Options);
        json.WriteString("bidders"u8, settings.Admission == Admission.Approved ? "approved" : "anyone");
        WriteAmount(json, "buyNow"u8, settings.Currency, settings.BuyNow);
        json.WriteNumber("quantity"u8, settings.Quantity);
        json.WritePropertyName("dutch"u8);
        JsonSerializer.Serialize(json, PublicDutch.Of(settings), StrictJson.Options);
        json.WriteString("saleId"u8, settings.SaleId);
    }

    private static void WriteBeforeOpening(Utf8JsonWriter json, AuctionSettings settings)
    {
        WriteAmount(json, "minimumBid"u8, settings.Currency, settings.OpeningBid);
        if (settings.Reserve is null) json.WriteNull("reserveMet"u8);
        else json.WriteBoolean("reserveMet"u8, false);
    }

    private static void WriteStanding(Utf8JsonWriter json, Currency currency, Amount? minimum, int bids, bool? reserveMet)
    {
        WriteAmount(json, "minimumBid"u8, currency, minimum);
        json.WriteNumber("bidCount"u8, bids);
        if (reserveMet is { } met) json.WriteBoolean("reserveMet"u8, met);
        else json.WriteNull("reserveMet"u8);
    }

    private static void WriteLeader(Utf8JsonWriter json, Bidder? leader)
    {
        json.WritePropertyName("leader"u8);
        if (leader is null)
        {
            json.WriteNullValue();
            return;
        }
        json.WriteStartObject();
        WriteBidder(json, leader);
        json.WriteEndObject();
    }

    private static void WriteBidder(Utf8JsonWriter json, Bidder bidder)
    {
        json.WriteString("bidderId"u8, bidder.Id);
        json.WriteString("name"u8, bidder.Name);
        WriteNumber(json, "paddle"u8, bidder.Paddle);
    }

    private static void WriteAmount(Utf8JsonWriter json, ReadOnlySpan<byte> name, Currency currency, Amount? amount)
    {
        if (amount is not { } given)
        {
            json.WriteNull(name);
            return;
        }
        Span<char> text = stackalloc char[41];
        json.WriteString(name, text[..currency.Write(given, text)]);
    }

    private static void WriteNumber(Utf8JsonWriter json, ReadOnlySpan<byte> name, int? number)
    {
        if (number is { } given) json.WriteNumber(name, given);
        else json.WriteNull(name);
    }

    private static void WriteInstant(Utf8JsonWriter json, ReadOnlySpan<byte> name, DateTimeOffset? instant)
    {
        if (instant is { } given) json.WriteString(name, StrictJson.Write(given));
        else json.WriteNull(name);
    }

    private static void WriteDuration(Utf8JsonWriter json, ReadOnlySpan<byte> name, TimeSpan? duration)
    {
        if (duration is { } given) json.WriteString(name, StrictJson.Write(given));
        else json.WriteNull(name);
    }
}
