namespace Sothebais.Gateways.AllInOne.Demo;

// An orrery and a dahlia: rings around one point.
public static partial class LotArt
{
    private static void Orrery(ArtSheet sheet, Dice dice)
    {
        sheet.Glow("night", .5, .5, (0, "#27407a", 1), (.35, "#162652", 1), (.75, "#0b1230", 1), (1, "#060919", 1));
        sheet.Glow("corona", .5, .5, (0, "#ffe9ae", .95), (.3, "#f6b652", .5), (.65, "#d9773c", .14), (1, "#d9773c", 0));
        sheet.Glow("sol", .42, .38, (0, "#fffbe6", 1), (.5, "#ffd873", 1), (1, "#e0912f", 1));
        sheet.Draw("<rect width=\"1200\" height=\"1200\" fill=\"#060919\"/><circle cx=\"600\" cy=\"600\" r=\"850\" fill=\"url(#night)\"/><g fill=\"#dfe6ff\">");
        for (var star = 0; star < 210; star++)
            sheet.Draw($"<circle cx=\"{dice.Between(0, 1200):0}\" cy=\"{dice.Between(0, 1200):0}\" r=\"{.6 + dice.Unit() * dice.Unit() * 2.6}\" opacity=\"{dice.Between(.25, .95):0.##}\"/>");
        sheet.Draw("</g><g fill=\"none\" stroke=\"#e9c46a\">");
        // The graduated rim: 360 small divisions, 72 longer and 12 longest ones, cut from dashes.
        foreach (var (radius, count, length, width) in ((double, int, double, double)[])[(558, 360, 10, 1.6), (555, 72, 18, 2.2), (550, 12, 30, 4)])
        {
            var around = 2 * Math.PI * radius;
            sheet.Draw($"<circle cx=\"600\" cy=\"600\" r=\"{radius}\" stroke-width=\"{length}\" stroke-dasharray=\"{width:0.##} {around / count - width:0.###}\" opacity=\".8\"/>");
        }
        sheet.Draw("<circle cx=\"600\" cy=\"600\" r=\"572\" stroke-width=\"3\"/><circle cx=\"600\" cy=\"600\" r=\"532\" stroke-width=\"1.4\" opacity=\".7\"/></g><circle cx=\"600\" cy=\"600\" r=\"430\" fill=\"url(#corona)\"/>");

        sheet.Draw("<g stroke-linecap=\"round\" stroke=\"#ffd98a\">");
        for (var ray = 0; ray < 48; ray++)
        {
            var (angle, reach) = (ray * Math.PI / 24, ray % 4 == 0 ? 128.0 : ray % 2 == 0 ? 108 : 96);
            sheet.Draw($"<path d=\"M{600 + Math.Cos(angle) * 82} {600 + Math.Sin(angle) * 82}L{600 + Math.Cos(angle) * reach} {600 + Math.Sin(angle) * reach}\" stroke-width=\"{(ray % 4 == 0 ? 4.5 : 2.2)}\" opacity=\"{(ray % 2 == 0 ? .95 : .6)}\"/>");
        }
        sheet.Draw("</g><circle cx=\"600\" cy=\"600\" r=\"72\" fill=\"url(#sol)\"/>");

        (string Light, string Deep, double Size)[] worlds =
            [("#f3e3c3", "#8a6a46", 13), ("#ffb27a", "#b0402f", 22), ("#8fe3d9", "#1f6a86", 25), ("#ff8f7a", "#8c2340", 18), ("#ffe0a6", "#a8622d", 46), ("#e9d6ff", "#6a4aa8", 37), ("#a9f0ff", "#2463a8", 27)];
        var turn = dice.Between(0, 6.28);
        for (var orbit = 0; orbit < worlds.Length; orbit++)
        {
            var (light, deep, size) = worlds[orbit];
            var radius = 152 + orbit * 51.5 + (orbit > 3 ? 18 : 0);
            turn += 2.4 + dice.Between(-.35, .35); // the golden angle, nearly: no two worlds hide each other
            var (x, y) = (600 + Math.Cos(turn) * radius, 600 + Math.Sin(turn) * radius);
            sheet.Glow($"p{orbit}", .5 - Math.Cos(turn) * .32, .5 - Math.Sin(turn) * .32, (0, ArtSheet.Blend(light, "#ffffff", .55), 1), (.45, light, 1), (1, deep, 1));
            var trail = 2 * Math.PI * radius;
            sheet.Draw($"<g transform=\"rotate({turn * 180 / Math.PI} 600 600)\" fill=\"none\"><circle cx=\"600\" cy=\"600\" r=\"{radius}\" stroke=\"#cfd8ff\" stroke-width=\"1.3\" opacity=\".5\"/>");
            for (var part = 1; part <= 7; part++) // the way the world has come, fading behind it
                sheet.Draw($"<circle cx=\"600\" cy=\"600\" r=\"{radius}\" stroke=\"{light}\" stroke-width=\"{1.2 + part * .62}\" stroke-dasharray=\"{trail * .055 * (8 - part)} {trail - trail * .055 * (8 - part)}\" stroke-dashoffset=\"{trail * .055 * (8 - part)}\" opacity=\".17\"/>");
            sheet.Draw("</g>");
            if (orbit == 5)
                sheet.Draw($"<g transform=\"rotate(-24 {x} {y})\" fill=\"none\" stroke=\"#f4e6ff\"><ellipse cx=\"{x}\" cy=\"{y}\" rx=\"{size * 1.95}\" ry=\"{size * .55}\" stroke-width=\"7\" opacity=\".75\"/></g>");
            sheet.Draw($"<circle cx=\"{x}\" cy=\"{y}\" r=\"{size}\" fill=\"url(#p{orbit})\"/>");
            if (orbit == 5)
                sheet.Draw($"<path transform=\"rotate(-24 {x} {y})\" d=\"M{x - size * 1.95} {y}a{size * 1.95} {size * .55} 0 0 0 {size * 3.9} 0\" fill=\"none\" stroke=\"#f4e6ff\" stroke-width=\"7\"/>");
            if (orbit == 4) // a great world has bands
                for (var band = -2; band <= 2; band++)
                    sheet.Draw($"<path d=\"M{x - Half(size, band * .34)} {y + band * size * .34}q{Half(size, band * .34)} {size * .16} {2 * Half(size, band * .34)} 0\" fill=\"none\" stroke=\"#8a4a24\" stroke-width=\"{5 - Math.Abs(band)}\" opacity=\".35\"/>");
            for (var moon = 0; moon < (orbit is 2 ? 1 : orbit is 4 ? 3 : orbit is 6 ? 2 : 0); moon++)
            {
                var (far, at) = (size + 13 + moon * 10, dice.Between(0, 6.28));
                sheet.Draw($"<circle cx=\"{x}\" cy=\"{y}\" r=\"{far}\" fill=\"none\" stroke=\"#e9c46a\" opacity=\".45\"/><circle cx=\"{x + Math.Cos(at) * far}\" cy=\"{y + Math.Sin(at) * far}\" r=\"{5 - moon * .6}\" fill=\"#fdf3d8\"/>");
            }
        }
        Constellation(sheet, dice, 150, 140);
        Constellation(sheet, dice, 1045, 1065);
        Constellation(sheet, dice, 1060, 135);
        Constellation(sheet, dice, 140, 1060);

        static double Half(double size, double height) => size * Math.Sqrt(1 - height * height) * .96;
    }

    private static void Constellation(ArtSheet sheet, Dice dice, double x, double y)
    {
        var path = "";
        sheet.Draw("<g fill=\"#f6d98f\">");
        for (var star = 0; star < 6; star++)
        {
            var (cx, cy) = (x + (star - 2.5) * 30 + dice.Between(-14, 14), y + dice.Between(-62, 62));
            path += FormattableString.Invariant($"{(star == 0 ? 'M' : 'L')}{cx:0} {cy:0}");
            sheet.Draw($"<circle cx=\"{cx:0}\" cy=\"{cy:0}\" r=\"{dice.Between(2.6, 5.4)}\"/>");
        }
        sheet.Draw($"</g><path d=\"{path}\" fill=\"none\" stroke=\"#f6d98f\" stroke-width=\"1.3\" opacity=\".6\"/>");
    }

    private static void NightBloom(ArtSheet sheet, Dice dice)
    {
        sheet.Glow("dusk", .5, .5, (0, "#1f5d57", 1), (.5, "#0f3336", 1), (1, "#06131a", 1));
        sheet.Draw("<rect width=\"1200\" height=\"1200\" fill=\"#06131a\"/><circle cx=\"600\" cy=\"600\" r=\"860\" fill=\"url(#dusk)\"/><g transform=\"translate(600 600)\">");
        sheet.Gradient("leafA", down: true, (0, "#3f8f6b", 1), (1, "#0c2f2f", 1));
        sheet.Gradient("leafB", down: true, (0, "#2a6f66", 1), (1, "#0a2629", 1));
        Petal(sheet, "la", 660, 120, "url(#leafA)", "#a8dcae");
        Petal(sheet, "lb", 700, 100, "url(#leafB)", "#6fb8a0");
        for (var leaf = 0; leaf < 22; leaf++)
            sheet.Draw($"<use href=\"#{(leaf % 2 == 0 ? "lb" : "la")}\" transform=\"rotate({leaf * 360.0 / 22 + dice.Between(-6, 6)}) scale({dice.Between(.82, 1.08):0.##})\"/>");

        string[] hues = ["#4d0f3f", "#7d1650", "#b32460", "#dd4269", "#f36d70", "#fb9a7b", "#ffc38c", "#ffe2a8"];
        const int rings = 13;
        for (var ring = 0; ring < rings; ring++)
        {
            var inward = ring / (double)(rings - 1);
            var length = 510 * Math.Pow(1 - inward, 1.06) + 74;
            var count = ring < 9 ? 20 : ring < 11 ? 16 : 12;
            var hue = ArtSheet.Between(hues, inward);
            sheet.Gradient($"h{ring}", down: true, (0, ArtSheet.Blend(hue, "#fff0d0", .42), 1), (.26, hue, 1), (.75, ArtSheet.Blend(hue, "#2b0630", .55), 1), (1, "#1d0425", 1));
            Petal(sheet, $"b{ring}", length, 2 * Math.PI * length * .62 / count * .66, $"url(#h{ring})", ArtSheet.Blend(hue, "#fff4da", .6));
            for (var petal = 0; petal < count; petal++)
                sheet.Draw($"<use href=\"#b{ring}\" transform=\"rotate({(petal + (ring % 2) * .5) * 360 / count + dice.Between(-1.6, 1.6)}) scale({dice.Between(.95, 1.04):0.##})\"/>");
        }
        sheet.Glow("eye", .5, .5, (0, "#fff6c9", 1), (.6, "#f7c463", 1), (1, "#b6702f", 1));
        sheet.Draw("<circle r=\"50\" fill=\"url(#eye)\"/><g fill=\"#8a3f22\">");
        for (var seed = 1; seed < 90; seed++)
        {
            var (angle, far) = (seed * 2.399963, Math.Sqrt(seed) * 5.1);
            sheet.Draw($"<circle cx=\"{Math.Cos(angle) * far}\" cy=\"{Math.Sin(angle) * far}\" r=\"{1.1 + seed * .016}\"/>");
        }
        sheet.Draw("</g></g><g fill=\"#ffe9b0\">");
        for (var firefly = 0; firefly < 42; firefly++)
        {
            var (angle, far) = (dice.Between(0, 6.283), dice.Between(560, 800));
            var (x, y, size) = (600 + Math.Cos(angle) * far, 600 + Math.Sin(angle) * far, dice.Between(1.6, 4.4));
            sheet.Draw($"<circle cx=\"{x}\" cy=\"{y}\" r=\"{size * 3.4}\" opacity=\".13\"/><circle cx=\"{x}\" cy=\"{y}\" r=\"{size}\" opacity=\".9\"/>");
        }
        sheet.Draw("</g>");
    }

    // A petal from the origin upwards: its body, the shaded half, the vein.
    private static void Petal(ArtSheet sheet, string id, double length, double half, string fill, string vein) => sheet.Define(
        $"<g id=\"{id}\"><path d=\"M0 0C{half * .7:0.#} {-length * .3:0.#} {half * 1.5:0.#} {-length * .8:0.#} 0 {-length:0.#}C{-half * 1.5:0.#} {-length * .8:0.#} {-half * .7:0.#} {-length * .3:0.#} 0 0z\" fill=\"{fill}\" stroke=\"#12021c\" stroke-opacity=\".5\" stroke-width=\"2\"/><path d=\"M0 0C{half * .7:0.#} {-length * .3:0.#} {half * 1.5:0.#} {-length * .8:0.#} 0 {-length:0.#}z\" fill=\"#14021f\" opacity=\".24\"/><path d=\"M0 {-length * .35:0.#}V{-length * .93:0.#}\" stroke=\"{vein}\" stroke-width=\"1.6\" opacity=\".6\"/></g>");
}
