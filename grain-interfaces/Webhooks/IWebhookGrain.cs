using Orleans.Concurrency;

namespace Sothebais.GrainInterfaces.Webhooks;

/// <summary>
/// A webhook: where events are delivered, and how far each of its lanes has come. It delivers nothing itself: an event handler takes a lease on it, delivers,
/// and reports. One holder at a time; what an earlier one reports late is refused by its epoch. Its key: the webhook's id.
/// </summary>
[Alias("sothebais.IWebhookGrain")]
public interface IWebhookGrain : IGrainWithStringKey
{
    /// <summary>How long a lease lasts without being renewed.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(10);

    /// <summary>How many replays may run at once.</summary>
    public const int MostReplays = 10;

    /// <summary>How many replays that have ended are remembered.</summary>
    public const int EndedReplays = 20;

    /// <summary>How many secrets may sign at once.</summary>
    public const int MostSecrets = 4;

    /// <summary>Carries out a command. Repeating it under the same key has the effect of one.</summary>
    [Alias("Execute")]
    Task<WebhookAnswer> Execute(WebhookCommand command);

    /// <summary>How it stands; null where there is none of this id.</summary>
    [Alias("View")]
    Task<WebhookView?> View();

    /// <summary>Where it delivers and what it signs with; null where there is none of this id.</summary>
    [Alias("Target")]
    Task<WebhookTarget?> Target();

    /// <summary>Takes the lease, or renews it.</summary>
    /// <param name="holder">Whose it becomes: a name that no other process ever has.</param>
    /// <param name="observer">Who is told of changes.</param>
    /// <param name="disableAfter">For how long nothing may have been delivered before the webhook is disabled.</param>
    [Alias("Take")]
    Task<WebhookLease> Take(string holder, IWebhookObserver observer, TimeSpan disableAfter);

    /// <summary>Keeps how far the holder has come, durably.</summary>
    /// <param name="epoch">The holder's epoch.</param>
    /// <param name="progress">How far, by lane; what no longer runs is passed over.</param>
    /// <returns>Whether it was kept: false tells a holder of another epoch to stop.</returns>
    [Alias("Report")]
    Task<bool> Report(long epoch, LaneReport[] progress);

    /// <summary>Gives the lease back.</summary>
    [Alias("Leave")]
    Task Leave(long epoch);
}

/// <summary>An event handler that holds leases on webhooks.</summary>
[Alias("sothebais.IWebhookObserver")]
public interface IWebhookObserver : IGrainObserver
{
    /// <summary>A webhook is no longer as it was. Nobody waits for it.</summary>
    [OneWay, Alias("Changed")]
    Task Changed(string webhookId);
}

/// <summary>The ids of all webhooks. One key: 0.</summary>
[Alias("sothebais.IWebhookCatalogueGrain")]
public interface IWebhookCatalogueGrain : IGrainWithIntegerKey
{
    /// <summary>How many webhooks there may be.</summary>
    public const int Most = 1_000;

    /// <summary>Adds an id; one that is there stays.</summary>
    /// <returns>False where there are <see cref="Most"/> others.</returns>
    [Alias("Add")]
    Task<bool> Add(string id);

    /// <summary>Takes an id away, where it is there.</summary>
    [Alias("Remove")]
    Task Remove(string id);

    /// <summary>All ids, sorted.</summary>
    [Alias("Ids")]
    Task<string[]> Ids();
}
