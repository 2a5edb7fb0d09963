using System.Text.Json;

namespace Sothebais.Gateways.Admin.Console.Events.Shown;

/// <summary>What an event says, in a line. Pure.</summary>
internal static class EventSummary
{
    private const int Longest = 160;

    /// <summary>The line; empty where the event says nothing but its type.</summary>
    /// <param name="cloud">The CloudEvent.</param>
    public static string Of(JsonElement cloud)
    {
        if (!cloud.TryGetProperty("data", out var data)) return cloud.TryGetProperty("data_base64", out _) ? "Binary data" : "";
        return Short(data.ValueKind switch
        {
            JsonValueKind.Object => Said(data) ?? Plain(data),
            JsonValueKind.String => data.GetString()!,
            JsonValueKind.Null => "",
            _ => data.GetRawText(),
        });
    }

    private static string? Said(JsonElement data)
    {
        string? Fact(string name) => data.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String or JsonValueKind.Number ? value.ToString() : null;
        string Who() => (Fact("name") ?? Fact("bidderId") ?? Fact("winner") ?? "Somebody") + (Fact("paddle") is { } paddle ? $" (paddle {paddle})" : "");
        string Because(string what) => Fact("reason") is { } reason ? $"{what}: {reason}" : what;
        return Fact("kind") switch
        {
            "auctionCreated" => $"Created “{Fact("title")}”",
            "auctionRevised" => $"Changed “{Fact("title")}”",
            "auctionScheduled" => "Scheduled",
            "auctionOpened" => "Opened",
            "bidPlaced" => Fact("amount") is { } amount ? $"{Who()} bids {amount}{(Fact("price") is { } price && price != amount ? $"; the price is {price}" : "")}" : $"{Who()} bids, sealed",
            "proxyRaised" => $"The house bids {Fact("price")} for {Who()}",
            "maximumRaised" => "A maximum was raised",
            "auctionExtended" => Fact("reason") switch
            {
                "softClose" => "Extended by a late bid",
                "auctioneer" => "Extended by the auctioneer",
                _ => "Extended after an outage",
            },
            "fairWarning" => $"Fair warning, call {Fact("call")}",
            "auctionPaused" => Because("Paused"),
            "auctionResumed" => "Resumed",
            "bidRetracted" => Because($"Bid {Fact("bidId")} retracted"),
            "auctionSold" => $"Sold to {Who()} for {Fact("amount")}",
            "auctionUnsold" => Fact("reason") switch
            {
                "noBids" => "Bought in: no bids",
                "passed" => "Passed",
                _ => "Bought in: reserve not met",
            },
            "auctionCancelled" => Because("Cancelled"),
            "auctionReopened" => Because("Reopened"),
            "auctionSettled" => Fact("reference") is { } reference ? $"Settled: {reference}" : "Settled",
            _ => null,
        };
    }

    // What somebody sent in: its first plain facts.
    private static string Plain(JsonElement data) => string.Join(" · ", data.EnumerateObject()
        .Where(p => p.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False).Take(6).Select(p => $"{p.Name}: {Short(p.Value.ToString())}"));

    private static string Short(string text) => text.Length > Longest ? text[..Longest] + "…" : text;
}
