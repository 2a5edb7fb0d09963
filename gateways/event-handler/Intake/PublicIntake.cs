using System.Text.Json;
using Sothebais.Gateways.Defaults.Bids;
using Sothebais.Gateways.Defaults.Requests;

namespace Sothebais.Gateways.EventHandler.Intake;

/// <summary>What became of an event.</summary>
/// <param name="Id">The event's id.</param>
/// <param name="Source">The event's source.</param>
/// <param name="Status">accepted, refused, kept, duplicate, ignored (a chat message that is no bid), dead-lettered, or in a batch unknown: send it again.</param>
/// <param name="BidId">Of a bid that was taken: its id.</param>
/// <param name="Sequence">Its place in the auction's log.</param>
/// <param name="Outcome">leading, outbid, sealed or won.</param>
/// <param name="Amount">What was bid.</param>
/// <param name="Price">The price after it.</param>
/// <param name="MinimumBid">The least next bid; also where a bid was refused.</param>
/// <param name="ClosesAt">When the hammer falls after it.</param>
/// <param name="Code">Why it was refused, ignored or could not be processed, for programs.</param>
/// <param name="Detail">The same in words.</param>
/// <param name="AuctionStatus">Where the auction takes no bids: how it stands.</param>
/// <param name="DeadLetterId">Where the event lies if it could not be processed.</param>
public sealed record PublicOutcome(
    string Id, string Source, string Status, string? BidId, long? Sequence, string? Outcome, string? Amount, string? Price, string? MinimumBid, DateTimeOffset? ClosesAt,
    string? Code, string? Detail, string? AuctionStatus, string? DeadLetterId)
{
    /// <summary>Writes an outcome; what does not concern it is left out.</summary>
    internal static void Write(Utf8JsonWriter json, IncomingEvent happened, IntakeOutcome outcome)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, happened.Id);
        json.WriteString("source"u8, happened.Source);
        json.WriteString("status"u8, IntakeMetrics.NameOf(outcome.Status));
        if (outcome.Receipt is { } receipt) ReceiptJson.Write(json, outcome.AuctionId!, receipt);
        if (outcome.Why is { } why)
        {
            json.WriteString("code"u8, outcome.Code);
            json.WriteString("detail"u8, why.Detail ?? why.Title);
            foreach (var (name, fact) in why.Extensions)
            {
                if (name == "code") continue;
                json.WritePropertyName(name);
                JsonSerializer.Serialize(json, fact, StrictJson.Options);
            }
        }
        if (outcome.DeadLetterId is { } letter) json.WriteString("deadLetterId"u8, letter);
        json.WriteEndObject();
    }
}

/// <summary>A CloudEvent in structured mode. Extensions are members of their own.</summary>
/// <param name="Specversion">1.0.</param>
/// <param name="Id">Its id, unique within the source.</param>
/// <param name="Source">Its source, a URI reference.</param>
/// <param name="Type">Its type.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="Time">When it happened, as in RFC 3339.</param>
/// <param name="Datacontenttype">What the data is.</param>
/// <param name="Dataschema">Where its schema is.</param>
/// <param name="Data">Its data.</param>
public sealed record PublicCloudEvent(
    string Specversion, string Id, string Source, string Type, string? Subject, DateTimeOffset? Time, string? Datacontenttype, string? Dataschema, JsonElement? Data);
