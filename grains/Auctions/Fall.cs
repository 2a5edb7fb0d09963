using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Money;

namespace Sothebais.Grains.Auctions;

/// <summary>Where the clock of a Dutch auction is: it falls, or it stands. Immutable. What it shows is worked out from this and the time.</summary>
/// <param name="Since">UTC instant from which it is counted; null while it stands.</param>
/// <param name="Stood">Where it stands: for how long it had fallen by then. Zero while it falls.</param>
internal sealed record Fall(DateTimeOffset? Since, TimeSpan Stood)
{
    /// <summary>Falling, counted from an instant.</summary>
    public static Fall From(DateTimeOffset since) => new(since, TimeSpan.Zero);

    /// <summary>Standing as of an instant; the same where it stands already.</summary>
    public Fall StoppedAt(DateTimeOffset instant) => Since is { } since ? new(null, instant - since) : this;

    /// <summary>For how long it has fallen at an instant, pauses left out.</summary>
    public TimeSpan At(DateTimeOffset instant) => Since is { } since ? instant - since : Stood;

    /// <summary>UTC instant at which it falls below the reserve, so that the lot is withdrawn; null where it never will, or stands.</summary>
    public DateTimeOffset? WithdrawnAt(AuctionSettings settings) =>
        Since is { } since && settings is { Reserve: { } reserve, Dutch: { } clock } && clock.FallsBelow(reserve) is { } after && after <= DateTimeOffset.MaxValue - since
            ? since + after
            : null;

    /// <summary>What it shows at an instant.</summary>
    public Amount ShownAt(DateTimeOffset instant, AuctionSettings settings) => settings.Dutch!.ShownAfter(At(instant), settings.Reserve);
}
