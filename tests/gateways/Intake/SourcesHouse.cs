using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Sothebais.Tests.Gateways.Intake;

/// <summary>A house with several event sources, which may send 1,002 events at once and 501 a second.</summary>
public sealed class SourcesHouse : IAsyncLifetime
{
    /// <summary>What the source <c>signer</c> signs with, and what <c>other</c> does.</summary>
    public const string Secret = "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=", OtherSecret = "whsec_b3RoZXIgc2VjcmV0IG9mIHRoaXJ0eS10d28gYnl0ZXMhIQ==";

    /// <summary>The keys of three sources.</summary>
    public static readonly string[] Keys = [.. Enumerable.Range(0, 3).Select(i => $"evs_source{i}0123456789abcdef0123456789abcdef")];

    private AllInOneHouse? _house;

    /// <summary>Its doors.</summary>
    public HouseAddresses At => _house!.At;

    /// <summary>A client of it.</summary>
    public HouseClient Client { get; private set; } = null!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        _house = await AllInOneHouse.Start(
            null, [$"--EventSources:signer:Secret={Secret}", $"--EventSources:other:Secret={OtherSecret}", .. Keys.Select((key, i) => $"--EventSources:source-{i}:Key={key}"),
                "--RateLimits:Enabled=true", "--RateLimits:PerSecondForHouse=501"]);
        Client = new HouseClient(_house.At);
    }

    /// <summary>Sends a body signed as Standard Webhooks describes.</summary>
    public Task<Reply> SendSigned(string body, string secret = Secret, string source = "signer", TimeSpan age = default, string? sent = null, string type = "application/cloudevents+json", int port = 4300, string path = "/events",
        params (string Name, string Value)[] headers)
    {
        var at = DateTimeOffset.UtcNow.Subtract(age).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var mac = HMACSHA256.HashData(Convert.FromBase64String(secret["whsec_".Length..]), Encoding.UTF8.GetBytes($"msg_1.{at}.{body}"));
        return Client.Ask(
            HttpMethod.Post, At.On(port, $"{path}?source={source}"), Sending.Json(sent ?? body, type), null,
            [("webhook-id", "msg_1"), ("webhook-timestamp", at), ("webhook-signature", "v1," + Convert.ToBase64String(mac)), .. headers]);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Client?.Dispose();
        if (_house is not null) await _house.DisposeAsync();
    }
}
