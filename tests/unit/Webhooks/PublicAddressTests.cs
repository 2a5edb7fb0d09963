using System.Net;
using Sothebais.Gateways.EventHandler.Webhooks;

namespace Sothebais.Tests.Unit.Webhooks;

public sealed class PublicAddressTests
{
    [Theory]
    [InlineData("1.1.1.1"), InlineData("8.8.8.8"), InlineData("93.184.216.34"), InlineData("172.15.255.255"), InlineData("172.32.0.0"), InlineData("100.63.255.255"), InlineData("100.128.0.0")]
    [InlineData("192.0.1.0"), InlineData("198.17.255.255"), InlineData("198.20.0.0"), InlineData("223.255.255.255"), InlineData("169.253.255.255"), InlineData("11.0.0.0")]
    [InlineData("2606:4700:4700::1111"), InlineData("2a00:1450:4001::1"), InlineData("2001:200::1"), InlineData("::ffff:8.8.8.8")]
    public void An_address_of_the_open_Internet_is_public(string address) => Assert.True(PublicAddress.Is(IPAddress.Parse(address)));

    [Theory]
    [InlineData("0.0.0.0"), InlineData("0.1.2.3"), InlineData("10.0.0.1"), InlineData("10.255.255.255"), InlineData("100.64.0.1"), InlineData("100.127.255.255"), InlineData("127.0.0.1"), InlineData("127.255.255.255")]
    [InlineData("169.254.169.254"), InlineData("172.16.0.1"), InlineData("172.31.255.255"), InlineData("192.0.0.8"), InlineData("192.0.2.1"), InlineData("192.88.99.1"), InlineData("192.168.1.1")]
    [InlineData("198.18.0.1"), InlineData("198.19.255.255"), InlineData("198.51.100.7"), InlineData("203.0.113.7"), InlineData("224.0.0.1"), InlineData("239.255.255.255"), InlineData("240.0.0.1"), InlineData("255.255.255.255")]
    [InlineData("::"), InlineData("::1"), InlineData("::ffff:127.0.0.1"), InlineData("::ffff:10.0.0.1"), InlineData("::7f00:1"), InlineData("fe80::1"), InlineData("fec0::1"), InlineData("fc00::1"), InlineData("fd12:3456::1"), InlineData("ff02::1")]
    [InlineData("2001:db8::1"), InlineData("3fff::1"), InlineData("2001::1"), InlineData("2001:0:7f00:1::"), InlineData("2001:2::1"), InlineData("2001:20::1"), InlineData("2002:7f00:1::1"), InlineData("2002:808:808::1")]
    [InlineData("64:ff9b::127.0.0.1"), InlineData("64:ff9b::8.8.8.8"), InlineData("64:ff9b:1::1"), InlineData("100::1"), InlineData("5f00::1"), InlineData("4000::1")]
    public void An_address_behind_walls_or_through_a_tunnel_is_not(string address) => Assert.False(PublicAddress.Is(IPAddress.Parse(address)));

    [Theory]
    [InlineData("http://localhost/"), InlineData("http://LOCALHOST./x"), InlineData("https://a.localhost:8443/"), InlineData("http://127.0.0.1:80/"), InlineData("http://127.1/"), InlineData("http://2130706433/"), InlineData("http://0x7f000001/")]
    [InlineData("http://[::1]/"), InlineData("http://[::ffff:10.0.0.1]/"), InlineData("http://printer.local/"), InlineData("http://metadata.google.internal/"), InlineData("http://169.254.169.254/latest")]
    public void Addresses_that_say_that_they_are_inside_are_refused_unless_that_is_allowed(string url)
    {
        Assert.NotNull(Target.Wrong(url, allowPrivate: false));
        Assert.Null(Target.Wrong(url, allowPrivate: true));
    }

    [Theory]
    [InlineData("ftp://example.com/"), InlineData("/hook"), InlineData("example.com/hook"), InlineData("http://me:secret@example.com/"), InlineData("https://example.com/#part"), InlineData("https://example.com/#"), InlineData("")]
    [InlineData("http://exa\nmple.com/"), InlineData("file:///etc/passwd")]
    public void What_is_no_plain_http_address_is_refused_always(string url) => Assert.NotNull(Target.Wrong(url, allowPrivate: true));

    [Fact]
    public void An_address_has_a_longest_length()
    {
        var longest = "https://example.com/" + new string('a', Target.Longest - 20);
        Assert.Null(Target.Wrong(longest, allowPrivate: false));
        Assert.NotNull(Target.Wrong(longest + "a", allowPrivate: false));
    }
}
