using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Sothebais.Broadcast.Stage;

/// <summary>Who may use the display: a cookie in a file that both Xvfb and its guests read (Xauthority, as in the manual page of Xsecurity).</summary>
internal static class Authority
{
    private const ushort AnyHost = 0xFFFF; // FamilyWild: whichever display it is asked for

    /// <summary>Writes one with a cookie of its own. Its folder is to be closed to others.</summary>
    public static void Write(string file)
    {
        using var into = File.Create(file);
        Number(into, AnyHost);
        Text(into, []); // the host's address
        Text(into, []); // the display's number
        Text(into, "MIT-MAGIC-COOKIE-1"u8);
        Text(into, RandomNumberGenerator.GetBytes(16));
    }

    private static void Text(Stream into, ReadOnlySpan<byte> text)
    {
        Number(into, (ushort)text.Length);
        into.Write(text);
    }

    private static void Number(Stream into, ushort number)
    {
        Span<byte> bytes = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(bytes, number);
        into.Write(bytes);
    }
}
