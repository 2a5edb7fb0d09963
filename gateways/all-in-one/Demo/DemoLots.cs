namespace Sothebais.Gateways.AllInOne.Demo;

/// <summary>A lot of the demo's sale.</summary>
/// <param name="Number">Its number, which is also that of its picture.</param>
/// <param name="Name">Its name.</param>
/// <param name="Description">What the catalogue says.</param>
/// <param name="Opening">The opening bid, in ETH.</param>
/// <param name="Reserve">The reserve, in ETH; null is none.</param>
/// <param name="Worth">What the room thinks it worth, in ETH; the bidders' limits lie around it.</param>
/// <param name="Traits">Its traits.</param>
internal sealed record DemoLot(int Number, string Name, string Description, decimal Opening, decimal? Reserve, decimal Worth, params DemoTrait[] Traits);

/// <summary>A trait of a lot.</summary>
internal sealed record DemoTrait(string Type, string Value);

/// <summary>The catalogue of the demo's sale.</summary>
internal static class DemoLots
{
    /// <summary>The sale's name.</summary>
    public const string Series = "Quiet Machines";

    /// <summary>The contract that the lots' tokens are said to live in. Nobody's: the demo sells nothing.</summary>
    public const string Contract = "0x000000000000000000000000000000000000dEaD";

    /// <summary>The lots, in the order of the sale.</summary>
    public static readonly DemoLot[] All =
    [
        new(1, "Low Sun, Long Water", "The last minute of a day nobody wanted to end. Five ridges, one lake, and the light that found its way between them.",
            .1m, null, .72m, new("Style", "Landscape"), new("Hour", "Dusk"), new("Ridges", "5"), new("Palette", "Ember")),
        new(2, "Seventeen Tides", "Seventeen waves drawn in one breath, each with its six lines of afterthought. Three of them remember the sun.",
            .2m, .6m, 1.35m, new("Style", "Flow"), new("Waves", "17"), new("Hour", "Dawn"), new("Palette", "Kanagawa")),
        new(3, "Orrery at Midnight", "Seven worlds on their way around a patient lamp, and the arcs of where they have just been. The rim is divided into 360 parts; none is wasted.",
            .5m, null, 3.6m, new("Style", "Orbit"), new("Worlds", "7"), new("Moons", "6"), new("Palette", "Brass and Ink")),
        new(4, "Loom Song", "A twill that changes its mind at the centre. Somewhere in the cloth the hand slipped, and the cloth is better for it.",
            .25m, null, 1.7m, new("Style", "Weave"), new("Threads", "52"), new("Twill", "2/2 diamond"), new("Palette", "Madder")),
        new(5, "Night Bloom", "A dahlia that opens only while nobody looks. Thirteen rings of petals, an eye of ninety seeds, and fireflies for company.",
            1m, 3m, 7.5m, new("Style", "Petals"), new("Rings", "13"), new("Hour", "Night"), new("Palette", "Dahlia")),
        new(6, "Field Notes on Wind", "Ribbons that follow the wind and never touch. Read from left to right it is weather; from afar it is handwriting.",
            .4m, null, 2.9m, new("Style", "Flow"), new("Turbulence", "Low"), new("Palette", "Almanac")),
        new(7, "Paper Quilt for a New House", "Suns, moons, arches and leaves, cut with large scissors and pieced in a hurry that does not show.",
            .15m, null, 1.1m, new("Style", "Tessellation"), new("Patches", "36"), new("Palette", "Primary School"), new("Scissors", "Large")),
        new(8, "Lantern Quarter", "One hundred and sixty-nine towers, and in every second window somebody who is still awake. The last lot of the evening.",
            .8m, 2.5m, 6.4m, new("Style", "Isometric"), new("Towers", "169"), new("Hour", "Moonrise"), new("Palette", "Apricot and Plum")),
    ];
}
