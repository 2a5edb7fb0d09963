namespace Sothebais.Tests.Chaos.Faults;

/// <summary>What goes wrong, and when: drawn from a seed, and the same whenever it is drawn again.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Faults">The faults, by their beginning.</param>
public sealed record Schedule(int Seed, IReadOnlyList<Fault> Faults)
{
    private const int MostFaults = 4;
    private static readonly TimeSpan Begin = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Span = TimeSpan.FromSeconds(6);
    private static readonly string[] Silos = ["silo-1", "silo-2"];
    private static readonly string[] Gateways = ["admin", "auction-manager", "stream-manager", "event-handler"];

    /// <summary>Every tenth seed ends with a Redis that was emptied.</summary>
    public bool EndsEmptied => Seed % 10 == 0;

    /// <summary>Draws one.</summary>
    public static Schedule Of(int seed)
    {
        var random = new Random(seed);
        // Faults of the whole house stand alone; so does one of minutes.
        if (seed % 25 == 0) return new(seed, [new Frozen(Pick(random, Silos), At(random), TimeSpan.FromSeconds(random.Next(60, 91)))]);
        if (random.NextDouble() < 0.12) return new(seed, [random.Next(2) == 0 ? new AllKilled(At(random), Seconds(random, 0, 4)) : new RollingUpdate(At(random))]);
        var faults = new List<Fault>();
        for (var wanted = random.Next(1, MostFaults + 1); faults.Count < wanted;)
        {
            var fault = Draw(random);
            if (!faults.Any(f => f.Target == fault.Target && f.At < fault.At + fault.For + Begin && fault.At < f.At + f.For + Begin)) faults.Add(fault);
        }
        return new(seed, [.. faults.OrderBy(f => f.At)]);
    }

    /// <inheritdoc/>
    public override string ToString() => $"Seed {Seed}: {string.Join("; ", Faults)}{(EndsEmptied ? "; at the end Redis is emptied" : "")}";

    private static Fault Draw(Random random)
    {
        var (at, silo, gateway) = (At(random), Pick(random, Silos), Pick(random, Gateways));
        var either = random.Next(3) < 2 ? silo : gateway;
        return random.Next(20) switch
        {
            0 or 1 or 2 => new Killed(silo, at, Seconds(random, 0, 4)),
            3 => new Killed(gateway, at, Seconds(random, 0, 3)),
            4 or 5 => new Killed("redis", at, Seconds(random, 0, 4)),
            6 => new Ended(silo, at, Seconds(random, 0, 3)),
            7 => new Ended(gateway, at, Seconds(random, 0, 3)),
            8 or 9 => new Frozen(silo, at, Freeze(random)),
            10 => new Frozen(gateway, at, Freeze(random)),
            11 => new Frozen("redis", at, Freeze(random)),
            12 => new BadLine(either, at, Seconds(random, 0.5, 6), new(IsCut: true)),
            13 => new BadLine(either, at, Seconds(random, 0.5, 8), new(IsSilent: true)),
            14 => new BadLine(either, at, Seconds(random, 2, 8), new(Delay: TimeSpan.FromMilliseconds(random.Next(5, 250)))),
            15 => new BadLine(either, at, Seconds(random, 2, 8), new(Loss: 0.02 + 0.2 * random.NextDouble(), Resets: 0.01 * random.NextDouble())),
            16 => new BadDoor(silo, at, Seconds(random, 1, 8), 1),
            17 => new BadDoor(silo, at, Seconds(random, 2, 8), 0.02 + 0.2 * random.NextDouble()),
            18 => new OutOfMemory(at, Seconds(random, 0.5, 5)),
            _ => new DiskFull(at, Seconds(random, 0.5, 5)),
        };
    }

    private static TimeSpan At(Random random) => Begin + Span * random.NextDouble();

    private static TimeSpan Seconds(Random random, double least, double most) => TimeSpan.FromSeconds(least + (most - least) * random.NextDouble());

    private static TimeSpan Freeze(Random random) => random.Next(8) == 0 ? Seconds(random, 10, 20) : Seconds(random, 0.5, 6);

    private static string Pick(Random random, string[] names) => names[random.Next(names.Length)];
}
