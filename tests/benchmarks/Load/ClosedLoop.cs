using System.Diagnostics;
using System.Net;

namespace Sothebais.Benchmarks.Load;

/// <summary>Makes the next request of a connection's template.</summary>
/// <returns>False where there is none left.</returns>
internal delegate bool NextRequest(Template request);

/// <summary>Connections that send the next request as soon as they have the answer to the last one.</summary>
internal static class ClosedLoop
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>Runs until the time is up or no request is left, and waits for what is then on its way.</summary>
    /// <param name="door">Where to.</param>
    /// <param name="connections">How many at the same time.</param>
    /// <param name="template">The request.</param>
    /// <param name="next">Makes the next one; called from several threads.</param>
    /// <param name="time">How long.</param>
    public static async Task<LoadResult> Run(IPEndPoint door, int connections, Template template, NextRequest next, TimeSpan time)
    {
        // Few threads: the cores are for the house.
        var threads = Math.Clamp(Environment.ProcessorCount / 2, 1, 4);
        var results = await Task.WhenAll(Enumerable.Range(0, threads).Select(thread => Task.Factory.StartNew(
            () => Drive(door, connections / threads + (thread < connections % threads ? 1 : 0), template, next, time),
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default)));
        return LoadResult.Of(results);
    }

    private static LoadResult Drive(IPEndPoint door, int connections, Template template, NextRequest next, TimeSpan time)
    {
        using var epoll = new Epoll();
        var lines = new HttpLine[connections];
        try
        {
            for (var i = 0; i < lines.Length; i++) epoll.Watch((lines[i] = new HttpLine(door, template)).Socket, i);
            return Drive(lines, epoll, next, time);
        }
        finally
        {
            foreach (var line in lines) line?.Dispose();
        }
    }

    private static LoadResult Drive(HttpLine[] lines, Epoll epoll, NextRequest next, TimeSpan time)
    {
        var result = new LoadResult();
        var ready = new int[lines.Length];
        var onTheWay = 0;
        var started = Stopwatch.GetTimestamp();
        foreach (var line in lines)
        {
            if (!next(line.Request)) break;
            line.Send();
            onTheWay++;
        }
        while (onTheWay > 0)
        {
            var count = epoll.Wait(ready, milliseconds: 1_000);
            if (count == 0 && Stopwatch.GetElapsedTime(started) > time + Patience) throw new TimeoutException($"{onTheWay} answers are missing.");
            for (var i = 0; i < count; i++)
            {
                var line = lines[ready[i]];
                if (line.Receive() is not (> 0 and var status)) continue;
                result.Take(status, Stopwatch.GetTimestamp() - line.SentAt, line);
                if (Stopwatch.GetElapsedTime(started) < time && next(line.Request)) line.Send();
                else onTheWay--;
            }
        }
        result.Elapsed = Stopwatch.GetElapsedTime(started);
        return result;
    }
}
