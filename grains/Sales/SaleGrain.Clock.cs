using Microsoft.Extensions.Logging;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.Grains.Outages;

namespace Sothebais.Grains.Sales;

/// <summary>
/// What time does to a sale. A timer is precise and dies with the activation; an alarm is seen by every silo within two seconds, and may be lost with a write;
/// a reminder survives any crash and ticks by the minute; every activation looks, too. None of them decides: they wake the grain, and the rule reads the clock.
/// </summary>
internal sealed partial class SaleGrain
{
    private const string ReminderName = "clock";
    private const int FewLots = 10;
    private static readonly TimeSpan ReminderPeriod = TimeSpan.FromMinutes(1); // Orleans takes none shorter
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(1);
    private static readonly TimeSpan AgainAfter = TimeSpan.FromSeconds(1);

    // Lots say when something happens to them. Their word may be lost: so the sale looks by itself, often where there is little to look at.
    private static readonly TimeSpan LookAtFew = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LookAtMany = TimeSpan.FromMinutes(1);

    private IGrainTimer? _timer;
    private bool _reminded;

    public async Task Wake()
    {
        await Wake(auctionId: null);
        if (_sale?.IsLive != true) await alarms.Clear(Alarm);
        LeaveIfNothingHere();
    }

    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        await Wake(auctionId: null);
        if (_sale?.IsLive == true) return;
        if (await this.GetReminder(reminderName) is { } reminder) await this.UnregisterReminder(reminder);
        _reminded = false;
        LeaveIfNothingHere();
    }

    public async Task Heard(string auctionId)
    {
        if (_sale?.Lots.ContainsKey(auctionId) == true) await Wake(auctionId);
        LeaveIfNothingHere();
    }

    /// <summary>Now, never before the sale's newest event.</summary>
    private DateTimeOffset Now()
    {
        var now = clock.GetUtcNow();
        return _sale is { } sale && sale.At > now ? sale.At : now;
    }

    // Nobody waits for this, so what goes wrong is for the log; the timer tries again.
    private async Task Wake(string? auctionId)
    {
        if (_sale is null || _inDoubt) return;
        try
        {
            if (auctionId is not null) await Look([auctionId]);
            await Advance(look: auctionId is null);
        }
        catch (Exception e)
        {
            NotAdvanced(Id, _sale.Sequence, e);
            if (!_inDoubt) SetTimer(AgainAfter);
            return;
        }
        SetTimer();
    }

    /// <summary>Finishes what was decided and lets happen what is due, until nothing is.</summary>
    /// <param name="look">Whether to look at the running lots first.</param>
    /// <exception cref="OutcomeUnknownException">An auction did not answer: what was decided stays decided, and is asked again.</exception>
    private async Task Advance(bool look)
    {
        if (_inDoubt) throw Unknown();
        // Each round imports, directs or opens at least one lot, or ends the sale; with what can be undone and refused on the way, no more than this.
        for (var rounds = 0; rounds < 4 * Sale.MostLots; rounds++)
        {
            if (_sale!.Directed.Any()) await DirectLots();
            else if (_sale.Import is not null) await MakeLots();
            else if (look)
            {
                look = false;
                await Look([.. _sale.Running.Select(l => l.AuctionId)]);
            }
            else if (SaleRules.Due(_sale, Now()) is { Count: > 0 } due) await Commit(due);
            else return;
        }
    }

    private void SetTimer()
    {
        if (_sale is not { IsLive: true } sale || _inDoubt) return;
        if (sale.Directed.Any()) SetTimer(AgainAfter);
        else if (sale.Import is not null) SetTimer(TimeSpan.Zero);
        else
        {
            var running = sale.Running.Count();
            var look = running == 0 ? LongestTimer : running <= FewLots ? LookAtFew : LookAtMany;
            var due = SaleRules.Deadline(sale, Now()) is { } at ? at - clock.GetUtcNow() : LongestTimer;
            SetTimer(due < look ? due : look);
        }
    }

    private void SetTimer(TimeSpan due)
    {
        due = due < TimeSpan.Zero ? TimeSpan.Zero : due > LongestTimer ? LongestTimer : due;
        _ = SetAlarm(clock.GetUtcNow() + due);
        if (_timer is null) _timer = this.RegisterGrainTimer(_ => Wake(auctionId: null), new GrainTimerCreationOptions(due, Timeout.InfiniteTimeSpan) { KeepAlive = true });
        else _timer.Change(due, Timeout.InfiniteTimeSpan);
    }

    private Alarm Alarm => new(AlarmOf.Sale, Id);

    // Nothing depends on it: the reminder comes, too.
    private async Task SetAlarm(DateTimeOffset due)
    {
        try
        {
            await alarms.Set(Alarm, due);
        }
        catch (Exception e)
        {
            NoAlarm(Id, e);
        }
    }

    // Before the commit that needs it: a reminder without a need is harmless, a deadline without a reminder is not.
    private async Task KeepReminder()
    {
        if (_reminded) return;
        await this.RegisterOrUpdateReminder(ReminderName, ReminderPeriod, ReminderPeriod);
        _reminded = true;
    }

    [LoggerMessage(LogLevel.Warning, "Sale {Sale}: when it is due could not be noted.")]
    private partial void NoAlarm(string sale, Exception e);

    [LoggerMessage(LogLevel.Warning, "Sale {Sale} at {Sequence} could not go on; it tries again.")]
    private partial void NotAdvanced(string sale, long sequence, Exception e);
}
