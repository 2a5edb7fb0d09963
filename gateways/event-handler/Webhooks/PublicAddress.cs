using System.Net;
using System.Net.Sockets;

namespace Sothebais.Gateways.EventHandler.Webhooks;

/// <summary>
/// Which addresses lie in the open Internet, so that nobody makes the house knock at doors behind its own walls. From IANA's registries of special-purpose
/// addresses (https://www.iana.org/assignments/iana-ipv4-special-registry, https://www.iana.org/assignments/iana-ipv6-special-registry).
/// </summary>
internal static class PublicAddress
{
    private static readonly IPNetwork[] NotPublic =
    [
        .. new[]
        {
            "0.0.0.0/8", // this network
            "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", // private
            "100.64.0.0/10", // carrier-grade NAT
            "127.0.0.0/8", // loopback
            "169.254.0.0/16", // link-local, and the clouds' metadata services
            "192.0.0.0/24", // protocol assignments
            "192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", // documentation
            "192.88.99.0/24", // 6to4 relays
            "198.18.0.0/15", // benchmarks
            "224.0.0.0/4", "240.0.0.0/4", // multicast; reserved, and broadcast
        }.Select(IPNetwork.Parse),
    ];

    // Only global unicast is handed out at all; these parts of it are not for everybody.
    private static readonly IPNetwork Unicast6 = IPNetwork.Parse("2000::/3");

    private static readonly IPNetwork[] NotPublic6 =
    [
        IPNetwork.Parse("2001::/23"), // protocol assignments; Teredo, ORCHID and benchmarks among them
        IPNetwork.Parse("2001:db8::/32"), IPNetwork.Parse("3fff::/20"), // documentation
        IPNetwork.Parse("2002::/16"), // 6to4: whatever IPv4 address is in it
    ];

    /// <summary>Whether an address is public. One that carries an IPv4 address within is as public as that where it is mapped, and never by a tunnel or a translator.</summary>
    public static bool Is(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.AddressFamily switch
        {
            AddressFamily.InterNetwork => !NotPublic.Any(n => n.Contains(address)),
            AddressFamily.InterNetworkV6 => Unicast6.Contains(address) && !NotPublic6.Any(n => n.Contains(address)),
            _ => false,
        };
    }
}
