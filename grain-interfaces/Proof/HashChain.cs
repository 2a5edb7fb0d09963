using System.Security.Cryptography;
using System.Text;

namespace Sothebais.GrainInterfaces.Proof;

/// <summary>
/// The chain that makes a log tamper-evident: each value is the SHA-256 over the value before (64 lower-case hexadecimal digits; nothing at the
/// start) followed by the event's stored JSON, in UTF-8. Every commit stores the value after its last event.
/// </summary>
public static class HashChain
{
    /// <summary>The value before the first event.</summary>
    public const string Start = "";

    /// <summary>The value after one more event.</summary>
    public static string After(string chain, ReadOnlySpan<byte> json)
    {
        var text = new byte[chain.Length + json.Length];
        Encoding.ASCII.GetBytes(chain, text);
        json.CopyTo(text.AsSpan(chain.Length));
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text, hash);
        return Convert.ToHexStringLower(hash);
    }
}
