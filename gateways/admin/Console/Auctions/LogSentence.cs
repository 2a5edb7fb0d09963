using System.Globalization;
using System.Text.Json;
using System.Xml;
using Sothebais.Gateways.Admin.Console.Parts;

namespace Sothebais.Gateways.Admin.Console.Auctions;

/// <summary>Says in a sentence what an event of the log is.</summary>
internal static class LogSentence
{
    /// <summary>The sentence.</summary>
    /// <param name="happened">The event: its kind and its public fields.</param>
    /// <param name="currency">The auction's currency.</param>
    /// <param name="when">Writes an instant.</param>
    public static string Of(JsonElement happened, string currency, Func<DateTimeOffset, string> when)
    {
        string? Text(string name) => happened.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        int? Number(string name) => happened.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetInt32() : null;
        string Money(string name) => AuctionWords.Money(Text(name), currency);
        string? Instant(string name) => Text(name) is { } text ? when(DateTimeOffset.Parse(text, CultureInfo.InvariantCulture)) : null;
        string Who(string id = "bidderId") => AuctionWords.Who(Text(id) ?? "Somebody", Text("name"), Number("paddle"));
        string Why() => Text("reason") is { Length: > 0 } reason ? $": {reason}" : ".";
        string To() => Instant("closesAt") is { } at ? $" to {at}" : "";
        return Text("kind") switch
        {
            "auctionCreated" => $"Created as “{Text("title")}”: {AuctionWords.Format(Text("format") ?? "")}, from {Money("openingBid")}.",
            "auctionRevised" => $"The settings were changed; it is “{Text("title")}”, {AuctionWords.Format(Text("format") ?? "")}, from {Money("openingBid")}.",
            "auctionScheduled" => $"Scheduled to open {Instant("opensAt")}.",
            "auctionOpened" => Instant("closesAt") is { } at ? $"Opened; the hammer falls {at}." : "Opened.",
            "bidPlaced" when Text("amount") is null => $"{Who()} handed in a sealed bid.",
            "bidPlaced" when Number("quantity") is { } quantity => $"{Who()} took {quantity} at {Money("amount")}{Grace(Number("graceMs"))}.",
            "bidPlaced" when Text("price") == Text("amount") => $"{Who()} bid {Money("amount")}{Grace(Number("graceMs"))}.",
            "bidPlaced" => $"{Who()} bid {Money("amount")}{Grace(Number("graceMs"))}; the price is {Money("price")}.",
            "proxyRaised" => $"The house bid for {Who()}, up to whose maximum it may; the price is {Money("price")}.",
            "maximumRaised" => "A bidder raised their maximum; how far is theirs to know.",
            "auctionExtended" => Text("reason") switch
            {
                "softClose" => $"A late bid moved the close{To()}.",
                "auctioneer" => $"The auctioneer gave more time{(To() is { Length: > 0 } to ? $": the close moved{to}" : "")}.",
                _ => $"The house could not take bids for a while, and moved the close{To()}.",
            },
            "fairWarning" => $"Fair warning, call {Number("call")}.",
            "auctionPaused" => $"Paused{(Text("remaining") is { } left ? $" with {Spans.Write(XmlConvert.ToTimeSpan(left))} left" : "")}{Why()}",
            "auctionResumed" => Instant("closesAt") is { } at ? $"Bidding goes on; the hammer falls {at}." : "Bidding goes on.",
            "bidRetracted" => $"{(Undone() ? "Undone: bid" : "Bid")} {Text("bidId")} was taken back; the price is {Money("price")}{Why()}",
            "auctionSold" => $"Sold to {Who("winner")} for {Money("amount")}{Awards()}.",
            "auctionUnsold" => Text("reason") switch { "noBids" => "Not sold: nobody bid.", "passed" => "Not sold: the auctioneer passed it.", _ => "Not sold: the reserve was not met." },
            "auctionCancelled" => $"Cancelled{Why()}",
            "auctionReopened" => $"{(Undone() ? "Undone: the" : "The")} hammer was taken back; bidding goes on{(Instant("closesAt") is { } until ? $" until {until}" : "")}{Why()}",
            "auctionSettled" => $"Settled; the reference is {Text("reference")}.",
            var other => $"{other}.", // a newer house knows more
        };

        bool Undone() => happened.TryGetProperty("undo", out var undo) && undo.ValueKind == JsonValueKind.True;
        string Awards() => happened.TryGetProperty("awards", out var awards) && awards.ValueKind == JsonValueKind.Array && awards.GetArrayLength() > 1 ? $", the first of {awards.GetArrayLength()} takers" : "";
    }

    private static string Grace(int? ms) => ms is { } late ? string.Create(CultureInfo.InvariantCulture, $" (received in time, decided {late} ms after the close)") : "";
}
