using Microsoft.AspNetCore.Mvc;
using Sothebais.Gateways.Defaults.Problems;
using Sothebais.GrainInterfaces.Webhooks;

namespace Sothebais.Gateways.EventHandler.Webhooks;

/// <summary>The one place where a webhook's refusals become codes and problem details.</summary>
internal static class WebhookAnswers
{
    /// <summary>The problem for a refusal.</summary>
    public static ProblemDetails Of(WebhookRefusal reason) => reason switch
    {
        WebhookRefusal.NotFound => NotFound(),
        WebhookRefusal.Exists => Problem.Of(409, "webhook-exists", "There is a webhook of that id already.", "Choose another id, or leave it out and take the house's."),
        WebhookRefusal.KeyReused => Problem.Of(422, "idempotency-key-reused", "This Idempotency-Key came before with another request.", "Use a new key for a new request."),
        WebhookRefusal.TooMany => Problem.Of(409, "too-many-webhooks", $"There are {IWebhookCatalogueGrain.Most:N0} webhooks at most.", "Remove one first."),
        WebhookRefusal.TooManySecrets => Problem.Of(409, "too-many-secrets", $"{IWebhookGrain.MostSecrets} secrets sign at once at most.", "Wait until an overlap ends, or rotate with an overlap of PT0S."),
        WebhookRefusal.SecretInUse => Problem.Of(409, "secret-in-use", "The webhook signs with this secret already.", "Rotate to another one."),
        WebhookRefusal.TooManyReplays => Problem.Of(409, "too-many-replays", $"{IWebhookGrain.MostReplays} replays run at once at most.", "Wait for one to end, or cancel it."),
        WebhookRefusal.ReplayNotFound => ReplayNotFound(),
        WebhookRefusal.ReplayEnded => Problem.Of(409, "replay-ended", "The replay has ended already.", "There is nothing to cancel."),
        _ => throw new InvalidOperationException($"No answer for {reason}."),
    };

    /// <summary>The problem for an id that is not there, or is none.</summary>
    public static ProblemDetails NotFound() => Problem.Of(404, "webhook-not-found", "There is no such webhook.", "No webhook has this id.");

    /// <summary>The problem for a replay that is not there, or no longer remembered.</summary>
    public static ProblemDetails ReplayNotFound() => Problem.Of(404, "replay-not-found", "There is no such replay.", $"No replay has this id. Of a webhook's replays that have ended the newest {IWebhookGrain.EndedReplays} are remembered.");
}
