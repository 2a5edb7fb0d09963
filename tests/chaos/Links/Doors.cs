using System.Globalization;

namespace Sothebais.Tests.Chaos.Links;

/// <summary>Packets to and from ports on loopback that the kernel drops: for lines that no listener can stand between, such as those of Orleans.</summary>
public static class Doors
{
    private static readonly string[] Sides = ["--dport", "--sport"];

    /// <summary>Drops packets from now on.</summary>
    /// <param name="ports">The ports.</param>
    /// <param name="share">How many of the packets: 0 to 1; 1 is all.</param>
    public static Task Close(IEnumerable<int> ports, double share) => Rules("-I", ports, share);

    /// <summary>Lets them pass again: those of a call to <see cref="Close"/>.</summary>
    public static Task Open(IEnumerable<int> ports, double share) => Rules("-D", ports, share);

    private static async Task Rules(string verb, IEnumerable<int> ports, double share)
    {
        string[] some = share < 1 ? ["-m", "statistic", "--mode", "random", "--probability", share.ToString(CultureInfo.InvariantCulture)] : [];
        foreach (var port in ports)
            foreach (var side in Sides)
                await Command.Succeed(TimeSpan.FromSeconds(10), null, "iptables", ["-w", verb, "INPUT", "-i", "lo", "-p", "tcp", side, $"{port}", .. some, "-j", "DROP"]);
    }
}
