using System.Diagnostics;

namespace Sothebais.Tests.Harness;

/// <summary>Waits for what must come to pass.</summary>
public static class Wait
{
    /// <summary>
    /// How long a test waits for what must come to pass. It costs nothing where it comes, and is long enough for a machine that is busy with something
    /// else and for a call that a dead silo never answers (30 s) to be made again.
    /// </summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(25);

    /// <summary>Waits until a condition holds.</summary>
    /// <param name="what">What is waited for, for the message.</param>
    /// <param name="patience">How long at most.</param>
    /// <param name="condition">The condition; an exception counts as not yet.</param>
    /// <returns>How long it took.</returns>
    /// <exception cref="TimeoutException">It did not come to pass.</exception>
    public static async Task<TimeSpan> Until(string what, TimeSpan patience, Func<Task<bool>> condition)
    {
        var started = Stopwatch.GetTimestamp();
        Exception? last = null;
        while (Stopwatch.GetElapsedTime(started) < patience)
        {
            try
            {
                if (await condition()) return Stopwatch.GetElapsedTime(started);
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                last = e;
            }
            await Task.Delay(Look);
        }
        throw new TimeoutException($"Not within {patience.TotalSeconds} s: {what}.", last);
    }

    /// <summary>Waits until a condition holds.</summary>
    public static Task<TimeSpan> Until(string what, TimeSpan patience, Func<bool> condition) => Until(what, patience, () => Task.FromResult(condition()));
}
