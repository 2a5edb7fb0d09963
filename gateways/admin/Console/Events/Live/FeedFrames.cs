using System.Text;

namespace Sothebais.Gateways.Admin.Console.Events.Live;

/// <summary>
/// Reads the frames of an event stream (https://html.spec.whatwg.org/multipage/server-sent-events.html). Also those that bring a place and no data, which the
/// house sends so that a place is known however little is heard; the framework's parser keeps those to itself, and names a place before its event is whole.
/// </summary>
/// <param name="lines">The stream. The house's frames are no larger than an event, which is 64 KiB.</param>
internal sealed class FeedFrames(TextReader lines)
{
    /// <summary>The next frame; null where the stream ends. What was cut off in its middle is none.</summary>
    public async Task<FeedFrame?> Next(CancellationToken stopping)
    {
        string? id = null, name = null;
        StringBuilder? data = null;
        while (await lines.ReadLineAsync(stopping) is { } line)
        {
            if (line.Length == 0)
            {
                if (id is not null || data is not null) return new FeedFrame(id, name, data?.ToString());
                name = null;
                continue;
            }
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var (field, value) = colon < 0 ? (line, "") : (line[..colon], line[(colon + 1 < line.Length && line[colon + 1] == ' ' ? colon + 2 : colon + 1)..]);
            switch (field)
            {
                case "id":
                    id = value;
                    break;
                case "event":
                    name = value;
                    break;
                case "data":
                    data = data is null ? new StringBuilder(value) : data.Append('\n').Append(value);
                    break;
                default: // a comment, or what this page has no use for
                    break;
            }
        }
        return null;
    }
}

/// <summary>A frame of an event stream.</summary>
/// <param name="Id">The place that is reached with it; null where it brings none.</param>
/// <param name="Name">What it is; null is an event of the feed.</param>
/// <param name="Data">What it says; null where it only brings a place.</param>
internal sealed record FeedFrame(string? Id, string? Name, string? Data);
