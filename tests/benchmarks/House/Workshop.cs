using System.Diagnostics;
using System.Globalization;
using Sothebais.Gateways.Defaults.Cluster;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Money;
using Sothebais.GrainInterfaces.Streams;

namespace Sothebais.Benchmarks.House;

/// <summary>What a benchmark does to a house from inside: fill a log at speed, send auctions to rest, weigh the heap.</summary>
internal static class Workshop
{
    private const int InCall = 500;
    private const int CallsAtOnce = 4;
    private const ulong Unreachable = 1_000_000_000_000_000;

    /// <summary>Maps <c>/workshop</c>.</summary>
    public static void MapWorkshop(this IEndpointRouteBuilder routes)
    {
        var workshop = routes.MapGroup("/workshop").AllowAnonymous();
        workshop.MapPost("/{id}/fill", Fill);
        workshop.MapPost("/{id}/proxies", Proxies);
        workshop.MapPost("/{id}/call", Call);
        workshop.MapPost("/{id}/rest", Rest);
        workshop.MapPost("/{id}/stream", Stream);
        workshop.MapPost("/catalogue", Catalogue);
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
        return new PlaceBid(new Bidder(bidder, "A bidder", null), null, null) { Origin = Somebody() };
    }

    /// <summary>Leaves one maximum that nobody reaches, and that many others, each over the one before.</summary>
    private static async Task<IResult> Proxies(string id, int count, IGrainFactory grains)
    {
        var auction = grains.GetGrain<IAuctionGrain>(id);
        var view = await auction.View() ?? throw new InvalidOperationException($"There is no auction {id}.");
        var minimum = view.MinimumBid!.Value.Units / 100; // in dollars
        for (var done = 0; done < count; done += InCall)
        {
            var answers = await auction.PlaceBids([.. Enumerable.Range(done, Math.Min(InCall, count - done)).Select(i => Upto(i, i == 0 ? Unreachable : minimum + (UInt128)i * 10))]);
            if (answers.FirstOrDefault(a => a is not AuctionAnswer.BidTaken) is { } no) throw new InvalidOperationException($"A maximum was not taken: {no}.");
        }
        return TypedResults.NoContent();
    }

    /// <summary>One call of that many bids; says how many microseconds it took.</summary>
    private static async Task<string> Call(string id, int bids, IGrainFactory grains)
    {
        var auction = grains.GetGrain<IAuctionGrain>(id);
        PlaceBid[] call = [.. Enumerable.Range(0, bids).Select(NextBid)];
        var started = Stopwatch.GetTimestamp();
        var answers = await auction.PlaceBids(call);
        var elapsed = Stopwatch.GetElapsedTime(started);
        return answers.All(a => a is AuctionAnswer.BidTaken { Receipt.Outcome: BidOutcome.Outbid })
            ? elapsed.TotalMicroseconds.ToString(CultureInfo.InvariantCulture)
            : throw new InvalidOperationException("A bid was not answered by a maximum.");
    }

    private static PlaceBid Upto(int bidder, UInt128 maximum) =>
        new(new Bidder($"proxy-{bidder:000000}", "A bidder", null), null, null, new StatedAmount(maximum, 0)) { Origin = Somebody() };

    /// <summary>The id of an auction of the catalogue.</summary>
    public static string InCatalogue(int number) => string.Create(CultureInfo.InvariantCulture, $"catalogue-{number:0000000}");

    /// <summary>Makes auctions, opens each which of them, and lets them rest.</summary>
    private static async Task<IResult> Catalogue(int from, int to, int open, IGrainFactory grains)
    {
        await Parallel.ForAsync(from, to, new ParallelOptions { MaxDegreeOfParallelism = 64 }, async (number, _) =>
        {
            var auction = grains.GetGrain<IAuctionGrain>(InCatalogue(number));
            var settings = new AuctionSettings
            {
                Title = $"Lot {number}",
                Lot = new Lot($"Lot {number}", null, null, null, []),
                Currency = Currency.Find("USD")!,
                OpeningBid = new Amount(100),
                Increments = new Increments.BasisPoints(1_000),
            };
            List<AuctionCommand> commands = [new CreateAuction(settings) { Origin = Somebody() }];
            if (number % open == 0) commands.Add(new OpenAuction { Origin = Somebody() });
            foreach (var command in commands)
                if (await HouseCalls.Retry(() => auction.Execute(command)) is not AuctionAnswer.Done) throw new InvalidOperationException($"{command} was refused.");
        });
        return await Rest(InCatalogue(to - 1), grains);
    }

    /// <summary>Makes a stream that shows an auction, on air.</summary>
    private static async Task<IResult> Stream(string id, string auction, IGrainFactory grains)
    {
        var stream = grains.GetGrain<IStreamGrain>(id);
        var settings = new StreamSettings { Title = "A full house", AuctionId = auction };
        foreach (var command in new StreamCommand[] { new CreateStream(settings, Enum.GetValues<ScenePreset>()) { Origin = Somebody() }, new GoLive { Origin = Somebody() } })
            if (await stream.Execute(command) is not StreamAnswer.Done) throw new InvalidOperationException($"{command} was refused.");
        return TypedResults.NoContent();
    }

    private static Origin Somebody() => new("benchmark", $"={Guid.NewGuid():n}", "0123456789abcdef");

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
