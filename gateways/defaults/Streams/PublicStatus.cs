using Sothebais.GrainInterfaces.Streams;

namespace Sothebais.Gateways.Defaults.Streams;

/// <summary>How a stream does.</summary>
/// <param name="Status">Whether it is on air.</param>
/// <param name="LiveSince">Since when it has been; null while offline.</param>
/// <param name="Scene">The scene on air; null while offline.</param>
/// <param name="Auction">The auction that it shows; null is none.</param>
/// <param name="Sale">The sale that it follows; null is none.</param>
/// <param name="Viewers">How many watch.</param>
/// <param name="Lag">From the decision of an event to its way out to viewers; null where there were none.</param>
/// <param name="Gateways">The same for each gateway.</param>
public sealed record PublicStatus(
    StreamStatus Status, DateTimeOffset? LiveSince, string? Scene, string? Auction, string? Sale, int Viewers, PublicLag? Lag, PublicAudience[] Gateways);

/// <summary>Who watches through one gateway.</summary>
/// <param name="Viewers">How many.</param>
/// <param name="Lag">Their lag; null where there were no events.</param>
public sealed record PublicAudience(int Viewers, PublicLag? Lag);

/// <summary>From the decision of an event to its way out to viewers.</summary>
/// <param name="Median">Half of the newest took no longer; over several gateways that of the middle viewer's gateway.</param>
/// <param name="NinetyNine">99 in a hundred of the newest took no longer; over several gateways that of the slowest.</param>
public sealed record PublicLag(TimeSpan Median, TimeSpan NinetyNine)
{
    /// <summary>One gateway's; null where there were no events.</summary>
    public static PublicLag? Of(StreamAudience audience) => audience is { LagMedian: { } median, LagNinetyNine: { } most } ? new(median, most) : null;

    /// <summary>Over several gateways.</summary>
    public static PublicLag? Of(StreamAudience[] audiences)
    {
        var known = audiences.Where(a => Of(a) is not null).OrderBy(a => a.LagMedian).ToArray();
        if (known.Length == 0) return null;
        var (half, middle) = (known.Sum(a => a.Viewers) / 2, known[0]);
        foreach (var audience in known)
        {
            middle = audience;
            if ((half -= audience.Viewers) < 0) break;
        }
        return new PublicLag(middle.LagMedian!.Value, known.Max(a => a.LagNinetyNine!.Value));
    }
}
