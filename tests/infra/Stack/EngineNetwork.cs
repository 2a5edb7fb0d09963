using System.Net;

namespace Sothebais.Tests.Infra.Stack;

/// <summary>
/// A network of the engine's own, in which it may open ports and write firewall rules as it likes: a namespace with one line to this machine. The containers'
/// addresses can be reached from here; from elsewhere nothing can.
/// </summary>
internal sealed class EngineNetwork : IAsyncDisposable
{
    private const string Outside = "10.78.0.1";
    private static readonly TimeSpan Patience = Wait.Patience;
    private const string Name = "sothebais-stack";
    private const string Line = "sothebais0";
    private static readonly string[] Forwarding = ["-t", "filter", "FORWARD", "-i", Line, "-j", "ACCEPT"];
    private static readonly string[] Back = ["-t", "filter", "FORWARD", "-o", Line, "-j", "ACCEPT"];
    private static readonly string[] Masked = ["-t", "nat", "POSTROUTING", "-s", "10.78.0.0/30", "!", "-d", "10.78.0.0/30", "-j", "MASQUERADE"];

    /// <summary>The machine in it, as it is seen from here: where published ports are.</summary>
    public static readonly IPAddress Inside = IPAddress.Parse("10.78.0.2");

    /// <summary>How a program is started in it.</summary>
    public static string[] Enter => ["nsenter", $"--net=/run/netns/{Name}"];

    /// <summary>Makes it.</summary>
    /// <param name="containers">The network of the containers, in CIDR notation.</param>
    public static async Task<EngineNetwork> Make(string containers)
    {
        var network = new EngineNetwork();
        await network.DisposeAsync(); // one that was left behind by tests that were killed
        try
        {
            await Ip("netns", "add", Name);
            await Ip("link", "add", Line, "type", "veth", "peer", "name", "up0", "netns", Name);
            await Ip("address", "add", $"{Outside}/30", "dev", Line);
            await Ip("link", "set", Line, "up");
            await Ip("-netns", Name, "address", "add", $"{Inside}/30", "dev", "up0");
            await Ip("-netns", Name, "link", "set", "up0", "up");
            await Ip("-netns", Name, "link", "set", "lo", "up");
            await Ip("-netns", Name, "route", "add", "default", "via", Outside);
            // Off, as on a fresh machine: the engine closes what it then opens.
            await Command.Succeed(Patience, null, Enter[0], [.. Enter[1..], "sysctl", "--quiet", "--write", "net.ipv4.ip_forward=0"]);
            await Ip("route", "add", containers, "via", $"{Inside}", "dev", Line);
            // Images are built in there, and packages come from outside.
            await File.WriteAllTextAsync("/proc/sys/net/ipv4/ip_forward", "1");
            foreach (var rule in Rules) await Rule("-I", rule);
            return network;
        }
        catch
        {
            await network.DisposeAsync();
            throw;
        }
    }

    /// <summary>Lets this machine reach what the engine's firewall keeps from strangers: the ports that are not published.</summary>
    public Task LetThisMachineIn() => Command.Succeed(Patience, null, Enter[0], [.. Enter[1..], "iptables", "-I", "DOCKER-USER", "-s", Outside, "-j", "ACCEPT"]);

    /// <summary>A stranger again.</summary>
    public Task KeepThisMachineOut() => Command.Succeed(Patience, null, Enter[0], [.. Enter[1..], "iptables", "-D", "DOCKER-USER", "-s", Outside, "-j", "ACCEPT"]);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var rule in Rules) await Command.Run(Patience, null, "iptables", Words("-D", rule));
        await Command.Run(Patience, null, "ip", "netns", "delete", Name); // its end of the line goes with it, and so does ours
        await Command.Run(Patience, null, "ip", "link", "delete", Line);
    }

    private static string[][] Rules => [Forwarding, Back, Masked];

    private static Task<string> Ip(params string[] words) => Command.Succeed(Patience, null, "ip", words);

    private static Task<string> Rule(string verb, string[] rule) => Command.Succeed(Patience, null, "iptables", Words(verb, rule));

    private static string[] Words(string verb, string[] rule) => ["-w", .. rule[..2], verb, .. rule[2..]];
}
