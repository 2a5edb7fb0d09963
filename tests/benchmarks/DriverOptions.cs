namespace Sothebais.Benchmarks;

/// <summary>How the driver was asked to run.</summary>
/// <param name="Plan">How long and how much.</param>
/// <param name="Result">Where the table is written to; null writes it to the terminal only.</param>
/// <param name="Only">The one measurement that is wanted; null is all of them.</param>
/// <param name="Started">Where the ids of the started processes are written to; null is nowhere.</param>
internal sealed record DriverOptions(Plan Plan, string? Result, string? Only, string? Started)
{
    /// <summary>Reads the command line.</summary>
    public static DriverOptions Read(string[] args) =>
        new(args.Contains("--quick") ? Plan.Quick : args.Contains("--scale") ? Plan.Scale : Plan.Full, After(args, "--result"), After(args, "--only"), After(args, "--started"));

    private static string? After(string[] args, string name) => Array.IndexOf(args, name) is var at and >= 0 && at + 1 < args.Length ? args[at + 1] : null;
}
