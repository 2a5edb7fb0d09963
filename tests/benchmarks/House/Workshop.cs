using Sothebais.GrainInterfaces.Auctions;

namespace Sothebais.Benchmarks.House;

/// <summary>What a benchmark does to a house from inside: fill a log at speed, send auctions to rest, weigh the heap.</summary>
internal static class Workshop
{
    private const int InCall = 500;
    private const int CallsAtOnce = 4;

    /// <summary>Maps <c>/workshop</c>.</summary>
    public static void MapWorkshop(this IEndpointRouteBuilder routes)
    {
        var workshop = routes.MapGroup("/workshop").AllowAnonymous();
        workshop.MapPost("/{id}/fill", Fill);
        workshop.MapPost("/{id}/rest", Rest);
        workshop.MapGet("/heap", Heap);
    }

    /// <summary>Bids that many times, two bidders in turn, as fast as the auction takes it.</summary>
    private static async Task<IResult> Fill(string id, int bids, IGrainFactory grains)
    {
        var auction = grains.GetGrain<IAuctionGrain>(id);
        for (var done = 0; done < bids; done += CallsAtOnce * InCall)
        {
            var calls = Enumerable.Range(0, CallsAtOnce)
                .Select(call => Math.Clamp(bids - done - call * InCall, 0, InCall)).Where(size => size > 0)
                .Select(size => auction.PlaceBids([.. Enumerable.Range(0, size).Select(NextBid)]));
            foreach (var answers in await Task.WhenAll(calls))
                if (answers.FirstOrDefault(a => a is not AuctionAnswer.BidTaken) is { } no) throw new InvalidOperationException($"A bid was not taken: {no}.");
        }
        return TypedResults.NoContent();
    }

    private static PlaceBid NextBid(int i)
    {
        var bidder = i % 2 == 0 ? "bidder-000000" : "bidder-000001";
        return new PlaceBid(new Bidder(bidder, "A bidder", null), null, null) { Origin = new Origin("benchmark", $"={Guid.NewGuid():n}", "0123456789abcdef") };
    }

    /// <summary>Deactivates whatever is idle, and waits until the auction is.</summary>
    private static async Task<IResult> Rest(string id, IGrainFactory grains)
    {
        var management = grains.GetGrain<IManagementGrain>(0);
        for (var tries = 0; tries < 100; tries++)
        {
            try
            {
                await management.ForceActivationCollection(TimeSpan.Zero);
            }
            catch (TimeoutException)
            {
                // thousands at once take longer than a call; it goes on all the same
            }
            if (!(await management.GetDetailedGrainStatistics()).Any(g => IsAuction(g.GrainId, id))) return TypedResults.NoContent();
            await Task.Delay(TimeSpan.FromMilliseconds(50));
        }
        throw new InvalidOperationException($"Auction {id} does not rest.");
    }

    // Its history and its channel have the same key.
    private static bool IsAuction(GrainId grain, string id) => grain.Key.ToString() == id && grain.Type.ToString() == "auction";

    /// <summary>The bytes in use on the managed heap, after everything unused was collected and given back.</summary>
    private static async Task<long> Heap()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
            await Task.Delay(TimeSpan.FromMilliseconds(100));
        }
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
