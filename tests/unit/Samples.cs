using CsCheck;

namespace Sothebais.Tests.Unit;

/// <summary>
/// Runs properties over the same samples every time. A failure is shrunk, and reported with its seed: <c>CsCheck_Seed=... dotnet test</c> runs that
/// one again. <c>CsCheck_Time=60 dotnet test</c> roams at random for a minute a property.
/// </summary>
internal static class Samples
{
    private const uint Stream = 2026;
    private const int Shrinks = 2_000;

    public static void Hold<T>(this Gen<T> gen, Action<T> property, int iterations = 1_000, Func<T, string>? print = null)
    {
        if (Check.Seed is not null || Check.Time > 0)
        {
            gen.Sample(property, print: print);
            return;
        }
        for (var i = 0; i < iterations; i++)
        {
            var random = new PCG(Stream, (ulong)i);
            var seed = random.ToString();
            var sample = gen.Generate(random, null, out _);
            try
            {
                property(sample);
            }
            catch
            {
                gen.Sample(property, seed: seed, iter: Shrinks, threads: 1, print: print);
                throw;
            }
        }
    }
}
