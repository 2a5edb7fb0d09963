using Microsoft.Extensions.Logging;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.Grains.Outages;

namespace Sothebais.Grains.Auctions;

/// <summary>
/// What time does to an auction. A timer is precise and dies with the activation; an alarm is seen by every silo within two seconds, and may be lost with a
/// write; a reminder survives any crash and ticks by the minute; every activation looks, too. None of them closes an auction: they wake the grain, and the
/// rule reads the clock.
/// </summary>
internal sealed partial class AuctionGrain
{
    private const string ReminderName = "clock";
    private static readonly TimeSpan ReminderPeriod = TimeSpan.FromMinutes(1); // Orleans takes none shorter
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(1);

    private IGrainTimer? _timer;
    private DateTimeOffset? _timerAt;
    private bool _reminded;
    private DateTimeOffset? _lookedFor; // the due close before which it was asked whether the house had been away
    private Task? _looking;
    private DateTimeOffset? _outageSeen; // the end of the newest outage of which it is known what it means here

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        await CheckClock();
        if (_auction is { Status: AuctionStatus.Draft or AuctionStatus.Scheduled or AuctionStatus.Open or AuctionStatus.Paused }) return;
        _reminded = false; // whoever reopens it meanwhile asks for it anew
        if (await this.GetReminder(reminderName) is { } reminder && !_reminded) await this.UnregisterReminder(reminder);
    }

    public async Task Recover()
    {
        await MakeOutagesGood();
        await Durable();
    }

    public async Task Wake()
    {
        await CheckClock();
        if (AuctionRules.DueAt(_auction, house.Value) is { } dueAt) await alarms.Set(Alarm, dueAt);
        else await alarms.Clear(Alarm);
        LeaveIfNothingHere();
    }

    /// <summary>Now, never before the auction's newest event: a clock that is set back neither reopens nor reorders anything.</summary>
    private DateTimeOffset Now()
    {
        var now = clock.GetUtcNow();
        return _auction is { } auction && auction.At > now ? auction.At : now;
    }

    private bool IsDue() => AuctionRules.DueAt(_auction, house.Value) <= Now();

    private async Task CheckClock()
    {
        await LookBeforeClosing();
        BringAbout();
        await Durable();
    }

    /// <summary>
    /// Asks the log's own store, once a close is due, whether bids could be taken until now. Without the answer no close is decided: a hammer that waits in the
    /// socket of a store that hangs would fall as soon as it goes on, and nobody could have bid meanwhile. To be awaited last before <see cref="BringAbout"/>.
    /// </summary>
    private ValueTask LookBeforeClosing()
    {
        return IsToBeLookedFor(Now()) ? new(_looking ??= Look()) : default;

        async Task Look()
        {
            await Task.Yield(); // entered before it is left
            try
            {
                await MakeOutagesGood();
            }
            finally
            {
                _looking = null;
            }
        }
    }

    private bool IsToBeLookedFor(DateTimeOffset now) =>
        _auction?.Status == AuctionStatus.Open && AuctionRules.DueAt(_auction, house.Value) is { } dueAt && dueAt <= now && dueAt != _lookedFor;

    /// <summary>Lets happen what is due, and says what time it is. A close that became due since <see cref="LookBeforeClosing"/> stays due.</summary>
    private DateTimeOffset BringAbout()
    {
        var now = Now();
        while (!IsToBeLookedFor(now) && AuctionRules.Due(_auction, now, house.Value) is { } due) Append(due);
        return now;
    }

    /// <summary>Makes outages good that are news here.</summary>
    /// <param name="arriving">Whether the auction has just come to this silo: then others' outages are news, too.</param>
    private async Task MakeOutagesGood(bool arriving = false)
    {
        if (_auction?.Status != AuctionStatus.Open) return;
        var due = AuctionRules.DueAt(_auction, house.Value) is { } dueAt && dueAt <= Now() ? dueAt : _lookedFor;
        var newest = await life.Give();
        if (arriving || newest > _auction?.OpensAt && newest != _outageSeen)
        {
            foreach (var outage in await pulse.TakeOver(Entity, Silo))
            {
                if (_auction is not { Status: AuctionStatus.Open } auction || AuctionRules.MakeGood(auction, outage, Now(), house.Value) is not { } moved) continue;
                MadeGood(Id, moved.Sequence, outage.From, outage.To, moved.ClosesAt);
                Append(moved);
            }
            _outageSeen = newest;
        }
        _lookedFor = due;
    }

    private Alarm Alarm => new(AlarmOf.Auction, Id);

    private string Silo => silo.SiloAddress.ToParsableString();

    /// <summary>After a commit: sets the timer, and enters or leaves the auctions that run here.</summary>
    private void FollowClock()
    {
        var open = _durable?.Status == AuctionStatus.Open;
        if (!open) _timerAt = null; // the alarm goes: coming back it is set again
        if (open ? running.Enter(Id, _durable!.ClosesAt) : running.Remove(Id))
        {
            HouseMetrics.OpenChanged(open ? 1 : -1);
            _ = Tell(() => open ? pulse.TakeOver(Entity, Silo) : Task.WhenAll(pulse.Release(Entity, Silo), alarms.Clear(Alarm)));
            if (!open && _durable is { Status: AuctionStatus.Sold or AuctionStatus.Unsold, ClosesAt: { } closedAt })
                HouseMetrics.Closed(clock.GetUtcNow() - closedAt - (_durable.At > closedAt ? house.Value.Grace : TimeSpan.Zero)); // the auctioneer's own falls at once
        }
        SetTimer();
    }

    // A deadline that moves later (a soft close does so at every bid) leaves the timer alone: it fires, finds nothing due, and is set again.
    private void SetTimer()
    {
        if (AuctionRules.DueAt(_auction, house.Value) is not { } dueAt || dueAt >= _timerAt) return;
        var due = dueAt - clock.GetUtcNow();
        due = due < TimeSpan.Zero ? TimeSpan.Zero : due > LongestTimer ? LongestTimer : due;
        _timerAt = dueAt;
        if (_timer is null)
            _timer = this.RegisterGrainTimer(OnTimer, new GrainTimerCreationOptions(due, Timeout.InfiniteTimeSpan) { Interleave = true, KeepAlive = true });
        else
            _timer.Change(due, Timeout.InfiniteTimeSpan);
        _ = Tell(() => alarms.Set(Alarm, dueAt));
    }

    private async Task OnTimer(CancellationToken stopping)
    {
        _timerAt = null;
        await CheckClock();
        SetTimer();
    }

    /// <summary>Tells the other silos something that is of use to them and nothing depends on.</summary>
    private async Task Tell(Func<Task> what)
    {
        try
        {
            await what();
        }
        catch (Exception e)
        {
            NotTold(Id, e); // the log itself will fail the next commit if Redis is gone
        }
    }

    // Before the commit that needs it: a reminder without a need is harmless, a deadline without a reminder is not.
    private async Task KeepReminder()
    {
        if (_reminded) return;
        await this.RegisterOrUpdateReminder(ReminderName, ReminderPeriod, ReminderPeriod);
        _reminded = true;
    }

    [LoggerMessage(LogLevel.Warning, "Auction {Auction} at {Sequence}: no bids could be taken from {From} to {To}; the close moves to {ClosesAt}.")]
    private partial void MadeGood(string auction, long sequence, DateTimeOffset from, DateTimeOffset to, DateTimeOffset? closesAt);

    [LoggerMessage(LogLevel.Warning, "Auction {Auction}: who runs it, or when it is due, could not be noted.")]
    private partial void NotTold(string auction, Exception e);
}
