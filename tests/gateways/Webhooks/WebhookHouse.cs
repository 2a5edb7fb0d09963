namespace Sothebais.Tests.Gateways.Webhooks;

/// <summary>A house in memory that delivers to loopback, tries three times within half a second, and waits a second for an answer.</summary>
public sealed class WebhookHouse : IAsyncLifetime
{
    /// <summary>How long a test waits for what must come.</summary>
    public static readonly TimeSpan Patience = Wait.Patience;

    private AllInOneHouse? _house;

    /// <summary>A client of it.</summary>
    public HouseClient Client { get; private set; } = null!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        _house = await AllInOneHouse.Start(null,
            "--Webhooks:AllowPrivateTargets=true", "--Webhooks:Timeout=00:00:01", "--Webhooks:Schedule:0=00:00:00", "--Webhooks:Schedule:1=00:00:00.2", "--Webhooks:Schedule:2=00:00:00.2");
        Client = new HouseClient(_house.At);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Client?.Dispose();
        if (_house is not null) await _house.DisposeAsync();
    }
}

/// <summary>The webhooks' addresses, as an admin calls them.</summary>
internal static class WebhookCalls
{
    public static async Task<Reply> Hook(this HouseClient house, HttpMethod method, string path, JsonNode? body = null, string? key = null) =>
        await house.Ask(method, house.At.On(4300, path), body is null ? null : Asking.Json(body.ToJsonString()), await house.Admin(), key is null ? [] : [("Idempotency-Key", key)]);

    public static Task<Reply> HookPost(this HouseClient house, string path, JsonNode? body = null, string? key = null) => house.Hook(HttpMethod.Post, path, body ?? new JsonObject(), key);

    /// <summary>Makes a webhook for one auction's events.</summary>
    public static async Task<(string Id, string Secret)> Subscribe(this HouseClient house, Receiver receiver, string subject, string? after = null)
    {
        var made = await house.HookPost("/webhooks", new JsonObject { ["url"] = receiver.Address.ToString(), ["subject"] = subject, ["after"] = after });
        Assert.True(made.Status == 201, made.Text);
        return ((string)made.Json["id"]!, (string)made.Json["secret"]!);
    }

    public static async Task<JsonNode> Webhook(this HouseClient house, string id) => (await house.Hook(HttpMethod.Get, $"/webhooks/{id}")).Json;

    /// <summary>Waits until a webhook stands in a way.</summary>
    public static async Task<JsonNode> Until(this HouseClient house, string id, string what, Func<JsonNode, bool> stands)
    {
        JsonNode? webhook = null;
        try
        {
            await Wait.Until(what, WebhookHouse.Patience, async () => stands(webhook = await house.Webhook(id)));
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"{e.Message} {webhook?.ToJsonString()}", e);
        }
        return webhook!;
    }
}
