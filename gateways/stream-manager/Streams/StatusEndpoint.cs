using Sothebais.Gateways.Defaults.Cluster;
using Sothebais.Gateways.Defaults.Problems;
using Sothebais.Gateways.Defaults.Requests;
using Sothebais.GrainInterfaces.Sales;
using Sothebais.GrainInterfaces.Streams;

namespace Sothebais.Gateways.StreamManager.Streams;

/// <summary>How a stream does: what it shows, and to how many.</summary>
internal static class StatusEndpoint
{
    public static void MapStatus(this RouteGroupBuilder streams) =>
        streams.MapGet("/{id}/status", Read).WithName("ReadStreamStatus").Produces<PublicStatus>().ProducesProblem(404);

    private static async Task<IResult> Read(string id, IGrainFactory grains)
    {
        if (!ResourceId.IsValid(id)) return Problem.Result(StreamAnswers.NotFound());
        var stream = grains.GetGrain<IStreamGrain>(id);
        if (await HouseCalls.Retry(stream.View) is not { } view || await HouseCalls.Retry(stream.Audience) is not { } audience) return Problem.Result(StreamAnswers.NotFound());
        var auction = view.Settings.AuctionId;
        if (view.Settings.SaleId is { } saleId) auction = (await HouseCalls.Retry(grains.GetGrain<ISaleGrain>(saleId).Show))?.Lot?.AuctionId;
        return TypedResults.Ok(new PublicStatus(
            view.Status, view.LiveSince, view.Status == StreamStatus.Live ? view.Programme : null, auction, view.Settings.SaleId, audience.Sum(a => a.Viewers), PublicLag.Of(audience),
            [.. audience.Select(a => new PublicAudience(a.Viewers, PublicLag.Of(a)))]));
    }
}

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
    internal static PublicLag? Of(StreamAudience audience) => audience is { LagMedian: { } median, LagNinetyNine: { } most } ? new(median, most) : null;

    /// <summary>Over several gateways.</summary>
    internal static PublicLag? Of(StreamAudience[] audiences)
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
