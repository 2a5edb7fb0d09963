using System.Buffers.Text;

namespace Sothebais.Benchmarks.Viewers;

/// <summary>What viewers watch, and how a bid is known again in what they are told.</summary>
/// <param name="door">The documented port of the viewers.</param>
/// <param name="path">Where on it.</param>
internal abstract class Show(int door, string path)
{
    /// <summary>The documented port of the viewers.</summary>
    public int Door => door;

    /// <summary>Where on it.</summary>
    public string Path => path;

    /// <summary>Whether its viewers say that they can take compressed messages.</summary>
    public bool Compressed { get; init; }

    /// <summary>Whether a viewer will be told of the next bid.</summary>
    public abstract bool IsSeated(ViewerLine line);

    /// <summary>The number of the bid that a message tells of; null where it tells of none.</summary>
    public abstract int? BidOf(ViewerLine line, ReadOnlySpan<byte> text);
}

/// <summary>An auction of the house, or a stream that shows one. Its viewers are told everything in order, or this ends the measurement.</summary>
/// <param name="what">What is watched: auction or stream.</param>
/// <param name="id">Which.</param>
internal sealed class HouseShow(string what, string id) : Show(4201, $"/ws?{what}={id}")
{
    public override bool IsSeated(ViewerLine line) => line.Sequence >= 0;

    public override int? BidOf(ViewerLine line, ReadOnlySpan<byte> text)
    {
        if (text.StartsWith("{\"type\":\"snapshot\""u8))
        {
            if (line.Sequence >= 0) throw new InvalidOperationException("A viewer was skipped to a snapshot: frames are missing.");
            line.Sequence = Number(text[text.LastIndexOf("\"sequence\":"u8)..], "\"sequence\":"u8);
            return null;
        }
        if (!text.StartsWith("{\"type\":\"event\""u8)) return null;
        var sequence = Number(text, "\"sequence\":"u8);
        if (sequence != line.Sequence + 1) throw new InvalidOperationException($"A viewer was told {sequence} after {line.Sequence}.");
        line.Sequence = sequence;
        return (int)Number(text, "\"bidderId\":\"bidder-"u8); // every bid has a bidder of its own
    }

    private static long Number(ReadOnlySpan<byte> text, ReadOnlySpan<byte> after) =>
        text.IndexOf(after) is var at and >= 0 && Utf8Parser.TryParse(text[(at + after.Length)..], out long number, out _)
            ? number : throw new FormatException($"A message without its number: {System.Text.Encoding.UTF8.GetString(text)}");
}

/// <summary>The plain broadcast: always the same bytes, so that bids are counted.</summary>
internal sealed class PlainShow() : Show(4201, "/plain")
{
    public override bool IsSeated(ViewerLine line) => line.IsOpen;

    public override int? BidOf(ViewerLine line, ReadOnlySpan<byte> text) => line.Events;
}
