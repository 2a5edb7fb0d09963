using System.Globalization;

namespace Sothebais.Gateways.AllInOne.Demo;

/// <summary>What everybody in the room sees of the running lot: the auction as last read, and how long that is ago.</summary>
internal sealed class DemoRoom(TimeProvider clock)
{
    private volatile Sight? _seen;

    /// <summary>The auction as last read; null before the first time.</summary>
    public AuctionState? Now => _seen?.State;

    /// <summary>Whether the lot has come and has not gone.</summary>
    public bool IsOver => Now?.IsOver == true;

    /// <summary>The least next bid; null where none can be made.</summary>
    public decimal? Minimum => Now?.MinimumBid is { } text ? Parse(text) : null;

    /// <summary>How long until the hammer, by the house's clock; long where the clock stands.</summary>
    public TimeSpan Remaining => _seen is { State.ClosesAt: { } close } seen ? close - seen.State.ServerTime - clock.GetElapsedTime(seen.At) : TimeSpan.MaxValue;

    /// <summary>How long the price has stood.</summary>
    public TimeSpan SinceLastBid => _seen is { } seen ? clock.GetElapsedTime(seen.BidAt) : TimeSpan.Zero;

    /// <summary>Takes in what was just read; an older reading is left aside.</summary>
    public void See(AuctionState state)
    {
        var (before, at) = (_seen, clock.GetTimestamp());
        if (before is not null && state.Sequence < before.State.Sequence) return;
        _seen = new Sight(state, at, before is not null && before.State.Price == state.Price ? before.BidAt : at);
    }

    /// <summary>Reads an amount.</summary>
    public static decimal Parse(string amount) => decimal.Parse(amount, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);

    /// <summary>Writes an amount, without idle zeros.</summary>
    public static string Write(decimal amount) => amount.ToString("0.##################", CultureInfo.InvariantCulture);

    private sealed record Sight(AuctionState State, long At, long BidAt);
}
