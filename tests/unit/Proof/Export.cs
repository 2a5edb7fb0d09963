using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.Grains.Auctions.Audit;
using Sothebais.Grains.EventLog;
using Sothebais.Tests.Unit.Auctions;

namespace Sothebais.Tests.Unit.Proof;

/// <summary>An export as the house writes it, made of events by hand, whole or forged.</summary>
internal static class Export
{
    private const string ExportedAt = "2026-11-24T09:00:00Z";

    /// <summary>The lines of a whole export.</summary>
    public static string[] Of(IEnumerable<AuctionEvent> events, params string[] attempts) => OfJson(events.Select(e => Encoding.UTF8.GetString(AuctionEventJson.Write(e))), attempts);

    /// <summary>The lines of an export of events as they are stored, with every hash as it then is.</summary>
    public static string[] OfJson(IEnumerable<string> events, params string[] attempts)
    {
        var (chain, lines, currency) = ("", new List<string> { "" }, "");
        foreach (var json in events)
        {
            var before = chain;
            chain = Hash(before + json);
            var sequence = (long)JsonNode.Parse(json)!["sequence"]!;
            lines.Add($$"""{"kind":"event","sequence":{{sequence}},"event":{{json}},"previous":"{{before}}","hash":"{{chain}}"}""");
            if (JsonNode.Parse(json)!["settings"]?["currency"] is { } found) currency = $"\"currency\":\"{found["code"]}\",\"decimals\":{found["decimals"]}";
        }
        var (head, count) = (chain, lines.Count - 1);
        lines[0] = $$"""{"kind":"header","version":1,"auction":"genesis-1",{{currency}},"exportedAt":"{{ExportedAt}}","events":{{count}},"head":"{{head}}"}""";
        foreach (var attempt in attempts)
        {
            chain = Hash(chain + attempt);
            lines.Add($$"""{"kind":"attempt","attempt":{{attempt}},"hash":"{{chain}}"}""");
        }
        lines.Add($$"""{"kind":"end","auction":"genesis-1","exportedAt":"{{ExportedAt}}","events":{{count}},"attempts":{{attempts.Length}},"head":"{{head}}","export":"{{Hash(string.Concat(lines.Select(l => l + "\n")))}}"}""");
        return [.. lines];
    }

    /// <summary>Checks lines.</summary>
    public static AuditReport Verify(IEnumerable<string> lines, string? head = null)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(string.Concat(lines.Select(l => l + "\n"))));
        return ExportVerifier.Verify(stream, head).GetAwaiter().GetResult();
    }

    /// <summary>The event that a line carries, as it is stored.</summary>
    public static string EventOf(string line) => JsonNode.Parse(line)!["event"]!.ToJsonString();

    /// <summary>A sale with everything in it that an English auction can have on this branch.</summary>
    public static Room Sale()
    {
        var room = Room.Draft(t => t with { Reserve = Room.Dollars("150"), Extension = new SoftClose(TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(60), null) });
        room.House.Grace = TimeSpan.FromMilliseconds(250);
        room.Revise(t => t with { Title = "Genesis #2" }).Yes();
        room.Schedule(Room.Noon).Yes();
        room.At(10).Bid(Room.Alice, "100").Yes();
        room.At(20).Bid(Room.Bob, "120").Yes();
        room.At(25).Warn().Yes();
        room.At(30).Pause().Yes();
        room.At(40).Extend(30).Yes();
        room.At(50).Resume().Yes();
        room.At(60).Undo().Yes();
        room.At(290).Bid(Room.Carol, "150").Yes(); // close at 350
        room.At(340).Bid(Room.Bob, "170").Yes(); // to 400
        room.At(TimeSpan.FromMilliseconds(400_100)).Bid(Room.Alice, "200", Room.Noon.AddSeconds(399)).Yes(); // by grace, to 460.1
        room.At(470).Wait();
        room.At(480).Undo().Yes();
        room.At(490).Next(Room.Bob).Yes();
        room.At(500).Hammer().Yes();
        room.At(600).Settle().Yes();
        return room;
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
