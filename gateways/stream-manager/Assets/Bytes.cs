using System.Buffers.Binary;

namespace Sothebais.Gateways.StreamManager.Assets;

/// <summary>Reads a file's form byte by byte.</summary>
/// <param name="file">The file, which can be searched.</param>
internal sealed class Bytes(Stream file)
{
    /// <summary>How many are left.</summary>
    public long Left => file.Length - file.Position;

    /// <summary>The next one.</summary>
    /// <exception cref="EndOfStreamException">There is none.</exception>
    public byte Next() => file.ReadByte() is >= 0 and var next ? (byte)next : throw new EndOfStreamException();

    /// <summary>The next ones.</summary>
    /// <exception cref="EndOfStreamException">There are not as many.</exception>
    public byte[] Next(int count)
    {
        var next = new byte[count];
        file.ReadExactly(next);
        return next;
    }

    /// <summary>Passes over some.</summary>
    /// <exception cref="EndOfStreamException">There are not as many.</exception>
    public void Skip(long count)
    {
        if (count > Left) throw new EndOfStreamException();
        file.Seek(count, SeekOrigin.Current);
    }

    /// <summary>The next four, the largest first.</summary>
    public uint Big32() => BinaryPrimitives.ReadUInt32BigEndian(Next(4));

    /// <summary>The next two, the largest first.</summary>
    public ushort Big16() => BinaryPrimitives.ReadUInt16BigEndian(Next(2));

    /// <summary>The next four, the smallest first.</summary>
    public uint Little32() => BinaryPrimitives.ReadUInt32LittleEndian(Next(4));

    /// <summary>The next two, the smallest first.</summary>
    public ushort Little16() => BinaryPrimitives.ReadUInt16LittleEndian(Next(2));
}
