using Sothebais.Tests.Chaos.Campaign;
using Sothebais.Tests.Chaos.House;
using Sothebais.Tests.Chaos.Load;

namespace Sothebais.Tests.Chaos;

/// <summary>The house under faults drawn from seeds. A seed draws the same faults whenever it is run: <c>bash tests/chaos/run.sh 57</c>.</summary>
public sealed class CampaignTests(ITestOutputHelper output)
{
    /// <summary>What is run where nobody asks for others: about three minutes, with most kinds of faults, and an emptied Redis at the end.</summary>
    private const string Short = "4-10";

    /// <summary>A house lives through so many seeds, and then makes room for a new one.</summary>
    private const int SeedsAHouse = 10;

    [Fact]
    public async Task Campaign_no_promise_is_broken_whatever_fails()
    {
        var seeds = Seeds(Environment.GetEnvironmentVariable("CHAOS_SEEDS") ?? Short);
        var results = new List<SeedResult>();
        var folder = Directory.CreateDirectory(Path.Combine(Programs.Root, "tests", "results")).FullName;
        for (var n = 0; n < seeds.Count;)
        {
            await using var house = await ChaosHouse.Start(seeds[n]);
            using var client = new Client(house, new Told());
            await using var followers = await Followers.Begin(house, client, seeds[n]);
            for (var lived = 0; n < seeds.Count && lived < SeedsAHouse; lived++, n++)
            {
                var result = await new SeedRun(house, followers, seeds[n]).Run();
                results.Add(result);
                output.WriteLine($"{result}");
                await File.WriteAllTextAsync(Path.Combine(folder, "chaos.md"), Report.Of(results));
                if (result.Breaches.Count > 0) await File.WriteAllTextAsync(Path.Combine(folder, $"chaos-{seeds[n]}.log"), string.Join('\n', house.All.Select(p => $"--- {p.Name}\n{p.Said}")));
                if (result.Breaches.Count == 0 && !result.Schedule.EndsEmptied) continue;
                n++;
                break;
            }
        }
        Assert.Empty(results.SelectMany(r => r.Breaches.Select(b => $"Seed {r.Schedule.Seed}: {b}")));
    }

    private static List<int> Seeds(string ranges) =>
        [.. ranges.Split(',').Select(r => r.Split('-').Select(n => int.Parse(n, System.Globalization.CultureInfo.InvariantCulture)).ToArray()).SelectMany(r => Enumerable.Range(r[0], r[^1] - r[0] + 1))];
}
