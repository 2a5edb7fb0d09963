using System.Text.Json;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Money;
using static Sothebais.Gateways.Defaults.Auctions.PublicFields;

namespace Sothebais.Gateways.Defaults.Auctions;

/// <summary>What an event changes in the auction's public view: viewers lay it over what they have.</summary>
public static class PublicChanges
{
    /// <summary>Writes the object of the view's fields that the event changed, its sequence among them.</summary>
    public static void Write(Utf8JsonWriter json, string auctionId, Currency currency, AuctionEvent happened)
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
                if (e.FallingSince is not null) WriteAmount(json, "price"u8, currency, e.MinimumBid);
                WriteFalling(json, e.FallingSince);
                break;
            case BidPlaced { Sealed: true } e:
                json.WriteNumber("bidCount"u8, e.BidCount);
                break;
            case BidPlaced e:
                WriteAmount(json, "price"u8, currency, e.Price);
                if (e.QuantityLeft is { } left) json.WriteNumber("quantityLeft"u8, left);
                else WriteLeader(json, e.Leader ?? e.Bidder);
                WriteStanding(json, currency, e.MinimumBid, e.BidCount, e.ReserveMet);
                WriteAmount(json, "buyNow"u8, currency, e.BuyNow);
                WriteInstant(json, "closesAt"u8, e.ClosesAt);
                break;
            case ProxyRaised e:
                WriteAmount(json, "price"u8, currency, e.Price);
                WriteLeader(json, e.Bidder);
                WriteAmount(json, "minimumBid"u8, currency, e.MinimumBid);
                WriteBoolean(json, "reserveMet"u8, e.ReserveMet);
                break;
            case AuctionExtended e:
                WriteInstant(json, "closesAt"u8, e.ClosesAt);
                WriteDuration(json, "remaining"u8, e.Remaining);
                json.WriteNumber("extensions"u8, e.Extensions);
                WriteFalling(json, e.FallingSince);
                break;
            case AuctionPaused e:
                json.WriteString("status"u8, "paused");
                json.WriteNull("closesAt"u8);
                WriteDuration(json, "remaining"u8, e.Remaining);
                WriteStanding(json, currency, e.Price);
                break;
            case AuctionResumed e:
                json.WriteString("status"u8, "open");
                WriteInstant(json, "closesAt"u8, e.ClosesAt);
                json.WriteNull("remaining"u8);
                WriteFalling(json, e.FallingSince);
                break;
            case BidRetracted e:
                WriteAmount(json, "price"u8, currency, e.Price);
                WriteLeader(json, e.Leader);
                if (e.QuantityLeft is { } again) json.WriteNumber("quantityLeft"u8, again);
                WriteStanding(json, currency, e.MinimumBid, e.BidCount, e.ReserveMet);
                WriteAmount(json, "buyNow"u8, currency, e.BuyNow);
                break;
            case AuctionSold e:
                json.WriteString("status"u8, "sold");
                WriteInstant(json, "closesAt"u8, e.ClosedAt);
                json.WriteNull("remaining"u8);
                WriteAmount(json, "price"u8, currency, e.Amount);
                WriteLeader(json, e.Winner);
                json.WriteNull("fallingSince"u8);
                json.WriteStartObject("result"u8);
                json.WriteString("winner"u8, e.Winner.Id);
                json.WriteString("name"u8, e.Winner.Name);
                WriteNumber(json, "paddle"u8, e.Winner.Paddle);
                WriteAmount(json, "amount"u8, currency, e.Amount);
                WriteInstant(json, "closedAt"u8, e.ClosedAt);
                WriteAwards(json, auctionId, currency, e.Awards);
                json.WriteEndObject();
                break;
            case AuctionUnsold e:
                json.WriteString("status"u8, "unsold");
                WriteInstant(json, "closesAt"u8, e.ClosedAt);
                json.WriteNull("remaining"u8);
                if (e.Reason == UnsoldReason.ReserveNotMet) json.WriteBoolean("reserveMet"u8, false);
                WriteStanding(json, currency, e.Price);
                break;
            case AuctionCancelled e:
                json.WriteString("status"u8, "cancelled");
                json.WriteNull("remaining"u8);
                WriteStanding(json, currency, e.Price);
                break;
            case AuctionReopened e:
                json.WriteString("status"u8, "open");
                WriteInstant(json, "closesAt"u8, e.ClosesAt);
                json.WriteNull("result"u8);
                if (e.FallingSince is null) break;
                WriteFalling(json, e.FallingSince);
                json.WriteNull("leader"u8);
                json.WriteNull("reserveMet"u8);
                break;
            case AuctionSettled:
                json.WriteString("status"u8, "settled");
                break;
        }
        json.WriteEndObject();
    }

    private static void WriteBeforeOpening(Utf8JsonWriter json, AuctionSettings settings)
    {
        WriteAmount(json, "minimumBid"u8, settings.Currency, settings.FirstMinimum());
        WriteBoolean(json, "reserveMet"u8, settings.ReserveMetAtFirst());
        json.WriteNumber("quantityLeft"u8, settings.Quantity);
    }

    // A Dutch clock that falls: viewers count by themselves from here.
    private static void WriteFalling(Utf8JsonWriter json, DateTimeOffset? since)
    {
        if (since is not null) WriteInstant(json, "fallingSince"u8, since);
    }

    // A Dutch clock that stands.
    private static void WriteStanding(Utf8JsonWriter json, Currency currency, Amount? price)
    {
        if (price is null) return;
        json.WriteNull("fallingSince"u8);
        WriteAmount(json, "price"u8, currency, price);
        WriteAmount(json, "minimumBid"u8, currency, price);
    }

    private static void WriteStanding(Utf8JsonWriter json, Currency currency, Amount? minimum, int bids, bool? reserveMet)
    {
        WriteAmount(json, "minimumBid"u8, currency, minimum);
        json.WriteNumber("bidCount"u8, bids);
        WriteBoolean(json, "reserveMet"u8, reserveMet);
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
}
