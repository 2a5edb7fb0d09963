using Sothebais.Gateways.AuctionManager.Bidders;

namespace Sothebais.Tests.Gateways.Bidders;

/// <summary>Checksums of Ethereum addresses, by the vectors of https://eips.ethereum.org/EIPS/eip-55.</summary>
public sealed class WalletTests
{
    public static TheoryData<string> Vectors =>
    [
        "0x52908400098527886E0F7030069857D2E4169EE7", "0x8617E340B3D01FA5F11F306F4090FD50E238070D", // capitals throughout
        "0xde709f2102306220921060314715629080e2fb77", "0x27b1fdb04752bbc536007a920d24acb045561c26", // none
        "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
        "0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB", "0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb",
    ];

    [Theory, MemberData(nameof(Vectors))]
    public void An_address_is_taken_with_its_checksum_and_without_and_kept_with_it(string address)
    {
        foreach (var written in new[] { address, "0x" + address[2..].ToLowerInvariant(), "0x" + address[2..].ToUpperInvariant() })
        {
            Assert.Equal(address, WalletAddress.Read(written, out var wrong));
            Assert.Null(wrong);
        }
    }

    [Theory, MemberData(nameof(Vectors))]
    public void One_wrong_capital_or_digit_in_a_checksummed_address_is_noticed(string address)
    {
        if (!address[2..].Any(char.IsAsciiLetterLower) || !address[2..].Any(char.IsAsciiLetterUpper)) return; // it carries none
        for (var i = 2; i < address.Length; i++)
        {
            if (!char.IsAsciiLetter(address[i])) continue;
            var other = char.IsAsciiLetterUpper(address[i]) ? char.ToLowerInvariant(address[i]) : char.ToUpperInvariant(address[i]);
            Assert.Null(WalletAddress.Read(address[..i] + other + address[(i + 1)..], out var wrong));
            Assert.Contains("EIP-55", wrong, StringComparison.Ordinal);
        }
    }

    [Theory, InlineData(""), InlineData("0x"), InlineData("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAe"), InlineData("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAedd"),
        InlineData("5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed00"), InlineData("0X52908400098527886E0F7030069857D2E4169EE7"), InlineData("0x5290840009852788ОE0F7030069857D2E4169EE7"),
        InlineData("0x52908400098527886G0F7030069857D2E4169EE7"), InlineData("vitalik.eth")]
    public void What_is_no_address_is_refused_with_the_form_of_one(string text)
    {
        Assert.Null(WalletAddress.Read(text, out var wrong));
        Assert.Contains("40 hexadecimal digits", wrong, StringComparison.Ordinal);
    }
}
