using System.Diagnostics;
using Sothebais.Benchmarks.House;
using Sothebais.Benchmarks.Load;
using Sothebais.Benchmarks.Measurements;
using Sothebais.Benchmarks.Report;

namespace Sothebais.Benchmarks;

/// <summary>Runs everything side by side, and writes the table.</summary>
internal static class Driver
{
    /// <summary>Runs.</summary>
    /// <param name="options">How.</param>
    /// <param name="stopping">Ends it early: what was started is stopped, and there is no table.</param>
    /// <returns>The exit code.</returns>
    public static async Task<int> Run(DriverOptions options, CancellationToken stopping)
    {
        var (plan, rows, keys, neighbours) = (options.Plan, new List<Row>(), new Numbers(), new Neighbours());
        Version redis;
        double write;
        if (options.Started is not null) await File.AppendAllTextAsync(options.Started, $"{Environment.ProcessId}\n", CancellationToken.None);
        try
        {
            await using (var house = await Start(options, stopping))
            {
                (redis, write) = await house.ProbeRedis();
                await Add("one auction", HotAuction.Measure(house, plan, keys));
                await Add("many auctions", ManyAuctions.Measure(house, plan, keys));
                await Add("viewers", Delivery.Measure(house, plan, keys));
                await Add("full house", FullHouse.Measure(house, plan, keys));
                await Add("activation", Activation.Measure(house, plan));
                await Add("crowd", Crowd.Measure(house, plan));
                neighbours.Except(house.ProcessorTime.House + house.ProcessorTime.Redis);
            }
            // Each of these in a house that has done nothing yet.
            await Alone("gateways", house => ManyGateways.Measure(house, plan, keys));
            await Alone("memory", house => Memory.Measure(house, plan, keys));
            await Alone("closings", house => Closings.Measure(house, plan, keys));
            await Alone("catalogue", house => LongCatalogue.Measure(house, plan));
            await Alone("evening", house => Evening.Measure(house, plan, keys));
            await Alone("long feed", house => LongFeed.Measure(house, plan));
        }
        catch (Exception) when (stopping.IsCancellationRequested)
        {
            Console.Error.WriteLine("Stopped.");
            return 1;
        }
        catch (Exception e)
        {
            Console.Error.WriteLine(e); // a figure that rests on something wrong is none: no table
            return 1;
        }
        if (rows.Count == 0)
        {
            Console.Error.WriteLine($"There is no measurement '{options.Only}'.");
            return 2;
        }
        var table = MarkdownTable.Of(plan, redis, write, neighbours.Share(), rows);
        Console.WriteLine(table);
        if (options.Result is not null) await File.WriteAllTextAsync(options.Result, table + "\n", CancellationToken.None);
        return 0;

        bool Wanted(string name) => options.Only is null ? plan.Measurements.Contains(name) : options.Only == name;

        Task Add(string name, IAsyncEnumerable<Row> measurement) => Wanted(name) ? Measure(rows, measurement, name, stopping) : Task.CompletedTask;

        async Task Alone(string name, Func<TestedHouse, IAsyncEnumerable<Row>> measurement)
        {
            if (!Wanted(name)) return;
            await using var house = await Start(options, stopping);
            await Add(name, measurement(house));
            neighbours.Except(house.ProcessorTime.House + house.ProcessorTime.Redis);
        }
    }

    private static Task<TestedHouse> Start(DriverOptions options, CancellationToken stopping)
    {
        stopping.ThrowIfCancellationRequested();
        return TestedHouse.Start(options.Started);
    }

    private static async Task Measure(List<Row> rows, IAsyncEnumerable<Row> measurement, string name, CancellationToken stopping)
    {
        var started = Stopwatch.GetTimestamp();
        Console.Error.WriteLine($"== {name}");
        await using var measuring = measurement.GetAsyncEnumerator(stopping);
        while (await measuring.MoveNextAsync().AsTask().WaitAsync(stopping)) rows.Add(measuring.Current);
        Console.Error.WriteLine($"   {Stopwatch.GetElapsedTime(started).TotalSeconds:0} s");
    }
}
