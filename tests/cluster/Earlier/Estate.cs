using System.Text.Json.Nodes;
using Sothebais.Tests.Harness;
using StackExchange.Redis;

namespace Sothebais.Tests.Cluster.Earlier;

/// <summary>
/// What an earlier house left: all that stood in its Redis but the rows of its processes, and what it answered last. A text, one line each: comments, commands of
/// Redis as lists of words (bytes that are no text in base64), and answers as objects.
/// </summary>
internal sealed class Estate
{
    private readonly List<JsonArray> _commands = [];

    private Estate(string[] lines)
    {
        foreach (var line in lines.Where(l => !l.StartsWith('#')))
        {
            if (JsonNode.Parse(line) is JsonArray command) _commands.Add(command);
            else Answers.Add(JsonNode.Parse(line)!.AsObject());
        }
    }

    /// <summary>What it answered: to a <c>get</c> at a <c>port</c> it <c>says</c>.</summary>
    public List<JsonObject> Answers { get; } = [];

    /// <summary>The auctions of which it has a log.</summary>
    public IEnumerable<string> Auctions => Logs.Where(key => key.StartsWith("sothebais:auction:", StringComparison.Ordinal)).Select(key => key.Split(':')[2]);

    /// <summary>How many events its auctions have.</summary>
    public int Events => _commands.Where(c => Auctions.Any(a => (string)c[1]! == $"sothebais:auction:{a}:log")).Sum(c => (c.Count - 5) / 2);

    private IEnumerable<string> Logs => _commands.Where(c => (string)c[0]! == "XADD").Select(c => (string)c[1]!).Where(key => key.EndsWith(":log", StringComparison.Ordinal)).Distinct();

    /// <summary>Opens the one of a day.</summary>
    public static Estate Of(string day) => new(File.ReadAllLines(Path.Combine(Programs.Root, "tests", "cluster", "Earlier", $"{day}.ndjson")));

    /// <summary>Puts it into a Redis.</summary>
    public async Task MoveInto(RedisServer server)
    {
        await using var redis = await ConnectionMultiplexer.ConnectAsync(server.Connection);
        foreach (var command in _commands) await redis.GetDatabase().ExecuteAsync((string)command[0]!, [.. command.Skip(1).Select(word => (object)Value(word!))]);
    }

    private static RedisValue Value(JsonNode word) => word is JsonObject bytes ? Convert.FromBase64String((string)bytes["base64"]!) : (string)word!;
}
