using System.Net;
using System.Net.Sockets;

namespace Sothebais.Tests.Harness;

/// <summary>Ports for houses and servers that run side by side: below the range from which the system takes the ports of outgoing connections.</summary>
public static class Ports
{
    // The documented ports lie so far apart that houses 750 apart never meet.
    private static readonly int[] Offsets = [.. Enumerable.Range(0, 18).Select(i => 14_000 + 750 * i)];
    private static readonly Queue<int> ByTurn = new(Offsets);
    private static int _single = 10_500;

    /// <summary>A port offset at which the documented ports are free: of all such the one that was given out longest ago, for a house that is starting has no port yet.</summary>
    public static int NextOffset()
    {
        lock (ByTurn)
        {
            for (var tries = 0; tries < Offsets.Length; tries++)
            {
                var offset = ByTurn.Dequeue();
                ByTurn.Enqueue(offset);
                if (new[] { 3000, 3090, 4000, 4091, 4100, 4201, 4301, 4391 }.All(port => IsFree(port + offset))) return offset;
            }
        }
        throw new InvalidOperationException("No free range of ports: is another house of a test still running?");
    }

    /// <summary>A single free port from 10,500 to 13,999.</summary>
    public static int Next()
    {
        for (var tries = 0; tries < 3_500; tries++)
        {
            var port = 10_500 + (Interlocked.Increment(ref _single) - 10_500) % 3_500;
            if (IsFree(port)) return port;
        }
        throw new InvalidOperationException("No free port.");
    }

    private static bool IsFree(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
