using System.Net;
using System.Net.Sockets;

namespace Sothebais.Gateways.Defaults.Limits;

/// <summary>
/// How many lines that stay open each address has, so that nobody takes all the room there is. An IPv6 address counts by its first 64 bits, for whoever has
/// one has the rest of them. This machine itself, and proxies on it that name nobody, are not counted.
/// </summary>
/// <param name="most">How many one address may have at once.</param>
public sealed class LinesByAddress(int most)
{
    private const int NetworkBytes = 8;

    private readonly Lock _lock = new();
    private readonly Dictionary<IPAddress, int> _lines = [];

    /// <summary>Lets a line in; false where the address has as many as it may.</summary>
    public bool TryEnter(IPAddress? address)
    {
        if (Counted(address) is not { } one) return true;
        lock (_lock)
        {
            var lines = _lines.GetValueOrDefault(one);
            if (lines >= most) return false;
            _lines[one] = lines + 1;
            return true;
        }
    }

    /// <summary>A line that was let in has ended.</summary>
    public void Leave(IPAddress? address)
    {
        if (Counted(address) is not { } one) return;
        lock (_lock)
        {
            if (--_lines[one] == 0) _lines.Remove(one);
        }
    }

    private static IPAddress? Counted(IPAddress? address)
    {
        if (address is null || IPAddress.IsLoopback(address)) return null;
        if (address.IsIPv4MappedToIPv6) return address.MapToIPv4() is var plain && IPAddress.IsLoopback(plain) ? null : plain;
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return address;
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(NetworkBytes).Clear();
        return new IPAddress(bytes);
    }
}
