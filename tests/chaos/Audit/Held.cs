using StackExchange.Redis;

namespace Sothebais.Tests.Chaos.Audit;

/// <summary>What Redis holds, read past the house.</summary>
/// <param name="Logs">The logs, by auction.</param>
/// <param name="Feed">The feed of the same auctions, in its order.</param>
public sealed record Held(IReadOnlyDictionary<string, IReadOnlyList<Entry>> Logs, IReadOnlyList<Entry> Feed)
{
    /// <summary>Reads it.</summary>
    /// <param name="redis">The connection.</param>
    /// <param name="auctions">Which auctions.</param>
    public static async Task<Held> Read(string redis, IReadOnlyCollection<string> auctions)
    {
        await using var connection = await ConnectionMultiplexer.ConnectAsync(redis);
        var database = connection.GetDatabase();
        var logs = new Dictionary<string, IReadOnlyList<Entry>>();
        foreach (var auction in auctions)
            logs[auction] = [.. (await database.StreamRangeAsync($"sothebais:auction:{auction}:log")).SelectMany(e => Events(auction, e.Values))];
        var feed = new List<Entry>();
        foreach (var entry in await database.StreamRangeAsync("sothebais:feed"))
        {
            var entity = (string)entry["entity"]!;
            if (entity.StartsWith("auction:", StringComparison.Ordinal) && logs.ContainsKey(entity["auction:".Length..])) feed.AddRange(Events(entity["auction:".Length..], entry.Values));
        }
        return new Held(logs, feed);
    }

    // Beside fields that say about what, each event stands under its sequence.
    private static IEnumerable<Entry> Events(string auction, NameValueEntry[] fields) =>
        fields.Where(f => long.TryParse((string)f.Name!, out _)).Select(f => Entry.Read(auction, (string)f.Value!));
}
