namespace Sothebais.Gateways.AllInOne.Demo;

/// <summary>Smooth noise over the plane: value noise on a hashed lattice, from 0 to 1.</summary>
/// <param name="seed">Which noise.</param>
internal sealed class ArtNoise(int seed)
{
    /// <summary>The noise at a place; it changes over a distance of about 1.</summary>
    public double At(double x, double y)
    {
        var (left, top) = ((int)Math.Floor(x), (int)Math.Floor(y));
        var (across, down) = (Ease(x - left), Ease(y - top));
        var upper = Lattice(left, top) + (Lattice(left + 1, top) - Lattice(left, top)) * across;
        var lower = Lattice(left, top + 1) + (Lattice(left + 1, top + 1) - Lattice(left, top + 1)) * across;
        return upper + (lower - upper) * down;
    }

    /// <summary>Four octaves of it: the outline of hills.</summary>
    public double Rough(double x, double y) =>
        (At(x, y) + At(x * 2, y + 7) * .5 + At(x * 4, y + 13) * .25 + At(x * 8, y + 29) * .125) / 1.875;

    private static double Ease(double part) => part * part * (3 - 2 * part);

    private double Lattice(int x, int y)
    {
        unchecked
        {
            var hash = (uint)(x * 374761393 + y * 668265263 + seed * 2147483629);
            hash = (hash ^ (hash >> 13)) * 1274126177;
            hash = (hash ^ (hash >> 16)) * 2246822519;
            return (hash ^ (hash >> 15)) / (double)uint.MaxValue;
        }
    }
}
