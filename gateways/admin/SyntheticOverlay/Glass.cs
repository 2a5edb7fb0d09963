using System.Text.Json;

namespace Sothebais.Gateways.Admin.SyntheticOverlay;

/// <summary>What an overlay knows of its line: the sequence it is at. Reads one message after the other.</summary>
internal sealed class Glass
{
    private long? _sequence;

    /// <summary>Reads a message of the stream manager.</summary>
    /// <param name="message">The JSON in UTF-8.</param>
    /// <returns>Whether an event is missing or there twice, which no snapshot explains; and when the house decided it, if it is a bid.</returns>
    /// <exception cref="JsonException">It is not a message.</exception>
    public (bool Gap, DateTimeOffset? BidAt) Read(ReadOnlyMemory<byte> message)
    {
        using var document = JsonDocument.Parse(message);
        var root = document.RootElement;
        try
        {
            switch (root.GetProperty("type"u8).GetString())
            {
                case "snapshot":
                    _sequence = root.GetProperty("sequence"u8).GetInt64();
                    return default;
                case "event":
                    var sequence = root.GetProperty("sequence"u8).GetInt64();
                    var gap = sequence != _sequence + 1;
                    _sequence = sequence;
                    return (gap, root.GetProperty("event"u8).GetProperty("kind"u8).ValueEquals("bidPlaced"u8) ? root.GetProperty("at"u8).GetDateTimeOffset() : null);
                default:
                    return default; // a heartbeat, or what overlays of today do not know
            }
        }
        catch (Exception e) when (e is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new JsonException("It is not a message of the stream manager.", e);
        }
    }
}
