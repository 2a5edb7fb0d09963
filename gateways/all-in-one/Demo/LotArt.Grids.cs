using System.Globalization;
using System.Text;

namespace Sothebais.Gateways.AllInOne.Demo;

// A weave and a quilt of paper: one cell, repeated with feeling.
public static partial class LotArt
{
    private static void LoomSong(ArtSheet sheet, Dice dice)
    {
        const int threads = 26;
        const double pitch = 1280.0 / threads, width = pitch * .86;
        string[] warp = ["#12333f", "#1d5660", "#2f8077", "#7fb69a", "#e8d9b5", "#f0b35c", "#e0713d", "#b23a3a", "#5c2340", "#2b1a38"];
        string[] weft = ["#f4e7cb", "#f1c27b", "#e58a4e", "#c94f43", "#7f2f4e", "#34264f", "#1b3a54", "#2f7480", "#86b9a6"];
        sheet.Gradient("over", down: false, (0, "#000000", .45), (.16, "#000000", 0), (.42, "#ffffff", .2), (.84, "#000000", 0), (1, "#000000", .45));
        sheet.Gradient("across", down: true, (0, "#000000", .45), (.16, "#000000", 0), (.42, "#ffffff", .2), (.84, "#000000", 0), (1, "#000000", .45));
        sheet.Define($"<path id=\"v\" d=\"M0 0h{width:0.#}v{pitch * 1.06:0.#}h{-width:0.#}z\" fill=\"url(#over)\"/><path id=\"h\" d=\"M0 0h{pitch * 1.06:0.#}v{width:0.#}h{-pitch * 1.06:0.#}z\" fill=\"url(#across)\"/>");
        sheet.Draw("<rect width=\"1200\" height=\"1200\" fill=\"#100b12\"/>");

        var (warps, wefts) = (Stripes(warp), Stripes(weft));
        var noise = new ArtNoise(5);
        var (uprights, levels) = (new StringBuilder[threads], new StringBuilder[threads]);
        for (var i = 0; i < threads; i++) (uprights[i], levels[i]) = (new StringBuilder(), new StringBuilder());
        var light = new StringBuilder();
        for (var row = 0; row < threads; row++)
        {
            for (var column = 0; column < threads; column++)
            {
                var (x, y) = (-40 + column * pitch, -40 + row * pitch);
                // A twill whose diagonal turns at the middle, so that diamonds appear, and a few slips of the hand.
                var (fromMiddleX, fromMiddleY) = (Math.Abs(column * 2 - threads + 1) / 2, Math.Abs(row * 2 - threads + 1) / 2);
                var over = (fromMiddleX + fromMiddleY) % 4 < 2 ^ noise.At(column * .35, row * .35) > .8;
                if (over) uprights[column].Append(CultureInfo.InvariantCulture, $"M{x:0.#} {y - pitch * .1:0.#}h{width:0.#}v{pitch * 1.06:0.#}h{-width:0.#}z");
                else levels[row].Append(CultureInfo.InvariantCulture, $"M{x - pitch * .1:0.#} {y:0.#}h{pitch * 1.06:0.#}v{width:0.#}h{-pitch * 1.06:0.#}z");
                var (id, left, top) = over ? ('v', x, y - pitch * .1) : ('h', x - pitch * .1, y);
                light.Append(CultureInfo.InvariantCulture, $"<use href=\"#{id}\" x=\"{left:0.#}\" y=\"{top:0.#}\"/>");
            }
        }
        for (var i = 0; i < threads; i++) sheet.Draw($"<path d=\"{uprights[i]}\" fill=\"{warps[i]}\"/><path d=\"{levels[i]}\" fill=\"{wefts[i]}\"/>");
        sheet.Draw($"{light}");
        sheet.Glow("lamp", .5, .5, (0, "#fff2d0", .2), (.6, "#000000", 0), (1, "#000000", .42));
        sheet.Draw("<circle cx=\"600\" cy=\"560\" r=\"860\" fill=\"url(#lamp)\"/>");

        string[] Stripes(string[] colours)
        {
            var stripes = new string[threads];
            for (var at = 0; at < threads / 2;)
            {
                var (colour, run) = (dice.Pick<string>(colours), 1 + dice.Below(3));
                for (; run > 0 && at < threads / 2; run--, at++) stripes[at] = stripes[threads - 1 - at] = ArtSheet.Blend(colour, "#000000", dice.Between(0, .1));
            }
            return stripes;
        }
    }

    private static void PaperQuilt(ArtSheet sheet, Dice dice)
    {
        const int across = 6, margin = 60, tile = (1200 - 2 * margin) / across;
        string[] papers = ["#f5ead6", "#1d2d44", "#e2492f", "#efb23e", "#2c7a78", "#f3b8a2", "#7fb7c4", "#16202e"];
        sheet.Gradient("fall", down: true, (0, "#ffffff", .1), (1, "#2a1608", .14));
        sheet.Draw("<rect width=\"1200\" height=\"1200\" fill=\"#f5ead6\"/>");
        for (var row = 0; row < across; row++)
        {
            for (var column = 0; column < across; column++)
            {
                var (x, y) = (margin + column * tile, margin + row * tile);
                if (dice.Chance(.2))
                    for (var small = 0; small < 4; small++) Patch(x + small % 2 * (tile / 2), y + small / 2 * (tile / 2), tile / 2);
                else Patch(x, y, tile);
            }
        }
        sheet.Draw($"<rect x=\"{margin}\" y=\"{margin}\" width=\"{across * tile}\" height=\"{across * tile}\" fill=\"url(#fall)\"/>");

        void Patch(int x, int y, int size)
        {
            var ground = dice.Below(papers.Length);
            var (first, second) = (papers[(ground + 1 + dice.Below(3)) % papers.Length], papers[(ground + 4 + dice.Below(3)) % papers.Length]);
            var (s, half) = (size, size / 2.0);
            sheet.Draw($"<g transform=\"translate({x} {y}) rotate({90 * dice.Below(4)} {half} {half})\"><path d=\"M0 0h{s}v{s}h-{s}z\" fill=\"{papers[ground]}\"/>");
            switch (dice.Below(9))
            {
                case 0: // a quarter of a target
                    foreach (var (part, colour) in ((double, string)[])[(1, first), (.72, papers[ground]), (.46, second), (.2, papers[ground])])
                        sheet.Draw($"<path d=\"M0 0h{s * part}a{s * part} {s * part} 0 0 1 {-s * part} {s * part}z\" fill=\"{colour}\"/>");
                    break;
                case 1: // a leaf
                    sheet.Draw($"<path d=\"M0 0A{s} {s} 0 0 1 {s} {s}A{s} {s} 0 0 1 0 0z\" fill=\"{first}\"/><path d=\"M0 0L{s} {s}\" stroke=\"{second}\" stroke-width=\"{s * .03}\"/>");
                    break;
                case 2: // a sun half over the horizon
                    sheet.Draw($"<path d=\"M0 {half}a{half} {half} 0 0 1 {s} 0z\" fill=\"{first}\"/><path d=\"M{s * .22} {half}a{s * .28} {s * .28} 0 0 1 {s * .56} 0z\" fill=\"{second}\"/><path d=\"M0 {s * .62}h{s}M0 {s * .76}h{s}M0 {s * .9}h{s}\" stroke=\"{first}\" stroke-width=\"{s * .055}\"/>");
                    break;
                case 3: // two winds meeting
                    sheet.Draw($"<path d=\"M0 0h{half}a{half} {half} 0 0 1 {-half} {half}z\" fill=\"{first}\"/><path d=\"M{s} {s}h{-half}a{half} {half} 0 0 1 {half} {-half}z\" fill=\"{first}\"/><circle cx=\"{half}\" cy=\"{half}\" r=\"{s * .17}\" fill=\"{second}\"/>");
                    break;
                case 4: // four petals
                    for (var turn = 0; turn < 4; turn++) sheet.Draw($"<path transform=\"rotate({turn * 90} {half} {half})\" d=\"M{half} {half}V0A{half} {half} 0 0 1 {half} {half}A{half} {half} 0 0 1 0 0\" fill=\"none\"/><path transform=\"rotate({turn * 90} {half} {half})\" d=\"M{half} {half}A{half} {half} 0 0 1 0 0A{half} {half} 0 0 1 {half} {half}z\" fill=\"{(turn % 2 == 0 ? first : second)}\"/>");
                    break;
                case 5: // stairs of paper
                    sheet.Draw($"<path d=\"M0 {s}V0L{s} {s}z\" fill=\"{first}\"/><path d=\"M0 {s}V{half}L{half} {s}z\" fill=\"{second}\"/>");
                    break;
                case 6: // arches
                    foreach (var (part, colour) in ((double, string)[])[(.5, first), (.34, papers[ground]), (.2, second)])
                        sheet.Draw($"<path d=\"M{half - s * part} {s}v{-half}a{s * part} {s * part} 0 0 1 {2 * s * part} 0v{half}z\" fill=\"{colour}\"/>");
                    break;
                case 7: // a moon
                    sheet.Draw($"<circle cx=\"{half}\" cy=\"{half}\" r=\"{s * .38}\" fill=\"{first}\"/><circle cx=\"{s * .63}\" cy=\"{s * .43}\" r=\"{s * .3}\" fill=\"{papers[ground]}\"/><circle cx=\"{s * .7}\" cy=\"{s * .4}\" r=\"{s * .08}\" fill=\"{second}\"/>");
                    break;
                default: // waves of a comb
                    for (var line = 0; line < 4; line++) sheet.Draw($"<path d=\"M0 {s * (.25 * line + .125)}q{s * .25} {-s * .22} {half} 0t{half} 0\" fill=\"none\" stroke=\"{(line % 2 == 0 ? first : second)}\" stroke-width=\"{s * .085}\"/>");
                    break;
            }
            sheet.Draw("</g>");
        }
    }
}
