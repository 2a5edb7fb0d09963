using System.ComponentModel;
using System.Diagnostics;
using System.Text;

namespace Sothebais.Tests.Gateways.Webhooks;

/// <summary>The receivers' own library (npm: standardwebhooks).</summary>
internal static class StandardWebhooks
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly string Folder = Path.Combine(Programs.Root, "tests/gateways/event-clients");

    /// <summary>What it says of deliveries, each with the secret that it is verified with.</summary>
    public static async Task<JsonArray> Say(params (string Secret, Receiver.Delivery Delivery)[] deliveries)
    {
        if (!File.Exists(Path.Combine(Folder, "node_modules/standardwebhooks/package.json")))
            throw new InvalidOperationException("The library is missing: run npm ci in tests/gateways/event-clients (tests/run.sh does).");
        var question = new JsonArray([.. deliveries.Select(d => new JsonObject
        {
            ["secret"] = d.Secret,
            ["id"] = d.Delivery.Id,
            ["timestamp"] = d.Delivery.Timestamp,
            ["signature"] = d.Delivery.Signature,
            ["body"] = Encoding.UTF8.GetString(d.Delivery.Body),
        })]);
        var start = new ProcessStartInfo("node", ["webhooks.mjs"])
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
        };
        using var node = new Process { StartInfo = start };
        try
        {
            node.Start();
        }
        catch (Win32Exception e)
        {
            throw new InvalidOperationException("node is missing: install Debian's nodejs and npm (tests/run.sh does).", e);
        }
        using var timeout = new CancellationTokenSource(Patience);
        var (answer, complaint) = (node.StandardOutput.ReadToEndAsync(timeout.Token), node.StandardError.ReadToEndAsync(timeout.Token));
        await node.StandardInput.WriteAsync(question.ToJsonString());
        node.StandardInput.Close();
        await node.WaitForExitAsync(timeout.Token);
        return node.ExitCode == 0 ? JsonNode.Parse(await answer)!.AsArray() : throw new InvalidOperationException($"webhooks.mjs failed: {await complaint}");
    }
}
