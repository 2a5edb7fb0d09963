using System.Globalization;
using System.Text.Json.Nodes;
using Sothebais.Tests.Chaos.House;

namespace Sothebais.Tests.Chaos.Load;

/// <summary>Who follows the whole house as long as it stands: one over server-sent events, one that webhooks are sent to.</summary>
public sealed class Followers : IAsyncDisposable
{
    private const string Type = "com.sothebais.auction";
    private readonly CancellationTokenSource _ending = new();
    private readonly FeedObserver _feed;
    private readonly Receiver _receiver;
    private Task _following = Task.CompletedTask;

    private Followers(FeedObserver feed, Receiver receiver) => (_feed, _receiver) = (feed, receiver);

    /// <summary>Begins with a house that is new.</summary>
    public static async Task<Followers> Begin(ChaosHouse house, Client client, int seed)
    {
        var random = new Random(seed);
        var receiver = await Receiver.Start((http, _) =>
        {
            lock (random) http.Response.StatusCode = random.Next(50) == 0 ? 503 : 204;
            return Task.CompletedTask;
        });
        var followers = new Followers(new FeedObserver(house.At), receiver);
        await client.Must(HttpMethod.Post, house.At.On(4300, "/webhooks"), new JsonObject { ["id"] = "chaos", ["url"] = $"{receiver.Address}", ["type"] = Type });
        followers._following = Line.Keep(() => followers._feed.Connect(after: "0"), () => followers._feed.Ended, followers._ending.Token);
        return followers;
    }

    /// <summary>What came of an auction over server-sent events.</summary>
    public IReadOnlyList<Seen> Streamed(string auction) => [.. _feed.Events.Where(e => (string?)e["subject"] == auction).Select(Read)];

    /// <summary>What came of an auction to the webhook's receiver, and was taken.</summary>
    public IReadOnlyList<Seen> Delivered(string auction) =>
        [.. _receiver.Took.Select(d => JsonNode.Parse(d.Body)!).Where(e => (string?)e["subject"] == auction).Select(Read)];

    /// <summary>Whether something came that says: there is no way on from here.</summary>
    public bool WasReset => !_feed.Named.IsEmpty;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _following;
        await _feed.DisposeAsync();
        await _receiver.DisposeAsync();
        _ending.Dispose();
    }

    private static Seen Read(JsonNode cloudEvent) =>
        new(long.Parse((string)cloudEvent["sequence"]!, CultureInfo.InvariantCulture), (string?)cloudEvent["data"]?["kind"]);
}
