using Sothebais.Gateways.Defaults.Cluster;
using Sothebais.Gateways.Defaults.Problems;
using Sothebais.Gateways.Defaults.Requests;
using Sothebais.Gateways.Defaults.Streams;
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
