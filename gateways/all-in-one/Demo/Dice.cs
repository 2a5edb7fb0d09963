namespace Sothebais.Gateways.AllInOne.Demo;

/// <summary>Chance that falls the same way on every run and platform: SplitMix64. Not for secrets, and not for two threads at once.</summary>
/// <param name="seed">The seed; equal seeds give equal throws.</param>
internal sealed class Dice(ulong seed)
{
    private ulong _state = seed;

    /// <summary>A number from 0 up to but not including 1.</summary>
    public double Unit() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A number from <paramref name="least"/> up to but not including <paramref name="most"/>.</summary>
    public double Between(double least, double most) => least + Unit() * (most - least);

    /// <summary>A whole number from 0 up to but not including <paramref name="bound"/>.</summary>
    public int Below(int bound) => (int)(Unit() * bound);

    /// <summary>Whether something of this probability happens.</summary>
    public bool Chance(double probability) => Unit() < probability;

    /// <summary>One of these.</summary>
    public T Pick<T>(params ReadOnlySpan<T> from) => from[Below(from.Length)];

    /// <summary>One of these, heavier ones more often.</summary>
    public T Weighted<T>(params ReadOnlySpan<(T Value, double Weight)> from)
    {
        var whole = 0.0;
        foreach (var (_, weight) in from) whole += weight;
        var at = Unit() * whole;
        foreach (var (value, weight) in from)
        {
            at -= weight;
            if (at < 0) return value;
        }
        return from[^1].Value;
    }

    private ulong Next()
    {
        unchecked
        {
            var z = _state += 0x9E3779B97F4A7C15;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
