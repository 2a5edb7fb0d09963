using Sothebais.GrainInterfaces.Webhooks;

namespace Sothebais.Grains.Webhooks;

/// <summary>Keeps the ids of all webhooks.</summary>
internal sealed class WebhookCatalogueGrain([PersistentState("ids", GrainStores.Default)] IPersistentState<WebhookCatalogueGrain.Listed> listed) : Grain, IWebhookCatalogueGrain
{
    public async Task<bool> Add(string id)
    {
        if (listed.State.Ids.Contains(id)) return true;
        if (listed.State.Ids.Length >= IWebhookCatalogueGrain.Most) return false;
        await Write([.. listed.State.Ids.Append(id).Order(StringComparer.Ordinal)]);
        return true;
    }

    public Task Remove(string id) => listed.State.Ids.Contains(id) ? Write([.. listed.State.Ids.Where(i => i != id)]) : Task.CompletedTask;

    public Task<string[]> Ids() => Task.FromResult(listed.State.Ids);

    private Task Write(string[] ids)
    {
        listed.State.Ids = ids;
        return listed.WriteOrLeave(this);
    }

    [GenerateSerializer, Alias("sothebais.webhook-catalogue")]
    internal sealed class Listed
    {
        [Id(0)] public string[] Ids { get; set; } = [];
    }
}
