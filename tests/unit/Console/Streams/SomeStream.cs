using System.Text.Json;
using System.Text.Json.Nodes;
using Sothebais.Gateways.Defaults.Requests;
using Sothebais.Gateways.Defaults.Streams;
using Sothebais.GrainInterfaces.Streams;

namespace Sothebais.Tests.Unit.Console.Streams;

/// <summary>A stream as the house tells of it.</summary>
public static class SomeStream
{
    /// <summary>A stream with two scenes, one of which has layers.</summary>
    public static PublicStream Evening(long sequence = 5, params PublicLayer[] layers) => new()
    {
        Id = "evening",
        Sequence = sequence,
        Version = 1,
        Title = "Evening",
        AuctionId = null,
        SaleId = null,
        Theme = Theme.Gallery,
        Access = Access.Public,
        HasOverlayToken = false,
        Status = StreamStatus.Offline,
        LiveSince = null,
        Programme = "standing",
        Preview = null,
        TakenBy = 1,
        Transition = Transition.Cut,
        Caption = null,
        AssetCount = 0,
        Scenes = [new PublicScene("standing", "Standing", 1, layers.Length > 0 ? layers : [Layer("price"), Layer("leader", LayerKind.Leader, z: 1)]), new PublicScene("sold", "Sold", 1, [])],
        ServerTime = new DateTimeOffset(2026, 11, 27, 12, 0, 0, TimeSpan.Zero),
    };

    /// <summary>A layer.</summary>
    public static PublicLayer Layer(string id, LayerKind kind = LayerKind.Price, int x = 100, int z = 0, long version = 1, string? ink = null) =>
        new(id, kind, x, 200, 300, 120, z, true, new PublicContent(), new PublicStyle { Ink = ink }, version);

    /// <summary>As JSON.</summary>
    public static JsonNode Json<T>(T value) => JsonSerializer.SerializeToNode(value, StrictJson.Options)!;
}
