using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Money;
using Sothebais.GrainInterfaces.Sales;
using Sothebais.Grains.Auctions;
using Sothebais.Grains.Sales;

namespace Sothebais.Tests.Unit.Sales;

/// <summary>
/// A sale with its lots and a clock, without a cluster: it asks the rules as the grain does, and its lots are real auctions under the house's rules. It
/// can crash between a decision and its outcome, and then goes on from the log.
/// </summary>
internal sealed class Saleroom
{
    public const string Id = "autumn";
    public static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
    public static readonly Currency Usd = Currency.Find("USD")!;

    private readonly Dictionary<string, Auction> _auctions = [];
    private readonly Dictionary<(string, string), AuctionAnswer> _answered = [];
    private readonly HouseRules _house = new() { Grace = TimeSpan.Zero }; // the second of the hammer is the second of the close
    private readonly Func<bool> _crash;
    private int _keys;

    public Saleroom(SaleSettings settings, int lots, TimeSpan? duration = null, Func<bool>? crash = null)
    {
        _crash = crash ?? (() => false);
        Ask(o => new CreateSale(settings) { Origin = o });
        for (var n = 1; n <= lots; n++)
            Drive($"lot-{n}", new CreateAuction(Terms(n, duration) with { Currency = settings.Currency }) { Origin = Someone() });
        if (lots > 0) Ask(o => new AddLots([.. Enumerable.Range(1, lots).Select(n => $"lot-{n}")]) { Origin = o });
    }

    public DateTimeOffset Now { get; private set; } = Noon;
    public Sale Sale { get; private set; } = null!;
    public List<SaleEvent> Log { get; } = [];

    public static SaleSettings Settings(SaleMode mode = SaleMode.Auctioneer) => new()
    {
        Title = "Autumn sale",
        Mode = mode,
        Currency = Usd,
        Gap = TimeSpan.FromSeconds(10),
        Stagger = TimeSpan.FromMinutes(1),
        Duration = mode == SaleMode.Timed ? TimeSpan.FromMinutes(10) : null,
    };

    public static AuctionSettings Terms(int n, TimeSpan? duration) => new()
    {
        Title = $"Lot {n}",
        Lot = new Lot($"Lot {n}", null, null, null, []),
        Currency = Usd,
        OpeningBid = new Amount(100),
        Increments = new Increments.FixedStep(new Amount(100)),
        Duration = duration,
        SaleId = Id,
    };

    public Auction Auction(int lot) => _auctions[$"lot-{lot}"];

    public LotStatus[] Lots => [.. Sale.InOrder.Select(l => l.Status)];

    /// <summary>Asks the sale; the refusal, or null where it was done.</summary>
    public SaleRefusal? Ask(Func<Origin, SaleCommand> command)
    {
        if (Sale is not null) Advance();
        var asked = command(Someone());
        var auctions = asked is AddLots add ? add.AuctionIds.ToDictionary(id => id, id => _auctions.GetValueOrDefault(id)?.View()) : null;
        var verdict = SaleRules.Decide(Sale, asked, Now, auctions);
        if (verdict.Events is null) return verdict.Refusal;
        var decided = (Sale?.Sequence ?? 0) + 1;
        Enter(m => m.Enter(verdict.Events, asked.Origin));
        Advance();
        return asked is not (PauseSale or ResumeSale) && Sale!.Refusals.ContainsKey(decided) ? SaleRefusal.LotRefused : null;
    }

    /// <summary>Somebody drives a lot by itself; whether it was done. The sale hears of it.</summary>
    public bool Drive(string id, AuctionCommand command)
    {
        var done = Execute(id, command) is not AuctionAnswer.Refused;
        if (Sale?.Lots.ContainsKey(id) == true) Look();
        return done;
    }

    public bool Bid(string id, string bidder) => Drive(id, new PlaceBid(new Bidder(bidder, null, null), null, null) { Origin = Someone() });

    /// <summary>Lets time pass; timers fire at their instants.</summary>
    public void Wait(TimeSpan time)
    {
        for (var until = Now + time; ;)
        {
            var next = _auctions.Values.Select(a => a.Deadline).Append(SaleRules.Deadline(Sale, Now)).Where(d => d > Now && d <= until).Min();
            Now = next ?? until;
            Look();
            if (next is null) return;
        }
    }

    public void Wait(int seconds) => Wait(TimeSpan.FromSeconds(seconds));

    private Origin Someone() => new("somebody", $"={_keys++}", "");

    private void Look()
    {
        Enter(m =>
        {
            foreach (var id in Sale.Order)
            {
                Due(id);
                m.Enter(SaleRules.Hear(m.Sale!.Lots[id], _auctions[id].View(), Now));
            }
        });
        Advance();
    }

    private void Advance()
    {
        for (var rounds = 0; ; rounds++)
        {
            Assert.True(rounds < 500, "It comes to an end.");
            if (Sale.Directed.Any())
            {
                foreach (var lot in Sale.Directed.ToArray())
                {
                    var asked = lot.Outstanding!;
                    if (asked.ClosesAt is { } closesAt && _auctions[lot.AuctionId].Status == AuctionStatus.Draft)
                        Execute(lot.AuctionId, new ReviseAuction(_auctions[lot.AuctionId].Settings with { ClosesAt = closesAt, Duration = null }, _auctions[lot.AuctionId].Sequence) { Origin = new("sale", $"{asked.Sequence} close", "") });
                    var answer = Execute(lot.AuctionId, asked.Command(new Origin("sale", $"{asked.Sequence}", "")));
                    if (_crash())
                    {
                        Replay(); // the lot has done it, and nobody wrote it down
                        continue;
                    }
                    Enter(m => m.Enter(SaleRules.Follow(m.Sale!, m.Sale!.Lots[lot.AuctionId], answer, answer is AuctionAnswer.Done done ? done.View : _auctions[lot.AuctionId].View(), Now)));
                }
            }
            else if (SaleRules.Due(Sale, Now) is { Count: > 0 } due) Enter(m => m.Enter(due));
            else return;
        }
    }

    private void Enter(Action<Minutes> write)
    {
        var minutes = new Minutes(Sale, Id, Now);
        write(minutes);
        Log.AddRange(minutes.Events);
        Sale = minutes.Sale!;
    }

    private void Replay()
    {
        Sale? sale = null;
        foreach (var happened in Log) sale = Sale.Apply(sale, Id, SaleEvents.Over(happened));
        Sale = sale!;
    }

    private void Due(string id)
    {
        while (AuctionRules.Due(_auctions.GetValueOrDefault(id), Now, _house) is { } due) _auctions[id] = Grains.Auctions.Auction.Apply(_auctions[id], id, due);
    }

    private AuctionAnswer Execute(string id, AuctionCommand command)
    {
        Due(id);
        var key = (id, command.Origin.By + command.Origin.Key);
        if (_answered.TryGetValue(key, out var before)) return before;
        var verdict = command is PlaceBid bid ? AuctionRules.Decide(_auctions.GetValueOrDefault(id), bid, Now) : AuctionRules.Decide(_auctions.GetValueOrDefault(id), command, Now, _house);
        if (verdict.Event is null) return _answered[key] = new AuctionAnswer.Refused(verdict.Refusal, _auctions.GetValueOrDefault(id)?.Status, Detail: verdict.Detail);
        foreach (var happened in verdict.Events) _auctions[id] = Grains.Auctions.Auction.Apply(_auctions.GetValueOrDefault(id), id, happened);
        return _answered[key] = new AuctionAnswer.Done(_auctions[id].View());
    }
}
