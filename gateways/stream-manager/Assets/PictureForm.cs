namespace Sothebais.Gateways.StreamManager.Assets;

/// <summary>Finds the size of a picture by walking through its parts up to where its pixels begin. Each answers null for what is no picture of the kind.</summary>
internal static class PictureForm
{
    /// <summary>PNG: <see href="https://www.w3.org/TR/png-3/"/>.</summary>
    public static (long Width, long Height)? OfPng(Bytes bytes)
    {
        bytes.Skip(8);
        if (bytes.Big32() != 13 || !bytes.Next(4).AsSpan().SequenceEqual("IHDR"u8)) return null;
        var (width, height) = (bytes.Big32(), bytes.Big32());
        bytes.Skip(5 + 4);
        for (var (parts, pixels) = (0, false); parts < AssetForm.MostParts; parts++)
        {
            var (length, kind) = (bytes.Big32(), bytes.Next(4));
            if (kind.AsSpan().SequenceEqual("IEND"u8)) return pixels ? (width, height) : null;
            if (!kind.All(b => char.IsAsciiLetter((char)b))) return null;
            pixels |= kind.AsSpan().SequenceEqual("IDAT"u8) && length > 0;
            bytes.Skip(length + 4L);
        }
        return null;
    }

    /// <summary>JPEG: ITU-T T.81, annex B.</summary>
    public static (long Width, long Height)? OfJpeg(Bytes bytes)
    {
        bytes.Skip(2);
        (long, long)? size = null;
        for (var parts = 0; parts < AssetForm.MostParts; parts++)
        {
            if (bytes.Next() != 0xFF) return null;
            var marker = bytes.Next();
            while (marker == 0xFF) marker = bytes.Next();
            if (marker is 0xD8 or 0xD9 or 0x00) return null;
            if (marker is 0x01 or >= 0xD0 and <= 0xD7) continue;
            var length = bytes.Big16();
            if (length < 2) return null;
            if (marker is 0xDA) // the pixels
            {
                bytes.Skip(length - 2);
                return bytes.Left > 0 ? size : throw new EndOfStreamException();
            }
            if (marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC))
            {
                if (length < 8 || size is not null) return null;
                bytes.Skip(1);
                var height = bytes.Big16();
                size = (bytes.Big16(), height);
                bytes.Skip(length - 7);
            }
            else bytes.Skip(length - 2);
        }
        return null;
    }

    /// <summary>GIF: <see href="https://www.w3.org/Graphics/GIF/spec-gif89a.txt"/>. The size is that of the largest of its frames, or of its screen.</summary>
    public static (long Width, long Height)? OfGif(Bytes bytes)
    {
        bytes.Skip(6);
        long width = bytes.Little16(), height = bytes.Little16();
        var flags = bytes.Next();
        bytes.Skip(2);
        SkipColours(flags);
        for (var (parts, frames) = (0, 0); parts < AssetForm.MostParts; parts++)
        {
            switch (bytes.Next())
            {
                case 0x21:
                    bytes.Skip(1);
                    SkipBlocks();
                    break;
                case 0x2C:
                    frames++;
                    int x = bytes.Little16(), y = bytes.Little16();
                    (width, height) = (Math.Max(width, x + bytes.Little16()), Math.Max(height, y + bytes.Little16()));
                    SkipColours(bytes.Next());
                    bytes.Skip(1);
                    SkipBlocks();
                    break;
                case 0x3B when frames > 0:
                    return (width, height);
                default:
                    return null;
            }
        }
        return null;

        void SkipColours(byte flags) => bytes.Skip((flags & 0x80) == 0 ? 0 : 3L << ((flags & 0x07) + 1));

        void SkipBlocks()
        {
            for (byte length; (length = bytes.Next()) > 0;) bytes.Skip(length);
        }
    }

    /// <summary>WebP: <see href="https://developers.google.com/speed/webp/docs/riff_container"/>.</summary>
    public static (long Width, long Height)? OfWebP(Bytes bytes)
    {
        bytes.Skip(4);
        if (bytes.Little32() - 4L > bytes.Left - 4) throw new EndOfStreamException();
        bytes.Skip(4);
        (long, long)? canvas = null;
        for (var parts = 0; parts < AssetForm.MostParts; parts++)
        {
            var (kind, length) = (bytes.Next(4), bytes.Little32());
            if (kind.AsSpan().SequenceEqual("VP8 "u8))
            {
                if (length < 10 || !bytes.Next(6).AsSpan(3).SequenceEqual((ReadOnlySpan<byte>)[0x9D, 0x01, 0x2A])) return null;
                var (width, height) = (bytes.Little16() & 0x3FFF, bytes.Little16() & 0x3FFF);
                return canvas ?? (width, height);
            }
            if (kind.AsSpan().SequenceEqual("VP8L"u8))
            {
                if (length < 5 || bytes.Next() != 0x2F) return null;
                var bits = bytes.Little32();
                return canvas ?? ((bits & 0x3FFF) + 1, ((bits >> 14) & 0x3FFF) + 1);
            }
            if (kind.AsSpan().SequenceEqual("ANMF"u8)) return length >= 16 ? canvas : null;
            if (kind.AsSpan().SequenceEqual("VP8X"u8))
            {
                if (length != 10 || canvas is not null) return null;
                bytes.Skip(4);
                canvas = (Little24() + 1, Little24() + 1);
            }
            else bytes.Skip(length + (length & 1));
        }
        return null;

        long Little24()
        {
            var low = bytes.Little16();
            return (long)bytes.Next() << 16 | low;
        }
    }
}
