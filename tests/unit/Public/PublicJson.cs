using System.Text.Json;
using System.Text.Json.Nodes;
using Sothebais.Gateways.Defaults.Auctions;
using Sothebais.Gateways.Defaults.Requests;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Money;
using Sothebais.Tests.Unit.Auctions;

namespace Sothebais.Tests.Unit.Public;

/// <summary>What the public reads, as JSON to look at.</summary>
internal static class PublicJson
{
    public static JsonObject Event(AuctionEvent happened, Currency? currency = null) =>
        Written(json => PublicEvent.Write(json, Room.Id, currency ?? CurrencyOf(happened), happened));

    public static JsonObject Changes(AuctionEvent happened, Currency? currency = null) =>
        Written(json => PublicChanges.Write(json, Room.Id, currency ?? CurrencyOf(happened), happened));

    public static JsonObject View(AuctionView view, bool withReserve = false) =>
        JsonSerializer.SerializeToNode(PublicView.Of(view, Room.Noon, withReserve), StrictJson.Options)!.AsObject();

    private static Currency CurrencyOf(AuctionEvent happened) => happened switch
    {
        AuctionCreated e => e.Settings.Currency,
        AuctionRevised e => e.Settings.Currency,
        _ => Room.Usd,
    };

    private static JsonObject Written(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream)) write(json);
        return JsonNode.Parse(stream.ToArray())!.AsObject();
    }
}
