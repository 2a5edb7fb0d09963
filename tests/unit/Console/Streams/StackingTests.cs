using CsCheck;
using Sothebais.Gateways.Admin.Console.Streams.Studio;
using Sothebais.Gateways.Defaults.Streams;

namespace Sothebais.Tests.Unit.Console.Streams;

/// <summary>Bringing layers forward and backward.</summary>
public sealed class StackingTests
{
    [Fact]
    public void Whatever_their_places_are_the_layers_then_stand_in_the_order_that_was_meant() =>
        Gen.Select(Gen.Int[-3, 3].Array[1, 8], Gen.Int[0, 7], Gen.Int[-8, 8]).Sample((places, which, by) =>
        {
            // The house keeps them by their places, and where those are equal as they came.
            var came = places.Select((z, i) => SomeStream.Layer($"l{i}", z: z)).ToArray();
            var layers = came.OrderBy(l => l.Z).ToArray();
            var id = $"l{which % places.Length}";
            var meant = layers.Select(l => l.Id).ToList();
            var from = meant.IndexOf(id);
            meant.RemoveAt(from);
            meant.Insert(Math.Clamp(from + by, 0, meant.Count), id);

            var moves = Stacking.Move(layers, id, by).ToDictionary(m => m.Layer.Id, m => m.Z);
            var then = came.Select(l => moves.TryGetValue(l.Id, out var z) ? l with { Z = z } : l).OrderBy(l => l.Z).Select(l => l.Id);
            Assert.Equal(meant, then);
        });

    [Fact]
    public void Nobody_else_moves_where_there_is_room()
    {
        PublicLayer[] layers = [SomeStream.Layer("back", z: 0), SomeStream.Layer("middle", z: 10), SomeStream.Layer("front", z: 20)];
        Assert.Equal(["back"], Stacking.Move(layers, "back", 1).Select(m => m.Layer.Id));
        Assert.Equal(["front"], Stacking.Move(layers, "front", -9).Select(m => m.Layer.Id));
    }

    [Fact]
    public void What_stands_at_the_end_already_stays()
    {
        PublicLayer[] layers = [SomeStream.Layer("back"), SomeStream.Layer("front")];
        Assert.Empty(Stacking.Move(layers, "front", 1));
        Assert.Empty(Stacking.Move(layers, "gone", 1));
    }
}
