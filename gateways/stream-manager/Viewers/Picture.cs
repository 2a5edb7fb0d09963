using System.Text.Json;
using System.Text.Json.Serialization;
using Sothebais.Gateways.Defaults.Requests;
using Sothebais.Gateways.StreamManager.Overlay;
using Sothebais.GrainInterfaces.Sales;
using Sothebais.GrainInterfaces.Streams;

namespace Sothebais.Gateways.StreamManager.Viewers;

/// <summary>What a stream shows, at one place of its log and of its sale's. Encoded once for all who watch it.</summary>
/// <param name="view">The stream.</param>
/// <param name="show">The sale that it follows; null is none.</param>
/// <param name="auction">The auction that is shown; null is none.</param>
/// <param name="number">Its place among its room's pictures.</param>
/// <param name="biddingPage">Where to bid, with <c>{auctionId}</c> for the auction; null is nowhere.</param>
internal sealed class Picture(StreamView view, SaleShow? show, string? auction, long number, string? biddingPage)
{
    // Of a layer's content and style only what is set.
    private static readonly JsonSerializerOptions Sparse = new(StrictJson.Options) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    private byte[]? _programme;
    private byte[]? _preview;

    /// <summary>The stream.</summary>
    public StreamView View => view;

    /// <summary>The sale that it follows; null is none.</summary>
    public SaleShow? Show => show;

    /// <summary>The auction that is shown; null is none.</summary>
    public string? Auction => auction;

    /// <summary>Its place among its room's pictures.</summary>
    public long Number => number;

    /// <summary>The message.</summary>
    /// <param name="preview">Whether it is for somebody who looks at the preview.</param>
    /// <param name="now">The house's clock.</param>
    public Frame Frame(bool preview, DateTimeOffset now) =>
        Viewers.Frame.Of(this, preview ? _preview ??= Encode(view.Preview ?? view.Programme) : _programme ??= Encode(view.Status == StreamStatus.Live ? view.Programme : null), now);

    private byte[] Encode(string? sceneId) => Viewers.Frame.Write(json =>
    {
        json.WriteString("id"u8, view.Id);
        json.WriteString("title"u8, view.Settings.Title);
        Write(json, "status", view.Status);
        Write(json, "theme", view.Settings.Theme);
        json.WritePropertyName("scene"u8);
        if (Array.Find(view.Scenes, s => s.Id == sceneId) is { } scene) WriteScene(json, scene);
        else json.WriteNullValue();
        json.WriteNumber("takenBy"u8, view.TakenBy);
        Write(json, "transition", view.Transition);
        Write(json, "caption", view.Status == StreamStatus.Live ? view.Caption : null);
        json.WriteString("auction"u8, auction);
        json.WritePropertyName("sale"u8);
        if (show is null) json.WriteNullValue();
        else WriteSale(json, show);
        json.WriteString("biddingPage"u8, PageOf(auction));
    }, 4_096);

    private string? PageOf(string? auctionId) =>
        auctionId is not null ? biddingPage?.Replace(OverlayOptions.AuctionPlace, auctionId, StringComparison.Ordinal)
        : biddingPage?.Contains(OverlayOptions.AuctionPlace, StringComparison.Ordinal) == false ? biddingPage : null;

    private static void WriteScene(Utf8JsonWriter json, Scene scene)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, scene.Id);
        json.WriteString("name"u8, scene.Name);
        json.WriteStartArray("layers"u8);
        foreach (var layer in scene.Layers)
        {
            if (!layer.Visible) continue;
            json.WriteStartObject();
            json.WriteString("id"u8, layer.Id);
            Write(json, "kind", layer.Kind);
            json.WriteNumber("x"u8, layer.X);
            json.WriteNumber("y"u8, layer.Y);
            json.WriteNumber("width"u8, layer.Width);
            json.WriteNumber("height"u8, layer.Height);
            json.WriteNumber("z"u8, layer.Z);
            Write(json, "content", layer.Content, Sparse);
            Write(json, "style", layer.Style, Sparse);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteSale(Utf8JsonWriter json, SaleShow sale)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, sale.SaleId);
        json.WriteString("title"u8, sale.Title);
        Write(json, "status", sale.Status);
        json.WriteNumber("lotCount"u8, sale.LotCount);
        json.WritePropertyName("lot"u8);
        if (sale.Lot is { } lot) WriteLot(json, lot, withStatus: true);
        else json.WriteNullValue();
        json.WriteStartArray("next"u8);
        foreach (var next in sale.Next) WriteLot(json, next, withStatus: false);
        json.WriteEndArray();
        Write(json, "nextOpensAt", sale.NextOpensAt);
        json.WriteEndObject();
    }

    private static void WriteLot(Utf8JsonWriter json, SaleLotView lot, bool withStatus)
    {
        json.WriteStartObject();
        json.WriteNumber("number"u8, lot.Number);
        json.WriteString("auctionId"u8, lot.AuctionId);
        json.WriteString("title"u8, lot.Title);
        if (withStatus) Write(json, "status", lot.Status);
        json.WriteEndObject();
    }

    private static void Write<T>(Utf8JsonWriter json, string name, T value, JsonSerializerOptions? options = null)
    {
        json.WritePropertyName(name);
        JsonSerializer.Serialize(json, value, options ?? StrictJson.Options);
    }
}
