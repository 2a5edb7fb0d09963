using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.Grains.Auctions.Audit;
using Sothebais.Tests.Unit.Auctions;

namespace Sothebais.Tests.Unit.Proof;

/// <summary>Every change to an export is found, and the first wrong line is named.</summary>
public sealed partial class ExportVerifierTests
{
    private static readonly string[] Attempts =
    [
        """{"at":"2026-11-23T12:00:12+00:00","after":4,"bidderId":"bob","by":"bob","amount":"99","reason":"bid-too-low","rule":"english.minimum"}""",
        """{"at":"2026-11-23T12:08:20.037+00:00","receivedAt":"2026-11-23T12:08:20.001+00:00","after":20,"bidderId":"eve","by":"eve","next":true,"reason":"auction-not-open","rule":"life.close","lateBy":37}""",
        """{"at":"2026-11-23T12:08:21+00:00","notRecorded":3}""",
    ];

    private static readonly string[] Whole = Export.Of(Export.Sale().Log, Attempts);

    [Fact]
    public void A_whole_export_is_in_order_and_says_what_it_comes_to()
    {
        var report = Export.Verify(Whole);
        Assert.Null(report.Fault);
        Assert.Equal(("genesis-1", (long)Export.Sale().Log.Count, 3L, "sold to bob for 220 USD"), (report.Auction, report.Events, report.Attempts, report.Outcome));
        Assert.Equal((string)JsonNode.Parse(Whole[0])!["head"]!, report.Head);
    }

    [Fact]
    public void Every_changed_digit_is_found_in_its_line()
    {
        var tried = 0;
        for (var at = 0; at < Whole.Length; at++)
        {
            foreach (Match digit in Digit().Matches(Whole[at]))
            {
                if (tried++ % 3 != 0) continue;
                var other = digit.Value == "7" ? "8" : "7";
                var forged = Whole.ToArray();
                forged[at] = Whole[at][..digit.Index] + other + Whole[at][(digit.Index + 1)..];
                Named(forged, at + 1);
            }
        }
        Assert.True(tried > 2_000, $"{tried}");
    }

    [Fact]
    public void Every_dropped_line_is_found_where_it_is_missing()
    {
        for (var at = 0; at < Whole.Length; at++) Named([.. Whole[..at], .. Whole[(at + 1)..]], at + 1, LastAttempt);
    }

    [Fact]
    public void Every_line_that_comes_twice_is_found()
    {
        for (var at = 0; at < Whole.Length; at++) Named([.. Whole[..(at + 1)], .. Whole[at..]], at + 2);
    }

    [Fact]
    public void Two_lines_that_changed_places_are_found_at_the_first()
    {
        for (var at = 0; at < Whole.Length - 1; at++) Named([.. Whole[..at], Whole[at + 1], Whole[at], .. Whole[(at + 2)..]], at + 1, LastAttempt);
    }

    [Fact]
    public void A_truncated_export_is_found_wherever_it_ends()
    {
        for (var lines = 0; lines < Whole.Length; lines++) Named(Whole[..lines], lines + 1);
    }

    [Fact]
    public async Task Broken_off_in_the_middle_of_a_line_it_is_found_in_that_line()
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', Whole[..5]) + "\n" + Whole[5][..40]));
        Assert.Equal(6, (await ExportVerifier.Verify(stream)).Fault!.Line);
    }

    // A forger who has the house's format makes all hashes anew: what is left is what the bids say.
    [Theory]
    [InlineData("bidPlaced", "amount"), InlineData("bidPlaced", "price"), InlineData("bidPlaced", "minimumBid"), InlineData("bidPlaced", "bidCount"), InlineData("bidPlaced", "reserveMet")]
    [InlineData("auctionSold", "amount"), InlineData("auctionSold", "winner"), InlineData("auctionSold", "closedAt"), InlineData("bidRetracted", "price"), InlineData("bidRetracted", "bid")]
    [InlineData("auctionExtended", "closesAt"), InlineData("auctionExtended", "extensions"), InlineData("auctionPaused", "remaining"), InlineData("auctionResumed", "closesAt"), InlineData("fairWarning", "call")]
    [InlineData("bidPlaced", "closesAt"), InlineData("auctionOpened", "minimumBid")]
    public void A_forged_fact_is_found_though_the_chain_was_made_anew(string kind, string field)
    {
        var log = Whole[1..^4].Select(Export.EventOf).ToArray();
        var tried = 0;
        for (var at = 0; at < log.Length; at++)
        {
            var forged = JsonNode.Parse(log[at])!;
            if ((string?)forged["kind"] != kind || forged[field] is not { } value) continue;
            tried++;
            forged[field] = value.GetValueKind() switch
            {
                System.Text.Json.JsonValueKind.True => false,
                System.Text.Json.JsonValueKind.False => true,
                System.Text.Json.JsonValueKind.Number => (long)value + 1,
                System.Text.Json.JsonValueKind.Object => JsonNode.Parse("""{"id":"eve","name":"Eve","paddle":9}"""),
                _ when (string)value! is var text && text.StartsWith("2026", StringComparison.Ordinal) => DateTimeOffset.Parse(text, null).AddSeconds(1).ToString("O"),
                _ when value.ToString() is var text && text.Contains(':', StringComparison.Ordinal) => "00:09:09",
                _ => $"{UInt128.Parse(value.ToString(), null) + 1}",
            };
            var lines = Export.OfJson([.. log[..at], forged.ToJsonString(), .. log[(at + 1)..]], Attempts);
            var fault = Export.Verify(lines).Fault;
            Assert.True(fault is not null, $"{kind}.{field} in event {at + 1} was not found.");
            Assert.True(fault.Line >= at + 2, $"{fault} before line {at + 2}");
            Assert.True(fault.Line <= at + 3, $"{kind}.{field} in event {at + 1}: {fault}");
        }
        Assert.True(tried > 0);
    }

    [Fact]
    public void A_dropped_event_is_found_though_all_behind_it_were_renumbered()
    {
        var log = Whole[1..^4].Select(Export.EventOf).ToArray();
        for (var at = 0; at < log.Length - 1; at++)
        {
            var kind = (string)JsonNode.Parse(log[at])!["kind"]!;
            if (kind is "auctionRevised" or "auctionScheduled" or "fairWarning") continue; // nothing rests on these
            string[] shorter = [.. log[..at], .. log[(at + 1)..].Select(Renumbered)];
            Assert.True(Export.Verify(Export.OfJson(shorter)).Fault is not null, $"{kind}, {at + 1}");
        }
    }

    [Fact]
    public void A_log_that_was_written_anew_from_end_to_end_is_found_by_the_hash_that_was_noted()
    {
        var other = Export.Sale();
        var forged = Export.Of([.. other.Log[..^2], ((AuctionSold)other.Log[^2]) with { Origin = Room.Someone with { By = "somebody else" } }, other.Log[^1]]);
        Assert.Null(Export.Verify(forged).Fault);
        Assert.NotNull(Export.Verify(forged, head: Export.Verify(Whole).Head).Fault);
        Assert.Null(Export.Verify(Whole, head: Export.Verify(Whole).Head).Fault);
        Assert.Null(Export.Verify(Whole, head: (string)JsonNode.Parse(Whole[1])!["hash"]!).Fault); // noted early
        Assert.NotNull(Export.Verify(Whole, head: new string('0', 64)).Fault);
    }

    [Fact]
    public void What_is_no_export_is_said_to_be_none()
    {
        foreach (var text in new[] { "", "{}", "[]", "null", "hello", """{"kind":"event"}""", """{"kind":"header","version":2}""", """{"kind":"header","kind":"header"}""", """{"kind":7}""" })
            Assert.Equal(1, Export.Verify([text]).Fault!.Line);
        Assert.Equal(1, Export.Verify([]).Fault!.Line);
    }

    private static int LastAttempt => Whole.Length - 1;

    // The last refused bid of an export has nothing behind it but the end, which counts them.
    private static void Named(string[] lines, int line, int? orNext = null)
    {
        var fault = Export.Verify(lines).Fault;
        Assert.True(fault is not null, $"Line {line} was not found.");
        Assert.True(fault.Line == line || line == orNext && fault.Line == line + 1, $"Line {line}: {fault}");
    }

    private static string Renumbered(string json)
    {
        var node = JsonNode.Parse(json)!;
        node["sequence"] = (long)node["sequence"]! - 1;
        return node.ToJsonString();
    }

    [GeneratedRegex("[0-9]")]
    private static partial Regex Digit();
}
