using System.Globalization;

namespace Sothebais.Broadcast.Encoding;

/// <summary>What ffmpeg tells of its progress, since its start.</summary>
/// <param name="Frames">Frames that were encoded.</param>
/// <param name="Repeated">How many of them repeat the one before, because there was no new one in time.</param>
/// <param name="Dropped">Frames that were grabbed and not encoded.</param>
/// <param name="Bytes">Bytes that were written.</param>
internal sealed record Progress(long Frames, long Repeated, long Dropped, long Bytes);

/// <summary>Reads the lines of <c>-progress</c>: <c>name=value</c>, and <c>progress=</c> at the end of each report.</summary>
internal sealed class ProgressReader
{
    private Progress _next = new(0, 0, 0, 0);

    /// <summary>Reads a line.</summary>
    /// <returns>The report that the line ends; null where it ends none.</returns>
    public Progress? Read(string line)
    {
        var at = line.IndexOf('=', StringComparison.Ordinal);
        if (at < 0) return null;
        // What is not known is N/A: it stays as it was.
        var known = long.TryParse(line.AsSpan(at + 1).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var value);
        switch (line.AsSpan(0, at))
        {
            case "frame" when known:
                _next = _next with { Frames = value };
                return null;
            case "dup_frames" when known:
                _next = _next with { Repeated = value };
                return null;
            case "drop_frames" when known:
                _next = _next with { Dropped = value };
                return null;
            case "total_size" when known:
                _next = _next with { Bytes = value };
                return null;
            case "progress":
                return _next;
            default:
                return null;
        }
    }
}
