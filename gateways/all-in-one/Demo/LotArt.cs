namespace Sothebais.Gateways.AllInOne.Demo;

/// <summary>The pictures of the demo's lots, drawn by rules and chance: the same lot is the same picture on every machine.</summary>
public static partial class LotArt
{
    /// <summary>How many pictures there are.</summary>
    public const int Count = 8;

    /// <summary>Draws a lot's picture.</summary>
    /// <param name="lot">The lot's number, 1 to <see cref="Count"/>.</param>
    /// <returns>One SVG document of 1200 by 1200 units, under 60 kB, without script, text or anything from elsewhere.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such lot.</exception>
    public static string Svg(int lot)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(lot, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(lot, Count);
        var (sheet, dice) = (new ArtSheet(), new Dice((ulong)lot * 7919));
        switch (lot)
        {
            case 1: LowSun(sheet, dice); break;
            case 2: NineTides(sheet, dice); break;
            case 3: Orrery(sheet, dice); break;
            case 4: LoomSong(sheet, dice); break;
            case 5: NightBloom(sheet, dice); break;
            case 6: FieldOfWind(sheet, dice); break;
            case 7: PaperQuilt(sheet, dice); break;
            default: LanternQuarter(sheet, dice); break;
        }
        return sheet.ToString();
    }
}
