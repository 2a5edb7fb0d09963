using Microsoft.Extensions.Logging;
using Sothebais.GrainInterfaces.Intake;
using Sothebais.GrainInterfaces.Webhooks;

namespace Sothebais.Grains.Webhooks;

/// <summary>The lease: who delivers, and what they report. The epoch is stored, the rest lives with the activation: a grain that moved knows no holder, but fences older ones.</summary>
internal sealed partial class WebhookGrain
{
    private string? _holder;
    private IWebhookObserver? _observer;
    private DateTimeOffset _until;
    private TimeSpan _disableAfter = TimeSpan.FromDays(5); // until a holder says otherwise

    public async Task<WebhookLease> Take(string holder, IWebhookObserver observer, TimeSpan disableAfter)
    {
        if (Webhook is null)
        {
            // Left by a creation or a removal that did not come to its end.
            await Catalogue.Remove(Id);
            LeaveIfNothingHere();
            return new WebhookLease(LeaseState.Gone);
        }
        var now = clock.GetUtcNow();
        if (_holder is not null && _holder != holder && _until > now) return new WebhookLease(LeaseState.Held, Until: _until);
        if (_holder != holder) await Write(Webhook with { Epoch = Webhook.Epoch + 1 });
        (_holder, _observer, _until, _disableAfter) = (holder, observer, clock.GetUtcNow() + IWebhookGrain.Lease, disableAfter);
        await KeepNotice();
        return new WebhookLease(LeaseState.Yours, Webhook.Work());
    }

    public async Task<bool> Report(long epoch, LaneReport[] progress)
    {
        if (Webhook is null || Webhook.Epoch != epoch) return false;
        var after = LaneRules.Take(Webhook, progress, _disableAfter, clock.GetUtcNow());
        if (after.Disabled is { } why && Webhook.Disabled is null)
        {
            Disabled(Id, why.Reason, why.Since);
            after = after with { Notice = DisabledNotice.Of(Id, after) };
        }
        var terms = Webhook.Terms;
        await Write(after);
        if (after.Terms == terms) return true;
        TellHolder();
        await KeepNotice();
        return true;
    }

    public Task Leave(long epoch)
    {
        if (Webhook?.Epoch == epoch) (_holder, _observer) = (null, null);
        return Task.CompletedTask;
    }

    private void TellHolder() => _observer?.Changed(Id).Ignore();

    // Stored with the change that it tells of, and again with the next lease where the feed does not take it now: it is never lost, and its id makes it one.
    private async Task KeepNotice()
    {
        if (Webhook?.Notice is not { } notice) return;
        try
        {
            await GrainFactory.GetGrain<IIntakeGrain>(0).Keep([notice]);
        }
        catch (Exception e)
        {
            NotTold(Id, e);
            return;
        }
        await Write(Webhook with { Notice = null });
    }

    [LoggerMessage(LogLevel.Warning, "Webhook {Webhook} is disabled: {Reason}; nothing was delivered since {Since:O}.")]
    private partial void Disabled(string webhook, string reason, DateTimeOffset? since);

    [LoggerMessage(LogLevel.Warning, "Webhook {Webhook}: the feed has yet to take the event that it is disabled.")]
    private partial void NotTold(string webhook, Exception e);
}
