using Nethereum.Util;

namespace Sothebais.Gateways.AuctionManager.Bidders;

/// <summary>Ethereum addresses with the checksum that their capitals carry (https://eips.ethereum.org/EIPS/eip-55).</summary>
internal static class WalletAddress
{
    private const int Digits = 40;

    /// <summary>Reads an address: one case throughout carries no checksum and is taken; a mixed one must have the right capitals.</summary>
    /// <param name="text">0x and 40 hexadecimal digits.</param>
    /// <param name="wrong">What is wrong with it; null where nothing is.</param>
    /// <returns>The address with its checksum; null where something is wrong.</returns>
    public static string? Read(string text, out string? wrong)
    {
        wrong = null;
        if (text.Length != 2 + Digits || !text.StartsWith("0x", StringComparison.Ordinal) || !text.AsSpan(2).ToString().All(char.IsAsciiHexDigit))
        {
            wrong = "A wallet is an Ethereum address: 0x and 40 hexadecimal digits.";
            return null;
        }
        var digits = text[2..];
        var checksummed = AddressUtil.Current.ConvertToChecksumAddress(text);
        if (!digits.Any(char.IsAsciiLetterLower) || !digits.Any(char.IsAsciiLetterUpper) || text == checksummed) return checksummed;
        wrong = "The address fails its checksum (EIP-55): a digit or a capital is wrong. Copy it anew, or write it in lower case throughout to leave the checksum out.";
        return null;
    }
}
