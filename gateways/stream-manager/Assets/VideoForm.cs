namespace Sothebais.Gateways.StreamManager.Assets;

/// <summary>Whether a file is a video of its kind, whole as far as its parts tell.</summary>
internal static class VideoForm
{
    private const string NoMp4 = "It begins as video/mp4, and is none.";
    private const string NoWebM = "It begins as video/webm, and is none.";
    private const int LongestHeader = 4_096;

    // Of what else begins with ftyp, browsers play nothing as a video: still pictures (heic, avif), QuickTime's own (qt), sound alone (M4A).
    private static readonly string[] Brands =
        ["isom", "iso2", "iso3", "iso4", "iso5", "iso6", "iso7", "iso8", "iso9", "mp41", "mp42", "avc1", "av01", "dash", "M4V ", "M4VH", "M4VP", "MSNV"];

    /// <summary>MP4: ISO/IEC 14496-12. It has one of the known brands, and says what is in it.</summary>
    public static string? OfMp4(Bytes bytes)
    {
        for (var (parts, described) = (0, false); parts < AssetForm.MostParts; parts++)
        {
            if (parts > 0 && bytes.Left == 0) return described ? null : "The video does not say what is in it (moov): it was cut off, or not finished.";
            long length = bytes.Big32(), header = 8;
            var kind = System.Text.Encoding.Latin1.GetString(bytes.Next(4));
            if (length == 1) (length, header) = ((long)bytes.Big32() << 32 | bytes.Big32(), 16);
            if (length == 0) length = bytes.Left + header; // to the end
            if (length < header) return NoMp4;
            if (parts == 0)
            {
                if (length is < 16 or > LongestHeader) return NoMp4;
                var brand = System.Text.Encoding.Latin1.GetString(bytes.Next(4));
                if (!Brands.Contains(brand)) return "It is a file of the MP4 family, but no video that browsers play.";
                header += 4;
            }
            described |= kind == "moov";
            bytes.Skip(length - header);
        }
        return NoMp4;
    }

    /// <summary>WebM: EBML (RFC 8794) of the type <c>webm</c>, and then a segment.</summary>
    public static string? OfWebM(Bytes bytes)
    {
        bytes.Skip(4);
        if (Length(bytes) is not (> 0 and <= LongestHeader and var header)) return NoWebM;
        string? type = null;
        for (var end = bytes.Left - header; bytes.Left > end;)
        {
            var (id, length) = (Id(bytes), Length(bytes));
            if (length is null || length > bytes.Left - end) return NoWebM;
            if (id == 0x4282) type = System.Text.Encoding.ASCII.GetString(bytes.Next((int)length)).TrimEnd('\0');
            else bytes.Skip(length.Value);
        }
        if (type != "webm") return "It is of the Matroska family, but no WebM.";
        for (var parts = 0; parts < AssetForm.MostParts; parts++)
        {
            var (id, length) = (Id(bytes), Length(bytes));
            if (id == 0x18538067) return bytes.Left > 0 && length is null or > 0 && (length ?? 0) <= bytes.Left ? null : "The file is cut off.";
            if (id != 0xEC || length is null) return NoWebM; // room that is left
            bytes.Skip(length.Value);
        }
        return NoWebM;
    }

    private static long Id(Bytes bytes)
    {
        long id = bytes.Next();
        for (var more = Following((byte)id) ?? 0; more > 0; more--) id = id << 8 | bytes.Next();
        return id;
    }

    /// <summary>The length of an element; null where it says that it does not know.</summary>
    private static long? Length(Bytes bytes)
    {
        var first = bytes.Next();
        if (Following(first) is not { } following) throw new EndOfStreamException();
        long length = first & (0x7F >> following);
        var unknown = length == 0x7F >> following;
        for (var i = 0; i < following; i++)
        {
            var next = bytes.Next();
            unknown &= next == 0xFF;
            length = length << 8 | next;
        }
        return unknown ? null : length;
    }

    /// <summary>How many bytes follow the first one of a number; null where it is none.</summary>
    private static int? Following(byte first) => first == 0 ? null : System.Numerics.BitOperations.LeadingZeroCount((uint)first) - 24;
}
