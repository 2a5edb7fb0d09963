using Sothebais.GrainInterfaces.Streams;
using Sothebais.Grains.Streams;

namespace Sothebais.Tests.Unit.Streams;

/// <summary>The scenes that the house has composed.</summary>
public sealed class ScenePresetTests
{
    public static TheoryData<ScenePreset> Presets => [.. Enum.GetValues<ScenePreset>()];

    [Theory, MemberData(nameof(Presets))]
    public void Everything_lies_within_the_title_safe_area(ScenePreset preset) => Assert.All(ScenePresets.Of(preset).Layers, l =>
    {
        Assert.InRange(l.X, Canvas.Width / 20, Canvas.Width * 19 / 20 - l.Width);
        Assert.InRange(l.Y, Canvas.Height / 20, Canvas.Height * 19 / 20 - l.Height);
    });

    [Theory, MemberData(nameof(Presets))]
    public void Nothing_covers_anything_but_the_sold_banner(ScenePreset preset)
    {
        var layers = ScenePresets.Of(preset).Layers;
        Assert.Equal(layers.Length, layers.DistinctBy(l => l.Id).Count());
        var beside = layers.Where(l => l.Kind != LayerKind.SoldBanner).ToArray();
        foreach (var one in beside)
            Assert.DoesNotContain(beside, other => other != one && one.X < other.X + other.Width && other.X < one.X + one.Width && one.Y < other.Y + other.Height && other.Y < one.Y + one.Height);
        if (layers.FirstOrDefault(l => l.Kind == LayerKind.SoldBanner) is { } banner) Assert.All(beside, l => Assert.True(l.Z < banner.Z || preset == ScenePreset.Sold));
    }
}
