using System.Text.Json;
using Sothebais.Gateways.Admin.Console.Auctions;
using Sothebais.Gateways.Defaults.Auctions;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Feed;
using Sothebais.GrainInterfaces.Money;

namespace Sothebais.Gateways.Admin.Console.Dashboard;

/// <summary>Something that happened, for people. Only what the room may know is in it.</summary>
/// <param name="Id">What tells it from the others.</param>
/// <param name="At">When.</param>
/// <param name="AuctionId">In which auction; null where it was sent in.</param>
/// <param name="From">Where it is from, where it was sent in.</param>
/// <param name="Words">What happened.</param>
internal sealed record Happening(string Id, DateTimeOffset At, string? AuctionId, string? From, string Words)
{
    /// <summary>What happened in a commit, in order.</summary>
    public static IEnumerable<Happening> Of(FeedEntry entry) =>
        entry.Batch is { } batch
            ? batch.Events.Where(e => e is not MaximumRaised).Select(e => new Happening($"{batch.AuctionId}-{e.Sequence}", e.At, batch.AuctionId, null, Say(batch.AuctionId, e, batch.Currency)))
            : (entry.Sent ?? []).Select((e, i) => new Happening(
                $"{entry.First with { Index = entry.First.Index + i }}", DateTimeOffset.FromUnixTimeMilliseconds(entry.First.Milliseconds), null, e.Source, $"{e.Type}{(e.Subject is null ? "" : $" about {e.Subject}")}"));

    private static string Say(string auctionId, AuctionEvent happened, Currency currency) =>
        EventSentence.Of(JsonElement.Parse(PublicEvent.Bytes(auctionId, currency, happened).Span), currency.Code);
}
