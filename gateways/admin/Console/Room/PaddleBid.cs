using System.Globalization;

namespace Sothebais.Gateways.Admin.Console.Room;

/// <summary>What the auctioneer types for a bid in the room: a paddle, and the amount where it is not the one asked for. <c>7</c>, <c>7 1.5</c>.</summary>
/// <param name="Paddle">The paddle, 1 to 99,999.</param>
/// <param name="Amount">The amount as a decimal string; null is the next bid.</param>
internal sealed record PaddleBid(int Paddle, string? Amount)
{
    /// <summary>Reads it; null where it is not one.</summary>
    public static PaddleBid? Read(string text)
    {
        var parts = text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return parts.Length is 1 or 2 && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var paddle) && paddle is >= 1 and <= 99_999 &&
            (parts.Length == 1 || parts[1].All(c => char.IsAsciiDigit(c) || c == '.'))
            ? new PaddleBid(paddle, parts.Length == 2 ? parts[1] : null)
            : null;
    }
}
