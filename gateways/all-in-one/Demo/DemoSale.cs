using System.Globalization;
using System.Text.Json;

namespace Sothebais.Gateways.AllInOne.Demo;

/// <summary>A sale that plays itself, through the house's public API: lot after lot, and from the beginning again after the last.</summary>
/// <param name="addresses">Where the house is.</param>
/// <param name="clock">The time.</param>
/// <param name="logger">Where the lots and their hammers are announced.</param>
public sealed partial class DemoSale(DemoAddresses addresses, TimeProvider clock, ILogger<DemoSale> logger)
{
    private const int MostWarnings = 3;
    private static readonly TimeSpan Preview = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(350);
    private static readonly TimeSpan WarnAt = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Applause = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan BetweenLots = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan AfterTrouble = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(5);

    private volatile string? _currentLot;

    /// <summary>The auction's id of the lot on the block, or last there; null before the first.</summary>
    public string? CurrentLot => _currentLot;

    /// <summary>Where the house is.</summary>
    public DemoAddresses Addresses => addresses;

    /// <summary>Plays sales until it is stopped. Trouble with a lot is logged, and the next lot comes.</summary>
    /// <param name="stopping">Stops at once, in the middle of a lot too; what is open then stays open until its hammer falls by the clock.</param>
    public async Task Run(CancellationToken stopping)
    {
        using var connections = new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(2), UseProxy = false };
        using var http = new HttpClient(connections) { Timeout = LongestAnswer };
        var house = new DemoHouse(http, addresses, clock);
        var stream = new DemoStream(house);
        try
        {
            while (true)
            {
                var sale = Base36(clock.GetUtcNow().ToUnixTimeSeconds());
                await GoOnAir(stream, sale, stopping);
                foreach (var lot in DemoLots.All)
                {
                    await PlayOrGoOn(house, stream, sale, lot, stopping);
                    await Task.Delay(BetweenLots, clock, stopping);
                }
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // the evening is over
        }
    }

    private async Task GoOnAir(DemoStream stream, string sale, CancellationToken stopping)
    {
        try
        {
            await stream.Begin(sale, stopping);
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException && !stopping.IsCancellationRequested)
        {
            NotOnAir(e); // the lots go under the hammer all the same
        }
    }

    private async Task PlayOrGoOn(DemoHouse house, DemoStream stream, string sale, DemoLot lot, CancellationToken stopping)
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"demo-{sale}-{lot.Number:00}");
        try
        {
            await Play(house, stream, id, lot, stopping);
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or DemoRefusedException or OperationCanceledException && !stopping.IsCancellationRequested)
        {
            Troubled(e, lot.Name, id);
            await Task.Delay(AfterTrouble, clock, stopping);
        }
    }

    private async Task Play(DemoHouse house, DemoStream stream, string id, DemoLot lot, CancellationToken stopping)
    {
        (await house.Post(DemoBidders.Auctioneer, "/auctions", Catalogued(id, lot), $"{id}-create", stopping)).Read<AuctionState>();
        _currentLot = id;
        await stream.Show(id, stopping);
        await Task.Delay(Preview, clock, stopping); // the overlay shows what is coming
        var room = new DemoRoom(clock);
        room.See((await Drive(house, id, "open", stopping)).Read<AuctionState>());
        Opens(lot.Number, DemoLots.All.Length, lot.Name, lot.Opening, id, room.Now!.Sequence);

        using var done = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var dice = new Dice((ulong)clock.GetUtcNow().ToUnixTimeMilliseconds() * 31 + (ulong)lot.Number);
        var seats = DemoBidders.Attending(lot, dice)
            .Select(seat => new DemoSeat(seat.Bidder, seat.Limit, id, room, house, new Dice((ulong)dice.Between(0, 1L << 52)), clock, logger).Play(done.Token))
            .ToArray();
        try
        {
            await Watch(house, id, room, stopping);
        }
        finally
        {
            await done.CancelAsync(); // whoever is still typing goes home
            await Leave(seats);
        }
        await Announce(house, id, lot, room.Now!, stopping);
    }

    // The auctioneer's eyes: reads the auction for everybody, warns the room, and waits for the clock's hammer.
    private async Task Watch(DemoHouse house, string id, DemoRoom room, CancellationToken stopping)
    {
        var (warnings, warnedAt) = (0, -1);
        while (!room.IsOver)
        {
            await Task.Delay(Glance, clock, stopping);
            room.See(await house.Read(id, stopping));
            if (room.Now is not { Status: "open", BidCount: > 0 } state || room.Remaining > WarnAt || warnings == MostWarnings || warnedAt == state.BidCount) continue;
            (warnings, warnedAt) = (warnings + 1, state.BidCount);
            await Drive(house, id, "warn", stopping, warnings); // a no means that the hammer was faster
        }
    }

    private async Task Announce(DemoHouse house, string id, DemoLot lot, AuctionState end, CancellationToken stopping)
    {
        if (end is { Status: "sold", Result: { } result }) Sold(lot.Number, lot.Name, result.Name ?? result.Winner, result.Amount, end.BidCount, end.Extensions, id, end.Sequence);
        else NotSold(lot.Number, lot.Name, end.Status, end.Price ?? "none", id, end.Sequence);
        await Task.Delay(Applause, clock, stopping);
        if (end.Status == "sold")
            await house.Post(DemoBidders.Auctioneer, $"/auctions/{id}/settle", new Settlement($"demo-invoice-{id["demo-".Length..]}"), $"{id}-settle", stopping);
    }

    private async Task Leave(Task[] seats)
    {
        try
        {
            await Task.WhenAll(seats);
        }
        catch (OperationCanceledException)
        {
            // as asked
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or DemoRefusedException)
        {
            SeatLost(e); // one bidder's line went dead; the lot went on without them
        }
    }

    private static Task<HouseAnswer> Drive(DemoHouse house, string id, string verb, CancellationToken stopping, int time = 1) =>
        house.Post(DemoBidders.Auctioneer, $"/auctions/{id}/{verb}", new Nothing(), string.Create(CultureInfo.InvariantCulture, $"{id}-{verb}-{time}"), stopping);

    private NewAuction Catalogued(string id, DemoLot lot) => new(
        id, "english", $"Lot {lot.Number} · {DemoLots.Series}",
        new NewLot(lot.Name, lot.Description, addresses.Picture(lot.Number), new NewToken(1, DemoLots.Contract, lot.Number.ToString(CultureInfo.InvariantCulture)),
            [.. lot.Traits.Select(t => new NewTrait(t.Type, t.Value))]),
        "ETH", DemoRoom.Write(lot.Opening), lot.Reserve is { } reserve ? DemoRoom.Write(reserve) : null, new NewIncrements(1000), "PT35S", new NewExtension("PT10S", "PT10S", 5));

    private static string Base36(long number)
    {
        const string digits = "0123456789abcdefghijklmnopqrstuvwxyz";
        var text = "";
        for (; number > 0; number /= 36) text = digits[(int)(number % 36)] + text;
        return text;
    }

    [LoggerMessage(LogLevel.Information, "Lot {Number} of {Lots}, {Name}: bidding opens at {Opening} ETH ({Auction}, {Sequence}).")]
    private partial void Opens(int number, int lots, string name, decimal opening, string auction, long sequence);

    [LoggerMessage(LogLevel.Information, "Lot {Number}, {Name}: SOLD to {Winner} for {Amount} ETH, after {Bids} bids and {Extensions} extensions ({Auction}, {Sequence}).")]
    private partial void Sold(int number, string name, string winner, string amount, int bids, int extensions, string auction, long sequence);

    [LoggerMessage(LogLevel.Information, "Lot {Number}, {Name}: {Status}, the last bid {Price} ({Auction}, {Sequence}).")]
    private partial void NotSold(int number, string name, string status, string price, string auction, long sequence);

    [LoggerMessage(LogLevel.Warning, "The demo leaves {Name} ({Auction}) and goes on with the next lot.")]
    private partial void Troubled(Exception e, string name, string auction);

    [LoggerMessage(LogLevel.Warning, "The demo's stream is not on air.")]
    private partial void NotOnAir(Exception e);

    [LoggerMessage(LogLevel.Debug, "A bidder of the demo left early.")]
    private partial void SeatLost(Exception e);
}
