using Sothebais.GrainInterfaces.Bidders;
using Sothebais.GrainInterfaces.Money;
using Sothebais.Grains.Bidders;

namespace Sothebais.Tests.Unit.Bidders.Model;

/// <summary>
/// A house with one limited bidder and a few auctions, deliberately naive: the network is a bag of messages that come late, out of order or never;
/// auctions and the bidder's grain are killed at any moment, and a killed auction may go on for a while without knowing. Only the bidder's book is the
/// product's own. The truth is what stands in the auctions' logs.
/// </summary>
internal sealed class LimitedHouse
{
    public const int Auctions = 4;
    public const uint Limit = 100;

    private static readonly Currency Usd = Currency.Find("USD")!;
    private readonly Log[] _logs = [.. Enumerable.Range(0, Auctions).Select(_ => new Log())];
    private readonly List<Node> _nodes; // the running ones by auction, then the killed ones that do not know it
    private readonly List<Message> _network = [];
    private ExposureLedger _book = new();
    private ExposureLedger _stored = new();
    private Asked? _busy; // the bidder's grain takes one call at a time
    private DateTimeOffset _now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);
    private int _guids;

    public LimitedHouse() => _nodes = [.. Enumerable.Range(0, Auctions).Select(Start)];

    /// <summary>How many bids were taken; refused over the limit; how many nodes were killed: a history in which nothing happens proves nothing.</summary>
    public int Taken { get; private set; }
    public int Refused { get; private set; }
    public int Killed { get; private set; }

    private sealed class Log
    {
        public long Head;
        public uint Exposure;
    }

    private sealed class Node
    {
        public required int Auction;
        public required Guid Activation;
        public long Known; // of the log
        public uint Exposure;
        public Guid? Ticket; // under way
        public uint Wanted;
        public DateTimeOffset AskedAt;
        public (long After, uint Exposure)? OnTheWay; // decided, not yet written
        public bool Killed;
    }

    private abstract record Message;

    private sealed record HoldAsked(Node From, HoldRequest Request) : Message;

    private sealed record HoldSaid(Node To, Guid Ticket, bool Granted) : Message;

    private sealed record Reported(ExposureReport Report) : Message;

    private sealed class Asked
    {
        public required HoldAsked Hold;
        public required List<string> ToAsk;
    }

    /// <summary>The sum of what stands in the logs.</summary>
    public uint Truth => (uint)_logs.Sum(l => l.Exposure);

    /// <summary>What the book counts.</summary>
    public uint Counted => (uint)_book.Counted("USD").Units;

    /// <summary>One thing happens.</summary>
    public void Step(int what, int which, int how)
    {
        var node = _nodes[which % _nodes.Count];
        switch (what)
        {
            case 0 or 1 when !node.Killed: Bid(node, (uint)(1 + how)); break;
            case 2 or 3 or 4 or 5 when _network.Count > 0: Deliver(which % _network.Count, how); break;
            case 6 when _network.Count > 0 && how < 40: Lose(_network[which % _network.Count]); break;
            case 7 or 8: Write(node); break;
            case 9: Outbid(node); break;
            case 10: AskNext(how); break;
            case 11 when how < 25 && !node.Killed: Kill(node, how); break;
            case 12 when how < 10: KillBidder(); break;
            case 13: Pass(TimeSpan.FromSeconds(how < 80 ? 1 : how)); break;
        }
    }

    /// <summary>All that is under way comes to its end, and the book is looked through as before a refusal.</summary>
    public void Rest()
    {
        while (_network.Count > 0 || _busy is not null || _nodes.Any(n => n.OnTheWay is not null))
        {
            while (_busy is not null) AskNext(99);
            if (_network.Count > 0) Deliver(0, 99);
            foreach (var node in _nodes.ToArray()) Write(node);
        }
        Pass(TimeSpan.FromMinutes(1));
        foreach (var (id, account) in _book.Auctions)
        {
            ExposureReport? Ask() => Report(_nodes.First(n => !n.Killed && Id(n.Auction) == id), [.. account.Tickets.Select(t => t.Id)]);
            _book = _book.Take(Ask() ?? Ask()!, _now); // one that was fenced has started again
        }
    }

    private static string Id(int auction) => $"auction-{auction}";

    private Guid New() => new(++_guids, 0, 0, [0, 0, 0, 0, 0, 0, 0, 0]);

    private Node Start(int auction) => new() { Auction = auction, Activation = New(), Known = _logs[auction].Head, Exposure = _logs[auction].Exposure };

    private void Bid(Node node, uint amount)
    {
        if (node.Ticket is not null || node.OnTheWay is not null || amount <= node.Exposure) return; // bids of one bidder take turns
        (node.Ticket, node.Wanted, node.AskedAt) = (New(), amount, _now);
        _network.Add(new HoldAsked(node, new HoldRequest(Id(node.Auction), Usd, node.Ticket.Value, node.Activation, new Amount(amount))));
    }

    private void Deliver(int which, int how)
    {
        var message = _network[which];
        if (message is not HoldSaid && _busy is not null) return; // the bidder's grain takes one call at a time
        _network.RemoveAt(which);
        switch (message)
        {
            case HoldAsked hold when Fits(hold.Request): Grant(hold); break;
            case HoldAsked hold: _busy = new Asked { Hold = hold, ToAsk = [.. _book.Auctions.Where(a => a.Value.Counted > Amount.Zero).Select(a => a.Key)] }; break;
            case Reported report: _book = _book.Take(report.Report, _now); break;
            case HoldSaid said: Decide(said, refuses: how < 20); break;
        }
    }

    private void Lose(Message message)
    {
        _network.Remove(message);
        // A call that gets no answer fails, and the auction knows: nothing was decided under its ticket.
        if (message is HoldAsked { From: var asking, Request.Ticket: var ticket }) Give(asking, ticket);
        if (message is HoldSaid said) Give(said.To, said.Ticket);
    }

    private void Give(Node node, Guid ticket)
    {
        if (node.Ticket == ticket) Over(node);
    }

    private bool Fits(HoldRequest request) => request.Amount <= _book.Available(request.AuctionId, "USD", new Amount(Limit));

    private void Grant(HoldAsked hold)
    {
        _book = _stored = _book.Hold(hold.Request, _now);
        _network.Add(new HoldSaid(hold.From, hold.Request.Ticket, Granted: true));
    }

    // Before a refusal the auctions are asked one after the other, while the house goes on.
    private void AskNext(int how)
    {
        if (_busy is not { } busy) return;
        if (busy.ToAsk.Count > 0)
        {
            var id = busy.ToAsk[0];
            var node = _nodes.First(n => !n.Killed && Id(n.Auction) == id);
            Guid[] tickets = [.. _book.Auctions[id].Tickets.Select(t => t.Id).Where(t => t != busy.Hold.Request.Ticket)];
            if (node.OnTheWay is not null)
            {
                Write(node);
                return;
            }
            if (node.Ticket is { } underWay && tickets.Contains(underWay) && how < 70) return; // it waits a while for the ticket, and then no longer
            busy.ToAsk.RemoveAt(0);
            if (Report(node, tickets) is { } report) _book = _book.Take(report, _now);
            return;
        }
        _busy = null;
        if (Fits(busy.Hold.Request)) Grant(busy.Hold);
        else
        {
            Refused++;
            _network.Add(new HoldSaid(busy.Hold.From, busy.Hold.Request.Ticket, Granted: false));
        }
    }

    private ExposureReport? Report(Node node, Guid[] tickets)
    {
        if (node.Known != _logs[node.Auction].Head) // somebody else wrote on: it starts again from the log
        {
            _nodes[_nodes.IndexOf(node)] = Start(node.Auction);
            return null;
        }
        return new ExposureReport(Id(node.Auction), node.Known, new Amount(node.Exposure), Running: true, node.Activation, [.. tickets.Where(t => t != node.Ticket)]);
    }

    private void Decide(HoldSaid said, bool refuses)
    {
        var node = said.To;
        if (node.Ticket != said.Ticket) return; // it has given up
        if (said.Granted && !refuses && _now - node.AskedAt < ExposureLedger.Good) node.OnTheWay = (node.Known, node.Wanted);
        else Over(node);
    }

    private void Write(Node node)
    {
        if (node.OnTheWay is not { } decided) return;
        var log = _logs[node.Auction];
        node.OnTheWay = null;
        if (log.Head != decided.After) // fenced
        {
            var place = _nodes.IndexOf(node);
            if (node.Killed) _nodes.RemoveAt(place);
            else _nodes[place] = Start(node.Auction);
            return;
        }
        (log.Head, log.Exposure) = (log.Head + 1, decided.Exposure);
        (node.Known, node.Exposure) = (log.Head, log.Exposure);
        if (decided.Exposure > 0) Taken++;
        Over(node);
    }

    private void Over(Node node)
    {
        Guid[] ended = node.Ticket is { } ticket ? [ticket] : [];
        node.Ticket = null;
        _network.Add(new Reported(new ExposureReport(Id(node.Auction), node.Known, new Amount(node.Exposure), Running: true, node.Activation, ended)));
    }

    private void Outbid(Node node)
    {
        if (node.Exposure > 0 && node.OnTheWay is null && node.Ticket is null) node.OnTheWay = (node.Known, 0);
    }

    private void Kill(Node node, int how)
    {
        Killed++;
        var place = _nodes.IndexOf(node);
        if (how % 3 == 0) Write(node); // its commit had landed
        if (_nodes[place] != node) return;
        var next = Start(node.Auction);
        _nodes[place] = next;
        if (how % 2 == 0 && _nodes.Count < 2 * Auctions)
        {
            node.Killed = true; // a silo that was taken for dead and is not: it decides and writes on
            _nodes.Add(node);
        }
        else foreach (var lost in _network.Where(m => m is HoldSaid said && said.To == node).ToArray()) _network.Remove(lost);
    }

    private void KillBidder()
    {
        Killed++;
        _book = _stored;
        if (_busy is { } busy) Give(busy.Hold.From, busy.Hold.Request.Ticket);
        _busy = null;
    }

    private void Pass(TimeSpan time)
    {
        // A commit is no longer on its way after ten seconds; a silo that was taken for dead learns within that time that it is.
        foreach (var node in _nodes.Where(n => n.OnTheWay is not null && _now + time - n.AskedAt > ExposureLedger.TicketLife).ToArray()) Write(node);
        _now += time;
        foreach (var node in _nodes.Where(n => n.Killed && _now - n.AskedAt > ExposureLedger.TicketLife).ToArray()) _nodes.Remove(node);
    }
}
