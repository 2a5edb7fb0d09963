using System.Globalization;
using System.Text.Json;
using System.Xml;
using Sothebais.Gateways.Admin.Console.Parts;

namespace Sothebais.Gateways.Admin.Console.Auctions;

/// <summary>
/// Says in a sentence what an event of an auction is, wherever the console shows one: in its log, in the control room, on the dashboard and among the house's
/// events. Only public fields are looked at, and nothing is taken for granted: events are also shown that somebody sent in.
/// </summary>
internal static class EventSentence
{
    /// <summary>The sentence; the kind itself where it is a newer house's.</summary>
    /// <param name="happened">The event: its kind and its public fields.</param>
    /// <param name="currency">The auction's currency; empty where it is not known.</param>
    /// <param name="when">Writes an instant; null where instants are left out.</param>
    /// <param name="who">Writes a bidder's id, name and paddle; null is by name, as on other pages.</param>
    public static string Of(JsonElement happened, string currency, Func<DateTimeOffset, string>? when = null, Func<string, string?, int?, string>? who = null) =>
        Known(happened, currency, when, who) ?? $"{(happened.TryGetProperty("kind", out var kind) ? kind.ToString() : "")}.";

    /// <summary>The sentence; null where the kind is not known.</summary>
    /// <inheritdoc cref="Of"/>
    public static string? Known(JsonElement happened, string currency, Func<DateTimeOffset, string>? when = null, Func<string, string?, int?, string>? who = null)
    {
        string? Text(string name) => happened.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        int? Number(string name) => happened.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : null;
        string Money(string name) => AuctionWords.Money(Text(name), currency);
        string? Instant(string name) => when is not null && DateTimeOffset.TryParse(Text(name), CultureInfo.InvariantCulture, out var at) ? when(at) : null;
        string Who(string id = "bidderId") => (who ?? AuctionWords.Who)(Text(id) ?? "Somebody", Text("name"), Number("paddle"));
        string Why() => Text("reason") is { Length: > 0 } reason ? $": {reason}" : ".";
        string To() => Instant("closesAt") is { } at ? $" to {at}" : "";
        return Text("kind") switch
        {
            "auctionCreated" => $"Created as “{Text("title")}”: {AuctionWords.Format(Text("format") ?? "")}, from {Money("openingBid")}.",
            "auctionRevised" => $"The settings were changed; it is “{Text("title")}”, {AuctionWords.Format(Text("format") ?? "")}, from {Money("openingBid")}.",
            "auctionScheduled" => Instant("opensAt") is { } at ? $"Scheduled to open {at}." : "Scheduled.",
            "auctionOpened" => Instant("closesAt") is { } at ? $"Opened; the hammer falls {at}." : "Opened.",
            "bidPlaced" when Text("amount") is null => $"{Who()} handed in a sealed bid.",
            "bidPlaced" when Number("quantity") is { } quantity => $"{Who()} took {quantity} at {Money("amount")}{Grace(Number("graceMs"))}.",
            "bidPlaced" when (Text("price") ?? Text("amount")) == Text("amount") => $"{Who()} bid {Money("amount")}{Grace(Number("graceMs"))}.",
            "bidPlaced" => $"{Who()} bid {Money("amount")}{Grace(Number("graceMs"))}; the price is {Money("price")}.",
            "proxyRaised" => $"The house bid for {Who()}, up to whose maximum it may; the price is {Money("price")}.",
            "maximumRaised" => "A bidder raised their maximum; how far is theirs to know.",
            "auctionExtended" => Text("reason") switch
            {
                "softClose" => $"A late bid moved the close{To()}.",
                "auctioneer" => $"The auctioneer gave more time{(To() is { Length: > 0 } to ? $": the close moved{to}" : "")}.",
                _ => $"The house could not take bids for a while, and moved the close{To()}.",
            },
            "fairWarning" => Number("call") is > 1 and var call ? $"Fair warning, call {call}." : "Fair warning.",
            "auctionPaused" => $"Paused{(Left(Text("remaining")) is { } left ? $" with {left} left" : "")}{Why()}",
            "auctionResumed" => Instant("closesAt") is { } at ? $"Bidding goes on; the hammer falls {at}." : "Bidding goes on.",
            "bidRetracted" => $"{(Undone() ? "Undone: bid" : "Bid")} {Text("bidId")} was taken back; the price is {Money("price")}{Why()}",
            "auctionSold" => $"Sold to {Who("winner")} for {Money("amount")}{Awards()}.",
            "auctionUnsold" => Text("reason") switch { "noBids" => "Not sold: nobody bid.", "passed" => "Not sold: the auctioneer passed it.", _ => "Not sold: the reserve was not met." },
            "auctionCancelled" => $"Cancelled{Why()}",
            "auctionReopened" => $"{(Undone() ? "Undone: the" : "The")} hammer was taken back; bidding goes on{(Instant("closesAt") is { } until ? $" until {until}" : "")}{Why()}",
            "auctionSettled" => $"Settled; the reference is {Text("reference")}.",
            _ => null,
        };

        bool Undone() => happened.TryGetProperty("undo", out var undo) && undo.ValueKind == JsonValueKind.True;
        string Awards() => happened.TryGetProperty("awards", out var awards) && awards.ValueKind == JsonValueKind.Array && awards.GetArrayLength() > 1 ? $", the first of {awards.GetArrayLength()} takers" : "";
    }

    private static string Grace(int? ms) => ms is { } late ? string.Create(CultureInfo.InvariantCulture, $" (received in time, decided {late} ms after the close)") : "";

    private static string? Left(string? duration)
    {
        try
        {
            return duration is null ? null : Spans.Write(XmlConvert.ToTimeSpan(duration));
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
