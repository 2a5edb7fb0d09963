using System.Globalization;
using System.Text.Json;

namespace Sothebais.Tests.Gateways.Support;

/// <summary>What the contract says of every answer of a kind.</summary>
public static class Check
{
    private static readonly string[] Statuses = ["draft", "scheduled", "open", "paused", "sold", "unsold", "settled", "cancelled"];

    private static readonly string[] Formats = ["english", "dutch", "sealed-first-price", "sealed-second-price"];

    /// <summary>It is problem details (RFC 9457) of that status, with a code and a detail that helps.</summary>
    public static JsonNode Problem(Reply reply, int status, string? code = null)
    {
        Assert.True(reply.Status == status, $"{reply.Status} in place of {status}: {reply.Text}");
        Assert.Equal("application/problem+json", reply.MediaType);
        var problem = reply.Json;
        Assert.True(Uri.TryCreate((string?)problem["type"], UriKind.Absolute, out _), $"No type: {reply.Text}");
        Assert.False(string.IsNullOrWhiteSpace((string?)problem["title"]), $"No title: {reply.Text}");
        Assert.Equal(status, (int)problem["status"]!);
        Assert.Matches("^[a-z]+(-[a-z]+)*$", (string?)problem["code"]);
        if (code is not null) Assert.Equal(code, (string?)problem["code"]);
        var detail = (string?)problem["detail"];
        Assert.False(string.IsNullOrWhiteSpace(detail), $"No detail: {reply.Text}");
        foreach (var innards in new[] { "Exception", "System.", "Implicit body", "Service instead", ".NET", "   at " })
            Assert.DoesNotContain(innards, detail, StringComparison.Ordinal);
        return problem;
    }

    /// <summary>It is an auction's view, with every documented field of its documented type.</summary>
    public static JsonNode View(JsonNode view)
    {
        Assert.Matches("^[a-z0-9][a-z0-9-]{0,63}$", Text(view, "id"));
        Assert.Contains(Text(view, "status"), Statuses);
        Assert.True(Number(view, "sequence") > 0);
        OrNull(view, "price", Amount);
        OrNull(view, "leader", (at, name) =>
        {
            var leader = at[name]!;
            Text(leader, "bidderId");
            OrNull(leader, "name", Text);
            OrNull(leader, "paddle", Number);
        });
        OrNull(view, "minimumBid", Amount);
        Assert.True(Number(view, "bidCount") >= 0);
        OrNull(view, "reserveMet", Flag);
        OrNull(view, "opensAt", Instant);
        OrNull(view, "closesAt", Instant);
        Assert.True(Number(view, "extensions") >= 0);
        Instant(view, "serverTime");
        Assert.Contains(Text(view, "format"), Formats);
        Text(view, "title");
        Assert.Equal(JsonValueKind.Object, view["lot"]!.GetValueKind());
        Text(view["lot"]!, "name");
        Text(view, "currency");
        OrNull(view, "result", (at, name) =>
        {
            var result = at[name]!;
            Text(result, "winner");
            Amount(result, "amount");
            Instant(result, "closedAt");
        });
        return view;
    }

    /// <summary>It is a string.</summary>
    public static string Text(JsonNode at, string name)
    {
        Assert.True(at[name]?.GetValueKind() == JsonValueKind.String, $"{name} is no string in {at.ToJsonString()}");
        return (string)at[name]!;
    }

    /// <summary>It is a whole number.</summary>
    public static long Number(JsonNode at, string name)
    {
        Assert.True(at[name]?.GetValueKind() == JsonValueKind.Number, $"{name} is no number in {at.ToJsonString()}");
        return (long)at[name]!;
    }

    /// <summary>It is an instant in UTC.</summary>
    public static DateTimeOffset Instant(JsonNode at, string name)
    {
        var text = Text(at, name);
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$", text);
        return DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
    }

    private static void Amount(JsonNode at, string name) => Assert.Matches(@"^(0|[1-9]\d*)(\.\d+)?$", Text(at, name));

    private static void Flag(JsonNode at, string name) => Assert.True(at[name]!.GetValueKind() is JsonValueKind.True or JsonValueKind.False, $"{name} is neither true nor false in {at.ToJsonString()}");

    private static void OrNull<T>(JsonNode at, string name, Func<JsonNode, string, T> form) => OrNull(at, name, (node, field) => { _ = form(node, field); });

    private static void OrNull(JsonNode at, string name, Action<JsonNode, string> form)
    {
        Assert.True(at.AsObject().ContainsKey(name), $"{name} is missing in {at.ToJsonString()}");
        if (at[name] is not null) form(at, name);
    }
}
