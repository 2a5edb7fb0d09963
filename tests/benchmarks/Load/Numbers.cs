namespace Sothebais.Benchmarks.Load;

/// <summary>Numbers, each given out once; to any thread.</summary>
/// <param name="first">The first one.</param>
internal sealed class Numbers(long first = 0)
{
    private long _next = first;

    /// <summary>The next one.</summary>
    public long Next() => Interlocked.Increment(ref _next) - 1;

    /// <summary>Goes on from another number.</summary>
    public void GoOnFrom(long number) => Interlocked.Exchange(ref _next, number);
}
