namespace Sothebais.Benchmarks.Load;

/// <summary>What a load brought back.</summary>
internal sealed class LoadResult
{
    /// <summary>From the first request to the last answer.</summary>
    public TimeSpan Elapsed { get; set; }

    /// <summary>How many answers were 2xx.</summary>
    public long Taken { get; private set; }

    /// <summary>How many answers were 409.</summary>
    public long Refused { get; private set; }

    /// <summary>From a request to its answer.</summary>
    public Durations Latency { get; } = new();

    /// <summary>How many were decided: taken or refused.</summary>
    public long Decided => Taken + Refused;

    /// <summary>Decisions a second.</summary>
    public double Rate => Decided / Elapsed.TotalSeconds;

    /// <summary>Notes an answer.</summary>
    /// <exception cref="InvalidOperationException">It is neither; a figure that rests on such answers is none.</exception>
    public void Take(int status, long ticks, HttpLine line)
    {
        if (status is >= 200 and < 300) Taken++;
        else if (status == 409) Refused++;
        else throw new InvalidOperationException($"An answer that was not asked for: {line.Text}");
        Latency.Add(ticks);
    }

    /// <summary>Several at the same time as one.</summary>
    public static LoadResult Of(IReadOnlyList<LoadResult> results)
    {
        var sum = new LoadResult();
        foreach (var result in results)
        {
            sum.Elapsed = result.Elapsed > sum.Elapsed ? result.Elapsed : sum.Elapsed;
            sum.Taken += result.Taken;
            sum.Refused += result.Refused;
            sum.Latency.Add(result.Latency);
        }
        return sum;
    }
}
