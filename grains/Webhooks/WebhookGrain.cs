using Microsoft.Extensions.Logging;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Webhooks;
using Sothebais.Grains.Auctions;

namespace Sothebais.Grains.Webhooks;

/// <summary>
/// Keeps one webhook: asks the rules, stores, tells the holder. It decides nothing itself. Not reentrant: one thing at a time. Who delivers:
/// WebhookGrain.Holders.cs.
/// </summary>
internal sealed partial class WebhookGrain(
    [PersistentState("webhook", GrainStores.Default)] IPersistentState<WebhookGrain.Stored> stored, TimeProvider clock, ILogger<WebhookGrain> logger) : Grain, IWebhookGrain
{
    private string Id => this.GetPrimaryKeyString();

    private Webhook? Webhook => stored.State.Webhook;

    private IWebhookCatalogueGrain Catalogue => GrainFactory.GetGrain<IWebhookCatalogueGrain>(0);

    public async Task<WebhookAnswer> Execute(WebhookCommand command)
    {
        if (Webhook?.Used.FirstOrDefault(u => u.Key == AnswerBook.KeyOf(command.Origin)) is { } used)
            return used.Body == command.Origin.Body ? Done(command, used.Lane) : new WebhookAnswer.Refused(WebhookRefusal.KeyReused);
        if (command is RemoveWebhook) return await Remove(command.Origin);
        var (after, refusal) = WebhookRules.Decide(Webhook, command, clock.GetUtcNow());
        if (refusal is null && command is CreateWebhook && !await Catalogue.Add(Id)) refusal = WebhookRefusal.TooMany;
        if (refusal is { } reason)
        {
            LeaveIfNothingHere();
            return new WebhookAnswer.Refused(reason);
        }
        var lane = command switch { ReplayToWebhook => after!.NextLane - 1, CancelReplay cancel => cancel.Lane, _ => 0 };
        await Write(WebhookRules.Note(after!, command, lane));
        Changed(Id, command.GetType().Name, command.Origin.By, command.Origin.Request);
        TellHolder();
        return Done(command, lane);
    }

    public Task<WebhookView?> View()
    {
        LeaveIfNothingHere();
        return Task.FromResult(Webhook?.View(Id, clock.GetUtcNow()));
    }

    public Task<WebhookTarget?> Target()
    {
        LeaveIfNothingHere();
        return Task.FromResult(Webhook?.Target());
    }

    private WebhookAnswer.Done Done(WebhookCommand command, int lane)
    {
        var secret = command is CreateWebhook or RotateWebhook ? Webhook!.Secrets.FirstOrDefault(s => s.Key == AnswerBook.KeyOf(command.Origin))?.Secret.Text : null;
        return new WebhookAnswer.Done(Webhook!.View(Id, clock.GetUtcNow()), secret, lane);
    }

    private async Task<WebhookAnswer> Remove(Origin origin)
    {
        if (Webhook is null)
        {
            LeaveIfNothingHere();
            return new WebhookAnswer.Refused(WebhookRefusal.NotFound);
        }
        // What is left in the catalogue, should this end in between, whoever looks for work takes out.
        await Storing(stored.ClearStateAsync);
        stored.State.Webhook = null;
        Changed(Id, nameof(RemoveWebhook), origin.By, origin.Request);
        TellHolder();
        await Catalogue.Remove(Id);
        DeactivateOnIdle();
        return new WebhookAnswer.Removed();
    }

    private Task Write(Webhook after)
    {
        stored.State.Webhook = after;
        return Storing(stored.WriteStateAsync);
    }

    private async Task Storing(Func<Task> store)
    {
        try
        {
            await store();
        }
        catch (Exception e)
        {
            NotStored(Id, e);
            DeactivateOnIdle(); // stored or not? the next activation reads it
            throw new OutcomeUnknownException("The store did not confirm; retry with the same key.");
        }
    }

    // Asking for what does not exist must not fill the memory with activations.
    private void LeaveIfNothingHere()
    {
        if (Webhook is null) DeactivateOnIdle();
    }

    [GenerateSerializer, Alias("sothebais.webhook-stored")]
    internal sealed class Stored
    {
        [Id(0)] public Webhook? Webhook { get; set; }
    }

    [LoggerMessage(LogLevel.Information, "Webhook {Webhook}: {Command} by {By}, request {Request}.")]
    private partial void Changed(string webhook, string command, string by, string? request);

    [LoggerMessage(LogLevel.Error, "Webhook {Webhook}: the store did not confirm a write; starting again from what it holds.")]
    private partial void NotStored(string webhook, Exception e);
}
