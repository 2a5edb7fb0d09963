using System.Globalization;
using System.Text;

namespace Sothebais.Gateways.AllInOne.Demo;

// A quarter of towers at dusk, drawn from the back to the front.
public static partial class LotArt
{
    private static void LanternQuarter(ArtSheet sheet, Dice dice)
    {
        sheet.Gradient("eve", down: true, (0, "#10143a", 1), (.38, "#3d2a63", 1), (.72, "#a8486f", 1), (1, "#f08a62", 1));
        sheet.Glow("moon", .5, .5, (0, "#ffe9c4", .55), (1, "#ffb38a", 0));
        sheet.Draw("<rect width=\"1200\" height=\"1200\" fill=\"url(#eve)\"/><g fill=\"#ffeccb\">");
        for (var star = 0; star < 80; star++) sheet.Draw($"<circle cx=\"{dice.Between(0, 1200):0}\" cy=\"{dice.Unit() * dice.Unit() * 560:0}\" r=\"{dice.Between(.8, 2.3)}\" opacity=\"{dice.Between(.3, .9):0.##}\"/>");
        sheet.Draw("</g><circle cx=\"860\" cy=\"250\" r=\"300\" fill=\"url(#moon)\"/><circle cx=\"860\" cy=\"250\" r=\"104\" fill=\"#ffeccb\"/>");

        var noise = new ArtNoise(23);
        string[] tops = ["#ffd9a0", "#f7a776", "#ee7a6a", "#c9587a", "#8d4a86", "#5b4a94"];
        const int blocks = 13;
        const double w = 54, h = 29;
        var heights = new double[blocks + 1, blocks + 1]; // a rim of none in front
        for (var i = 0; i < blocks; i++)
            for (var j = 0; j < blocks; j++)
                heights[i, j] = Math.Round(26 + Math.Pow(noise.Rough(i * .42, j * .42), 2.5) * 680 * (1.12 - (i + j) / 36.0) + dice.Between(0, 44) + (dice.Chance(.07) ? 90 : 0));
        for (var depth = 0; depth <= 2 * (blocks - 1); depth++)
        {
            for (var i = Math.Max(0, depth - blocks + 1); i <= Math.Min(depth, blocks - 1); i++)
            {
                var j = depth - i;
                var (x, y) = (600 + (i - j) * w, 560 + (i + j) * h);
                var tall = heights[i, j];
                var hue = ArtSheet.Between(tops, noise.At(i * .3 + 40, j * .3) * .75 + dice.Unit() * .25);
                var (a, b) = (w * .93, h * .93);
                var top = y - tall;
                var mist = depth / 24.0;
                var (left, right) = (ArtSheet.Blend(hue, "#2a1f5c", .5 + mist * .12), ArtSheet.Blend(hue, "#120f38", .74 + mist * .1));
                sheet.Draw($"<path d=\"M{x - a:0} {top:0}l{a:0} {b:0}v{Shown(tall, heights[i, j + 1])}l{-a:0} {-b:0}z\" fill=\"{left}\"/><path d=\"M{x + a:0} {top:0}l{-a:0} {b:0}v{Shown(tall, heights[i + 1, j])}l{a:0} {-b:0}z\" fill=\"{right}\"/><path d=\"M{x:0} {top - b:0}l{a:0} {b:0}l{-a:0} {b:0}l{-a:0} {-b:0}z\" fill=\"{hue}\"/>");
                Windows(x, top, a, b, Shown(tall, heights[i, j + 1]), Shown(tall, heights[i + 1, j]));
                if (tall < 150 && dice.Chance(.16)) sheet.Draw($"<path d=\"M{x - a * .5:0} {top:0}l{a * .5:0} {-a * .9:0}l{a * .5:0} {a * .9:0}l{-a * .5:0} {b * .5:0}z\" fill=\"#2f6f66\"/><path d=\"M{x:0} {top - a * .9:0}v{a * .9 + b * .5:0}l{a * .5:0} {-b * .5:0}z\" fill=\"#17403f\"/>");
            }
        }

        // How much of a wall its neighbour in front leaves to be seen, and a little more.
        static double Shown(double tall, double inFront) => Math.Clamp(tall - inFront + 8, 8, tall);

        void Windows(double x, double top, double a, double b, double seenLeft, double seenRight)
        {
            var (lit, dim) = (new StringBuilder(), new StringBuilder());
            for (var floor = 22.0; floor < Math.Max(seenLeft, seenRight) - 12; floor += 25)
            {
                for (var side = -1; side <= 1; side += 2)
                {
                    if (floor >= (side < 0 ? seenLeft : seenRight) - 12) continue;
                    for (var bay = 0; bay < 2; bay++)
                    {
                        if (dice.Chance(.5)) continue;
                        var part = .2 + bay * .38;
                        var (px, py) = (x + side * a * part, top + b * (1 - part) + floor);
                        (dice.Chance(.7) ? lit : dim).Append(CultureInfo.InvariantCulture, $"M{px:0} {py:0}l{side * a * .22:0} {-b * .22:0}v12l{-side * a * .22:0} {b * .22:0}z");
                    }
                }
            }
            if (lit.Length > 0) sheet.Draw($"<path d=\"{lit}\" fill=\"#ffe08a\"/>");
            if (dim.Length > 0) sheet.Draw($"<path d=\"{dim}\" fill=\"#ff9d6b\" opacity=\".8\"/>");
        }
    }
}
