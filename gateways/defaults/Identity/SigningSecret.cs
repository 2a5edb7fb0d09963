using System.Security.Cryptography;
using System.Text;

namespace Sothebais.Gateways.Defaults.Identity;

/// <summary>
/// Secrets and signatures of Standard Webhooks (https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md): what is sent to the
/// house is verified by them, and what the house sends is signed.
/// </summary>
public static class SigningSecret
{
    /// <summary>What every secret begins with; the rest is base64.</summary>
    public const string Prefix = "whsec_";

    /// <summary>What every signature begins with; the rest is base64.</summary>
    public const string Version = "v1,";

    private const int Shortest = 24; // bytes, as the specification says
    private const int Longest = 64;
    private const int Made = 32;

    /// <summary>The form of a secret, in words.</summary>
    public static readonly string Form = $"{Prefix} and the base64 of {Shortest} to {Longest} random bytes";

    /// <summary>The bytes of a secret; null where it is none.</summary>
    public static byte[]? Read(string secret)
    {
        var bytes = new byte[Longest];
        return secret.StartsWith(Prefix, StringComparison.Ordinal) && Convert.TryFromBase64String(secret[Prefix.Length..], bytes, out var length) && length >= Shortest ? bytes[..length] : null;
    }

    /// <summary>A new secret.</summary>
    public static string New() => Prefix + Convert.ToBase64String(RandomNumberGenerator.GetBytes(Made));

    /// <summary>Signs a message.</summary>
    /// <param name="secret">The secret's bytes.</param>
    /// <param name="id">The message's id.</param>
    /// <param name="timestamp">Seconds since 1970, as they are sent.</param>
    /// <param name="body">The body.</param>
    public static byte[] Sign(byte[] secret, string id, string timestamp, ReadOnlySpan<byte> body)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, secret);
        hash.AppendData(Encoding.UTF8.GetBytes($"{id}.{timestamp}."));
        hash.AppendData(body);
        return hash.GetHashAndReset();
    }
}
