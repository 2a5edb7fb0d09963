using System.Globalization;
using System.Text;

namespace Sothebais.Gateways.AllInOne.Demo;

// Mountains behind a lake, and tides: layers from far to near, each a little more itself.
public static partial class LotArt
{
    private static void LowSun(ArtSheet sheet, Dice dice)
    {
        const int shore = 806;
        var noise = new ArtNoise(11);
        sheet.Gradient("sky", down: true, (0, "#191b47", 1), (.22, "#41306f", 1), (.45, "#a24a7d", 1), (.62, "#ee7d6d", 1), (.8, "#ffc285", 1), (1, "#ffe6b4", 1));
        sheet.Gradient("lake", down: true, (0, "#f6a878", 1), (.16, "#c8637c", 1), (.5, "#5a3a78", 1), (1, "#14153a", 1));
        sheet.Glow("halo", .5, .5, (0, "#fff3cf", .95), (.22, "#ffd690", .6), (.55, "#ff9b78", .24), (1, "#ff8a7a", 0));
        sheet.Gradient("sun", down: true, (0, "#fffbe8", 1), (1, "#ffd07f", 1));
        sheet.Draw($"<rect width=\"1200\" height=\"{shore + 4}\" fill=\"url(#sky)\"/>");

        sheet.Draw("<g fill=\"#fff6e0\">");
        for (var star = 0; star < 90; star++)
        {
            var y = dice.Unit() * dice.Unit() * 420;
            sheet.Draw($"<circle cx=\"{dice.Between(0, 1200)}\" cy=\"{y}\" r=\"{dice.Between(.8, 2.4)}\" opacity=\"{.95 - y / 460:0.##}\"/>");
        }
        sheet.Draw("</g><circle cx=\"748\" cy=\"560\" r=\"520\" fill=\"url(#halo)\"/><circle cx=\"748\" cy=\"560\" r=\"128\" fill=\"url(#sun)\"/>");

        for (var cloud = 0; cloud < 17; cloud++)
        {
            var (x, y, length) = (dice.Between(-100, 1150), dice.Between(330, 640), dice.Between(130, 520));
            sheet.Draw($"<path d=\"M{x} {y}q{length / 2} {-dice.Between(5, 15)} {length} 0q{-length / 2} {dice.Between(3, 9)} {-length} 0z\" fill=\"{dice.Pick("#ffe9c9", "#ffb79b", "#7d3d7b", "#ffd3a6")}\" opacity=\"{dice.Between(.25, .7):0.##}\"/>");
        }

        string[] haze = ["#f0a083", "#cf6f82", "#9a4f80", "#673d78", "#3d2c66"];
        for (var ridge = 0; ridge < haze.Length; ridge++)
        {
            var (tall, foot) = (250 - ridge * 26, 612 + ridge * 48);
            sheet.Gradient($"r{ridge}", down: true, (0, haze[ridge], 1), (1, ArtSheet.Blend(haze[ridge], "#ffc793", .5 - ridge * .06), 1));
            var outline = new StringBuilder();
            for (var x = 0; x <= 1200; x += 12)
            {
                var height = Math.Pow(noise.Rough(x / (330.0 - ridge * 28), ridge * 17), 1.6) * tall * 1.7;
                var opening = 1 - .62 * Math.Exp(-Math.Pow((x - 748) / 250.0, 2)); // the valley that the sun looks through
                outline.Append(CultureInfo.InvariantCulture, $"L{x} {foot + 62 - height * opening:0.#}");
            }
            sheet.Draw($"<path d=\"M0 {shore + 4}{outline}L1200 {shore + 4}z\" fill=\"url(#r{ridge})\"/>");
        }

        sheet.Draw($"<rect y=\"{shore}\" width=\"1200\" height=\"{1200 - shore}\" fill=\"url(#lake)\"/><rect y=\"{shore}\" width=\"1200\" height=\"3\" fill=\"#ffe1ae\" opacity=\".75\"/><g stroke-linecap=\"round\">");
        for (var glint = 0; glint < 190; glint++)
        {
            var depth = dice.Unit();
            var y = shore + 8 + depth * depth * 330;
            var spread = 40 + (y - shore) * .42;
            var x = 748 + (dice.Unit() + dice.Unit() + dice.Unit() - 1.5) * spread * 1.3;
            var half = dice.Between(6, 20) + (y - shore) * dice.Between(.02, .2);
            sheet.Draw($"<path d=\"M{x - half} {y}h{half * 2}\" stroke=\"{dice.Pick("#fff1c6", "#ffd08c", "#ffb07c")}\" stroke-width=\"{1.6 + depth * 4.5}\" opacity=\"{dice.Between(.35, .95) * (1 - depth * .45):0.##}\"/>");
        }
        for (var ripple = 0; ripple < 70; ripple++)
        {
            var depth = dice.Unit();
            sheet.Draw($"<path d=\"M{dice.Between(-60, 1200)} {shore + 14 + depth * 380}h{40 + depth * 200}\" stroke=\"{dice.Pick("#2a2158", "#8a4a84", "#e58b86")}\" stroke-width=\"{1.2 + depth * 2.4}\" opacity=\"{dice.Between(.12, .4):0.##}\"/>");
        }
        sheet.Draw("</g>");
        Pines(sheet, dice);
    }

    private static void Pines(ArtSheet sheet, Dice dice)
    {
        var bank = new StringBuilder("M-10 1210V900C90 930 190 1010 320 1060S520 1150 700 1170S1040 1130 1210 1050V1210z");
        for (var tree = 0; tree < 46; tree++)
        {
            var left = dice.Chance(.64);
            var x = left ? Math.Pow(dice.Unit(), 1.25) * 440 : 1205 - Math.Pow(dice.Unit(), 1.5) * 250;
            var foot = left ? 925 + x * .45 + Math.Max(0, x - 260) * .12 : 1060 + (1205 - x) * .3;
            var tall = (left ? 330 - x * .5 : 200 - (1205 - x) * .38) * dice.Between(.55, 1.08);
            bank.Append(CultureInfo.InvariantCulture, $"M{x:0.#} {foot - tall:0.#}");
            const int boughs = 8;
            for (var side = 1; side >= -1; side -= 2)
            {
                for (var step = 1; step <= boughs; step++)
                {
                    var bough = side == 1 ? step : boughs + 1 - step;
                    var (y, reach) = (foot - tall + tall * bough / boughs, tall * .2 * bough / boughs * dice.Between(.8, 1.15));
                    var (tuck, lift) = (x + side * reach * .42, y - tall * .035);
                    if (side == 1) bank.Append(CultureInfo.InvariantCulture, $"L{x + reach:0.#} {y:0.#}L{tuck:0.#} {lift:0.#}");
                    else bank.Append(CultureInfo.InvariantCulture, $"L{tuck:0.#} {lift:0.#}L{x - reach:0.#} {y:0.#}");
                }
            }
            bank.Append('z');
        }
        sheet.Gradient("bank", down: true, (0, "#1c1745", 1), (1, "#0a0a22", 1));
        sheet.Draw($"<path d=\"{bank}\" fill=\"url(#bank)\"/>");
    }

    private static void NineTides(ArtSheet sheet, Dice dice)
    {
        sheet.Gradient("dawn", down: true, (0, "#f7dfb8", 1), (.5, "#fbeed6", 1));
        sheet.Gradient("disc", down: true, (0, "#d93a26", 1), (1, "#f08a4b", 1));
        sheet.Draw("<rect width=\"1200\" height=\"1200\" fill=\"url(#dawn)\"/><circle cx=\"390\" cy=\"345\" r=\"208\" fill=\"url(#disc)\"/>");
        sheet.Draw("<g fill=\"none\" stroke=\"#c98a5a\" stroke-width=\"1.6\" opacity=\".5\">");
        for (var ring = 0; ring < 9; ring++) sheet.Draw($"<circle cx=\"390\" cy=\"345\" r=\"{236 + ring * ring * 5 + ring * 20}\" opacity=\"{1 - ring * .1:0.##}\"/>");
        sheet.Draw("</g>");

        string[] depths = ["#cfe5d6", "#93c9c0", "#4fa3a5", "#2b7a8c", "#1f5673", "#183b5c", "#0f2440"];
        const int waves = 17;
        for (var wave = 0; wave < waves; wave++)
        {
            var near = wave / (double)(waves - 1);
            var (rest, swell, long1, phase) = (430 + Math.Pow(near, 1.12) * 690, 46 + 58 * Math.Sin(near * 2.6), dice.Between(500, 800), dice.Between(0, 6.28));
            var (long2, phase2) = (dice.Between(210, 330), dice.Between(0, 6.28));
            double Crest(double x) => rest - swell * (Math.Sin(x / long1 * 6.283 + phase) * .75 + Math.Pow(Math.Sin(x / long2 * 3.1416 + phase2), 2) * .55);
            var colour = wave is 5 or 11 ? "#e56a45" : wave == 8 ? "#f2b35e" : ArtSheet.Between(depths, near);
            sheet.Gradient($"t{wave}", down: true, (0, ArtSheet.Blend(colour, "#fff3d8", .2), 1), (.34, colour, 1), (1, ArtSheet.Blend(colour, "#0a1a33", .45), 1));
            sheet.Define($"<path id=\"w{wave}\" d=\"{Smooth(Crest)}\"/>");
            sheet.Draw($"<use href=\"#w{wave}\" y=\"-7\" fill=\"#0b2038\" opacity=\".16\"/><use href=\"#w{wave}\" fill=\"url(#t{wave})\"/><g fill=\"none\" stroke=\"#fff3d6\"><use href=\"#w{wave}\" stroke-width=\"3.4\"/>");
            for (var line = 1; line <= 6; line++)
                sheet.Draw($"<use href=\"#w{wave}\" y=\"{line * 7 + line * line * 1.7}\" stroke-width=\"{2 - line * .2}\" opacity=\"{.62 - line * .085:0.##}\"/>");
            sheet.Draw("</g>");
        }
        sheet.Draw("<g fill=\"#fffaf0\">");
        for (var drop = 0; drop < 120; drop++)
        {
            var x = dice.Between(0, 1200);
            sheet.Draw($"<circle cx=\"{x}\" cy=\"{dice.Between(470, 1190)}\" r=\"{dice.Between(1, 3.6)}\" opacity=\"{dice.Between(.3, .9):0.##}\"/>");
        }
        sheet.Draw("</g>");
    }

    // A curve through the function's points, closed far below the sheet.
    private static string Smooth(Func<double, double> height)
    {
        const int step = 40;
        var path = new StringBuilder().Append(CultureInfo.InvariantCulture, $"M-40 {height(-40):0.#}");
        for (var x = -40; x < 1240; x += step)
        {
            var (out1, in2) = ((height(x + step) - height(x - step)) / 6, (height(x + 2 * step) - height(x)) / 6);
            path.Append(CultureInfo.InvariantCulture, $"C{x + step / 3} {height(x) + out1:0.#} {x + 2 * step / 3} {height(x + step) - in2:0.#} {x + step} {height(x + step):0.#}");
        }
        return path.Append("V1500H-40z").ToString();
    }
}
