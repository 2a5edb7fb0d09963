using System.Net;
using System.Net.Sockets;

namespace Sothebais.Gateways.Defaults.Limits;

/// <summary>By what callers who are not signed in are told apart: an IPv4 address, or the first 64 bits of an IPv6 address, for whoever has one has the rest of them.</summary>
internal static class CallerAddress
{
    private const int NetworkBytes = 8;

    /// <summary>What an address counts as.</summary>
    public static IPAddress Of(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) return address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6 || IPAddress.IsLoopback(address)) return address;
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(NetworkBytes).Clear();
        return new IPAddress(bytes);
    }
}
