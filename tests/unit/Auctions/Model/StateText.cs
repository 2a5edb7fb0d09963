using System.Collections.Immutable;
using System.Reflection;
using System.Text;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.Grains.Auctions;
using Sothebais.Grains.EventLog;

namespace Sothebais.Tests.Unit.Auctions.Model;

/// <summary>
/// The whole state of an auction as text, field by field, so that two can be compared: also a field that somebody adds later, so that none is
/// forgotten in the snapshot.
/// </summary>
internal static class StateText
{
    private static readonly PropertyInfo[] Fields = typeof(Auction).GetProperties(BindingFlags.Public | BindingFlags.Instance);

    public static string Of(Auction auction) => string.Join('\n', Fields.Select(f => $"{f.Name}: {Text(f.GetValue(auction))}"));

    public static string Of(AuctionSettings settings) => Encoding.UTF8.GetString(AuctionEventJson.Write(new AuctionCreated(settings)));

    private static string Text(object? value) => value switch
    {
        null => "none",
        AuctionSettings settings => Of(settings),
        StandingBids bids => $"{string.Join(", ", bids.NewestFirst())}, top: {bids.Top?.Sequence}, dropped up to: {bids.Dropped}",
        SealedBids bids => string.Join(", ", bids.NewestFirst()),
        Takes takes => $"{string.Join(", ", takes.InOrder)}, quantity: {takes.Quantity}",
        Fall fall => $"since {fall.Since:O} stood {fall.Stood.Ticks}",
        AuctionResult { Awards: { } awards } result => $"{result with { Awards = null }} {string.Join(", ", awards.AsEnumerable())}",
        ImmutableDictionary<long, long> retracted => string.Join(", ", retracted.OrderBy(r => r.Key)),
        DateTimeOffset instant => instant.ToString("O"),
        _ => value.ToString()!,
    };
}
