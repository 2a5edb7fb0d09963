using System.Globalization;
using System.Text;

namespace Sothebais.Gateways.AllInOne.Demo;

// Ribbons that follow a field of wind and never touch.
public static partial class LotArt
{
    private static void FieldOfWind(ArtSheet sheet, Dice dice)
    {
        var noise = new ArtNoise(31);
        var taken = new Occupied();
        sheet.Draw("<rect width=\"1200\" height=\"1200\" fill=\"#f3ead9\"/><g fill=\"none\" stroke-linejoin=\"round\">");
        foreach (var (width, tries, longest) in ((double, int, int)[])[(46, 120, 60), (32, 260, 54), (20, 420, 44), (11, 560, 34), (5, 420, 24)])
            for (var i = 0; i < tries; i++) Ribbon(dice.Between(-20, 1220), dice.Between(-20, 1220), width, longest);
        sheet.Draw("</g>");

        void Ribbon(double x, double y, double width, int longest)
        {
            const double step = 16;
            List<(double X, double Y)> points = [];
            for (var i = 0; i < longest; i++)
            {
                if (x is < -60 or > 1260 || y is < -60 or > 1260 || !taken.IsFree(x, y, width / 2 + 4)) break;
                points.Add((x, y));
                var angle = -.5 + (noise.At(x / 900 + 3.2, y / 900 + .4) - .5) * 5.2;
                (x, y) = (x + Math.Cos(angle) * step, y + Math.Sin(angle) * step);
            }
            if (points.Count < (width > 15 ? 9 : 5)) return;
            foreach (var (px, py) in points) taken.Take(px, py, width / 2);
            var colour = dice.Weighted(("#14344d", 3.0), ("#1f5f78", 1.6), ("#e0492f", 2.0), ("#f0a93b", 2.0), ("#f6cfc0", 1.2), ("#8fbfb5", 1.5), ("#6c2b3f", .8), ("#fffaf0", 1.2), ("#23232b", .7));
            var path = new StringBuilder().Append(CultureInfo.InvariantCulture, $"M{points[0].X:0} {points[0].Y:0}");
            var (atX, atY) = (Math.Round(points[0].X), Math.Round(points[0].Y));
            for (var i = 1; i < points.Count; i++)
            {
                var (nextX, nextY) = (Math.Round(points[i].X), Math.Round(points[i].Y));
                path.Append(CultureInfo.InvariantCulture, $"l{nextX - atX:0} {nextY - atY:0}");
                (atX, atY) = (nextX, nextY);
            }
            sheet.Draw($"<path d=\"{path}\" stroke=\"{colour}\" stroke-width=\"{width}\"/>");
            if (width >= 20 && dice.Chance(.3)) // some carry a finer line along
                sheet.Draw($"<path d=\"{path}\" stroke=\"#f3ead9\" stroke-width=\"{width * .1}\" opacity=\".8\"/>");
        }
    }

    // Circles that are taken, found by the cell they lie in.
    private sealed class Occupied
    {
        private const int Cell = 32;
        private readonly Dictionary<(int, int), List<(double X, double Y, double Radius)>> _cells = [];

        public bool IsFree(double x, double y, double radius)
        {
            var (column, row) = ((int)Math.Floor(x / Cell), (int)Math.Floor(y / Cell));
            for (var i = column - 2; i <= column + 2; i++)
                for (var j = row - 2; j <= row + 2; j++)
                    foreach (var other in _cells.GetValueOrDefault((i, j)) ?? [])
                        if (Math.Pow(other.X - x, 2) + Math.Pow(other.Y - y, 2) < Math.Pow(other.Radius + radius, 2)) return false;
            return true;
        }

        public void Take(double x, double y, double radius)
        {
            var cell = ((int)Math.Floor(x / Cell), (int)Math.Floor(y / Cell));
            if (!_cells.TryGetValue(cell, out var circles)) _cells[cell] = circles = [];
            circles.Add((x, y, radius));
        }
    }
}
