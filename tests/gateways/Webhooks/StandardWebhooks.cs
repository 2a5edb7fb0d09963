using System.Text;

namespace Sothebais.Tests.Gateways.Webhooks;

/// <summary>The receivers' own library (npm: standardwebhooks).</summary>
internal static class StandardWebhooks
{
    /// <summary>What it says of deliveries, each with the secret that it is verified with.</summary>
    public static async Task<JsonArray> Say(params (string Secret, Receiver.Delivery Delivery)[] deliveries) =>
        (await Node.Run("event-clients", "standardwebhooks", "webhooks.mjs", new JsonArray([.. deliveries.Select(d => new JsonObject
        {
            ["secret"] = d.Secret,
            ["id"] = d.Delivery.Id,
            ["timestamp"] = d.Delivery.Timestamp,
            ["signature"] = d.Delivery.Signature,
            ["body"] = Encoding.UTF8.GetString(d.Delivery.Body),
        })]))).AsArray();
}
