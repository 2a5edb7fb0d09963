using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using Sothebais.Gateways.Admin.Console.Api;
using Sothebais.Gateways.Admin.Forwarding;
using Sothebais.Gateways.Defaults.Auctions;
using Sothebais.Gateways.Defaults.Bids;
using Sothebais.Gateways.Defaults.Streams;
using Sothebais.GrainInterfaces.Auctions;

namespace Sothebais.Gateways.Admin.Console.Room;

/// <summary>
/// Where an auction is run: what every viewer sees, from the same line, and the acts of the auctioneer, each by a key. One act goes after the other, in the
/// order in which they were pressed; none is dropped.
/// </summary>
public sealed partial class ControlRoom
{
    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(50); // so often a busy room is drawn; the eye takes no more
    private static readonly TimeSpan Armed = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan LateLook = TimeSpan.FromSeconds(1);
    private const int LateLooks = 20;
    private const int MostTries = 5; // of an act that is meant whatever is bid meanwhile

    private readonly SemaphoreSlim _turn = new(1);
    private RoomLine? _line;
    private Paddles _paddles = null!;
    private AbsenteePanel? _book;
    private ElementReference _paddle;
    private DotNetObjectReference<ControlRoom>? _self;
    private IJSObjectReference? _keys;
    private ITimer? _drawing;
    private int _drawAsked;

    private PublicView? _view;
    private RoomEvent[] _events = [];
    private long _sequence;
    private bool _live, _warned;
    private string? _reserve;
    private PublicStream[] _streams = [];
    private RoomAct? _armed;
    private long _armedAt, _armedSeen;
    private int? _nobodysPaddle;
    private string _said = "", _saidTone = "";
    private PublicLateBid[] _late = [];
    private int _lateLooks;

    [Inject] internal ServiceAddresses Services { get; set; } = null!;

    private IEnumerable<RoomAct> Acts => _view is { } view ? RoomAct.All.Where(a => a.Fits(view)) : [];

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        _paddles = new Paddles(Api, SaleId);
        await base.OnInitializedAsync();
        if (Gone.IsCancellationRequested) return; // another lot is on the page by now: nobody would close the line
        _line = new RoomLine(AuctionId, Services, Clock);
        _line.Changed += Draw;
        _line.Open();
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender) return;
        _self = DotNetObjectReference.Create(this);
        await using var module = await Js.InvokeAsync<IJSObjectReference>("import", "/console/room.js");
        _keys = await module.InvokeAsync<IJSObjectReference>("listen", _paddle, _self);
    }

    /// <inheritdoc />
    protected override TimeSpan? Every => TimeSpan.FromSeconds(30);

    /// <inheritdoc />
    protected override async Task Load(CancellationToken stopping)
    {
        _reserve = (await Api.Get<PublicView>($"auctions/{AuctionId}", stopping)).Reserve;
        _streams = [.. (await Api.Get<StreamList>("streams?limit=500", stopping)).Items.Where(s => s.AuctionId == AuctionId || (SaleId is not null && s.SaleId == SaleId))];
    }

    /// <summary>A key was pressed.</summary>
    [JSInvokable]
    public async Task Press(string key)
    {
        if (_view is not { } view) return;
        if (RoomAct.All.FirstOrDefault(a => a.Key == key && a.Fits(view)) is { } act) await Take(act);
        else if (key == "n" && CanCallNext) await CallNext();
        else if (key == "Escape") Disarm();
        else if (key.Length == 2 && key[0] == 'F' && _book?.BidOf(key) is { } left) await PlaceAbsentee(left);
        else if (key == "?") Say(string.Join("  ", RoomAct.All.Select(a => $"{a.Key.ToUpperInvariant()} {a.Name}").Append("N Next lot").Append("F1… absentee bids").Append("Esc leave it")), "");
        else if (RoomAct.All.FirstOrDefault(a => a.Key == key) is { } other) Say($"{other.Name}: not now, the lot is {view.Status.ToString().ToLowerInvariant()}.", "bad");
    }

    /// <summary>A paddle was typed.</summary>
    /// <param name="typed">What was typed; empty confirms what was asked.</param>
    [JSInvokable]
    public async Task Bid(string typed)
    {
        if (_view is not { } view) return;
        if (string.IsNullOrWhiteSpace(typed))
        {
            if (_armed is { } armed) await Take(armed);
            else if (_nobodysPaddle is { } nobodys) await InTurn(() => BidFor(new PaddleBid(nobodys, null), view, give: true));
            return;
        }
        Disarm();
        if (PaddleBid.Read(typed) is { } bid) await InTurn(() => BidFor(bid, view, give: false));
        else Say($"“{typed}” is no paddle. Type 7, or 7 1.5 for an amount of its own.", "bad");
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        Dispose();
        _drawing?.Dispose();
        _self?.Dispose();
        if (_line is not null) await _line.DisposeAsync();
        try
        {
            if (_keys is not null)
            {
                await _keys.InvokeVoidAsync("dispose");
                await _keys.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // the page is gone, and its keys with it
        }
        _turn.Dispose();
    }

    private async Task BidFor(PaddleBid bid, PublicView seen, bool give)
    {
        var bidder = await _paddles.Find(bid.Paddle, Gone);
        if (bidder is null && !give)
        {
            _nobodysPaddle = bid.Paddle;
            Say($"Paddle {bid.Paddle} is nobody’s. Enter gives it to a bidder in the room, and bids.", "warn");
            return;
        }
        bidder ??= await _paddles.Give(bid.Paddle, Gone);
        _nobodysPaddle = null;
        // No more than was called: where the price has moved meanwhile, the room is asked again.
        var request = new BidRequest { Amount = bid.Amount, Next = bid.Amount is null ? true : null, Limit = bid.Amount is null ? seen.MinimumBid : null, BidderId = bidder, Name = Paddles.NameOf(bidder, bid.Paddle) };
        var receipt = await Api.Send<PublicReceipt>(HttpMethod.Post, $"auctions/{AuctionId}/bids", request, stopping: Gone);
        Say($"Paddle {bid.Paddle}: {receipt.Amount} {seen.Currency}, {Outcome(receipt.Outcome)}.", receipt.Outcome == "outbid" ? "warn" : "good");
    }

    private Task PlaceAbsentee(PublicAbsenteeBid left) => InTurn(async () =>
    {
        var receipt = await Api.Send<PublicReceipt>(HttpMethod.Post, $"auctions/{AuctionId}/absentee-bids/{Uri.EscapeDataString(left.BidderId)}/place", stopping: Gone);
        Say($"{left.Name ?? left.BidderId}’s absentee bid is placed: {receipt.Amount} {_view?.Currency}, {Outcome(receipt.Outcome)}.", receipt.Outcome == "outbid" ? "warn" : "good");
        if (_book is not null) await _book.Refresh();
    });

    private async Task Take(RoomAct act)
    {
        if (_view is not { } view) return;
        if (act.Asks is { } asks && !(_armed == act && Clock.GetElapsedTime(_armedAt) < Armed))
        {
            (_armed, _armedAt, _armedSeen, _nobodysPaddle) = (act, Clock.GetTimestamp(), _sequence, null);
            Say($"{asks(view)} {act.Key.ToUpperInvariant()} again does it, Esc leaves it.", "warn");
            return;
        }
        // What was asked is what is done: for whom and for how much stood in the question.
        var seen = act.Asks is null ? _sequence : _armedSeen;
        Disarm();
        await InTurn(() => Ask(act, seen));
    }

    private async Task Ask(RoomAct act, long seen)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                var inSale = SaleId is not null && act.Verb == "reopen"; // the sale knows whether it has gone on
                if (inSale) await Api.Send(HttpMethod.Post, $"sales/{SaleId}/undo", new { }, stopping: Gone);
                else await Api.Send(HttpMethod.Post, $"auctions/{AuctionId}/{act.Verb}", act.Body(seen), stopping: Gone);
                Say($"{act.Name}: done.", "good");
                await OnSaleMoved.InvokeAsync();
                return;
            }
            catch (HouseRefused no) when (no.Problem.Code == "conflict")
            {
                var since = await Meanwhile(seen);
                if (act.Yields && tries < MostTries && since.Length > 0 && since.All(e => e.IsBidding))
                {
                    seen = since[^1].Sequence;
                    continue;
                }
                var told = since.Length == 0 ? "something else happened" : string.Join(" ", since.TakeLast(3).Select(e => e.Says(_view?.Currency ?? "")));
                Say($"{act.Name}: not done. Meanwhile: {told}", "bad");
                return;
            }
        }
    }

    // The answer may be here before the line has told of what it rests on.
    private async Task<RoomEvent[]> Meanwhile(long seen)
    {
        for (var looks = 0; looks < 40; looks++)
        {
            if (_line!.Look(p => p.Since(seen)) is { Length: > 0 } since) return since;
            await Task.Delay(TimeSpan.FromMilliseconds(50), Clock, Gone);
        }
        return [];
    }

    private Task CallNext() => InTurn(async () =>
    {
        await Api.Send(HttpMethod.Post, $"sales/{SaleId}/next", new { }, stopping: Gone);
        await OnSaleMoved.InvokeAsync();
    });

    // One after the other, in the order of the presses.
    private async Task InTurn(Func<Task> act)
    {
        try
        {
            await _turn.WaitAsync(Gone);
        }
        catch (OperationCanceledException)
        {
            return; // another lot is up, and this room is gone
        }
        try
        {
            await act();
        }
        catch (OperationCanceledException) when (Gone.IsCancellationRequested)
        {
            // as above
        }
        catch (HouseRefused no)
        {
            Say(no.Problem.Code == "over-limit" ? $"The price has moved: it asks {no.Problem.Fact("minimumBid") ?? _view?.MinimumBid} now." : no.Problem.Line, "bad");
        }
        catch (HouseAway away)
        {
            Say($"{away.Message} Whether it was done is seen when the house is back.", "bad");
        }
        finally
        {
            if (!Gone.IsCancellationRequested) _turn.Release();
        }
    }

    private void Disarm()
    {
        (_armed, _nobodysPaddle) = (null, null);
        Say("", "");
    }

    private void Say(string words, string tone)
    {
        (_said, _saidTone) = (words, tone);
        if (!Gone.IsCancellationRequested) _ = InvokeAsync(StateHasChanged);
    }

    private void Draw()
    {
        if (Interlocked.Exchange(ref _drawAsked, 1) == 1) return;
        _drawing?.Dispose();
        _drawing = Clock.CreateTimer(_ => _ = InvokeAsync(DrawNow), null, Frame, Timeout.InfiniteTimeSpan);
    }

    private void DrawNow()
    {
        Volatile.Write(ref _drawAsked, 0);
        if (Gone.IsCancellationRequested || _line is null) return;
        var (before, seen) = (_view?.Status, _sequence);
        (_view, _events, _sequence, _warned) = _line.Look(p => (p.View, p.Sequence == seen && _events.Length > 0 ? _events : [.. p.Events.Take(60)], p.Sequence, p.IsWarned));
        _live = _line.IsLive;
        if (_armed is { } armed && _view is not null && !armed.Fits(_view)) Disarm();
        if (before == AuctionStatus.Open && _view?.Status is AuctionStatus.Sold or AuctionStatus.Unsold) _ = LookForLateBids();
        if (before is not null && before != _view?.Status) _ = OnSaleMoved.InvokeAsync();
        if (_view?.Status == AuctionStatus.Open) _late = [];
        StateHasChanged();
    }

    private async Task LookForLateBids()
    {
        if (_lateLooks > 0) return;
        try
        {
            for (_lateLooks = LateLooks; _lateLooks > 0 && _view?.Status is AuctionStatus.Sold or AuctionStatus.Unsold; _lateLooks--)
            {
                var late = (await Api.Get<LateBidList>($"auctions/{AuctionId}/late-bids", Gone)).Items;
                if (late.Length != _late.Length) await InvokeAsync(() => { _late = late; StateHasChanged(); });
                await Task.Delay(LateLook, Clock, Gone);
            }
        }
        catch (Exception e) when (e is HouseRefused or HouseAway or OperationCanceledException)
        {
            // an alert that does not come is in the record all the same
        }
        finally
        {
            _lateLooks = 0;
        }
    }

    private static string Outcome(string outcome) => outcome switch { "leading" => "leads", "outbid" => "was outbid at once", "won" => "won", _ => outcome };

    private static string Seconds(TimeSpan late) => late < TimeSpan.FromSeconds(10) ? string.Create(CultureInfo.InvariantCulture, $"{late.TotalSeconds:0.0} s") : string.Create(CultureInfo.InvariantCulture, $"{late.TotalSeconds:0} s");
}
