namespace Sothebais.Tests.Gateways.Intake;

/// <summary>Events that could not be processed.</summary>
public sealed class DeadLetterTests(OpenHouse house)
{
    private async Task<Reply> Ask(HttpMethod method, string path) => await house.Client.Ask(method, house.At.On(4300, "/dead-letters" + path), null, await house.Client.Admin());

    public static TheoryData<string, string, string> Unprocessable => new()
    {
        { """{"auctionId":"none-such","bidderId":"ann","amount":"10"}""", "auction-not-found", "auction" },
        { """{"auctionId":"Not An Id","bidderId":"ann","amount":"10"}""", "auction-not-found", "auction" },
        { """{"auctionId":"{id}","bidderId":"ann","amount":"10.001"}""", "invalid-amount", "decimals" },
        { """{"auctionId":"{id}","bidderId":"ann","amount":"ten"}""", "invalid-amount", "decimal" },
        { """{"auctionId":"{id}","bidderId":"ann","amount":10}""", "invalid-data", "amount" },
        { """{"auctionId":"{id}","bidderId":"ann","amount":"10","next":true}""", "invalid-request", "exactly one" },
        { """{"auctionId":"{id}","bidderId":"ann","amount":"10","more":1}""", "invalid-data", "more" },
        { """{"auctionId":"{id}","bidderId":"a b","amount":"10"}""", "invalid-request", "spaces" },
        { """{"auctionId":"{id}","amount":"10"}""", "invalid-data", "bidderId" },
        { """{"bidderId":"ann","amount":"10"}""", "invalid-data", "auctionId" },
        { """{"auctionId":"{id}","auctionId":"{id}","bidderId":"ann","amount":"10"}""", "invalid-data", "twice" },
        { "[]", "invalid-data", "object" }, { "null", "invalid-data", "object" }, { "", "invalid-data", "JSON" },
    };

    [Theory, MemberData(nameof(Unprocessable))]
    public async Task What_cannot_be_processed_lies_there_with_its_reason(string data, string reason, string words)
    {
        var (auction, id) = (await house.Client.Open(), Ids.New("bid"));
        var bid = $$"""{"specversion":"1.0","id":"{{id}}","source":"/s","type":"{{Sending.BidType}}"{{(data.Length > 0 ? ",\"data\":" + data.Replace("{id}", auction, StringComparison.Ordinal) : "")}}}""";
        var outcome = (await house.Client.Ask(HttpMethod.Post, house.At.On(4300, "/events"), Sending.Json(bid, "application/cloudevents+json"), OpenHouse.SourceKey)).Outcome();
        Assert.Equal(("dead-lettered", reason), ((string?)outcome["status"], (string?)outcome["code"]));
        Assert.Contains(words, (string?)outcome["detail"], StringComparison.Ordinal);
        var letter = JsonNode.Parse((await Ask(HttpMethod.Get, $"/{outcome["deadLetterId"]}")).Text)!; // data may hold a field twice, and is given back so
        Assert.Equal(("intake", reason, 1, "event-source:test-bridge", id), ((string?)letter["kind"], (string?)letter["reason"], (int)letter["attempts"]!, (string?)letter["sender"], (string?)letter["eventId"]));
        Assert.Equal((string?)outcome["detail"], (string?)letter["detail"]);
        Assert.Equal(id, (string?)letter["event"]!["id"]);
        Check.Instant(letter, "firstAt");
        Assert.Equal(0, (int)(await house.Client.View(auction))["bidCount"]!);
    }

    [Fact]
    public async Task An_event_has_one_letter_however_often_it_is_sent()
    {
        var bid = Sending.Bid(Ids.New("bid"), "none-such", "ann", "10");
        var first = (string)(await house.Client.SendEvent(bid)).Outcome()["deadLetterId"]!;
        var ids = await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ => (string)(await house.Client.SendEvent(bid)).Outcome()["deadLetterId"]!));
        Assert.All(ids, id => Assert.Equal(first, id));
        var twice = (await house.Client.SendBatch([bid, bid])).Json["items"]!.AsArray();
        Assert.All(twice, item => Assert.Equal(first, (string?)item!["deadLetterId"]));
        Assert.True((int)(await Ask(HttpMethod.Get, $"/{first}")).Json["attempts"]! >= 2);
        // Another sender's event is another one.
        Assert.NotEqual(first, (string?)(await house.Client.SendEvent(bid, token: await house.Client.Admin())).Outcome()["deadLetterId"]);
    }

    [Fact]
    public async Task A_letter_is_tried_again_and_is_none_any_more_when_it_succeeds()
    {
        var auction = Ids.New("late");
        var letter = (string)(await house.Client.SendEvent(Sending.Bid(Ids.New("bid"), auction, "ann", "10"))).Outcome()["deadLetterId"]!;
        var failed = (await Ask(HttpMethod.Post, $"/{letter}/retry")).Json;
        Assert.False((bool)failed["succeeded"]!);
        Assert.Equal((2, "auction-not-found"), ((int)failed["letter"]!["attempts"]!, (string?)failed["letter"]!["reason"]));

        Assert.Equal(auction, await house.Client.Open(new JsonObject { ["id"] = auction }));
        var replies = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Ask(HttpMethod.Post, $"/{letter}/retry")));
        Assert.All(replies, r => Assert.Contains(r.Status, new[] { 200, 404, 409 }));
        var done = Assert.Single(replies, r => r.Status == 200).Json;
        Assert.True((bool)done["succeeded"]!);
        Assert.Equal(("accepted", $"{auction}-3"), ((string?)done["outcome"]!["status"], (string?)done["outcome"]!["bidId"]));
        Assert.Equal(1, (int)(await house.Client.View(auction))["bidCount"]!);
        Check.Problem(await Ask(HttpMethod.Get, $"/{letter}"), 404, "dead-letter-not-found");
        Check.Problem(await Ask(HttpMethod.Post, $"/{letter}/retry"), 404, "dead-letter-not-found");
    }

    [Fact]
    public async Task A_letter_is_retried_under_its_own_key()
    {
        var (auction, id) = (Ids.New("late"), Ids.New("bid"));
        var bid = Sending.Bid(id, auction, "ann", "10");
        var letter = (string)(await house.Client.SendEvent(bid)).Outcome()["deadLetterId"]!;
        await house.Client.Open(new JsonObject { ["id"] = auction });
        var sent = (await house.Client.SendEvent(bid)).Outcome();
        Assert.Equal("accepted", (string?)sent["status"]);
        Assert.Equal(sent.ToJsonString(), (await Ask(HttpMethod.Post, $"/{letter}/retry")).Json["outcome"]!.ToJsonString());
        Assert.Equal(1, (int)(await house.Client.View(auction))["bidCount"]!);
    }

    [Fact]
    public async Task Letters_are_listed_page_by_page_and_discarded()
    {
        var batch = Ids.New("batch");
        var ids = (await house.Client.SendBatch(Enumerable.Range(0, 7).Select(i => Sending.Bid($"{batch}-{i}", "none-such", "ann", "10")))).Json["items"]!.AsArray().Select(i => (string)i!["deadLetterId"]!).ToHashSet();
        Assert.Equal(7, ids.Count);
        var (seen, cursor) = (new List<string>(), "");
        do
        {
            var page = (await Ask(HttpMethod.Get, $"?kind=intake&limit=3&cursor={cursor}")).Json;
            Assert.InRange(page["items"]!.AsArray().Count, 0, 3);
            Assert.All(page["items"]!.AsArray(), l => Assert.False(l!.AsObject().ContainsKey("event")));
            seen.AddRange(page["items"]!.AsArray().Select(l => (string)l!["id"]!));
            cursor = (string?)page["nextCursor"];
        }
        while (cursor is not null);
        Assert.Equal(seen.Order(StringComparer.Ordinal), seen);
        Assert.Equal(7, seen.Count(ids.Contains));
        foreach (var id in ids) Assert.Equal(204, (await Ask(HttpMethod.Delete, $"/{id}")).Status);
        Check.Problem(await Ask(HttpMethod.Delete, $"/{ids.First()}"), 404, "dead-letter-not-found");
        Check.Problem(await Ask(HttpMethod.Get, "?kind=lost"), 400, "bad-request");
        Check.Problem(await Ask(HttpMethod.Get, "?limit=501"), 400, "bad-request");
        Assert.Empty((await Ask(HttpMethod.Get, "?kind=delivery&webhook=none-such")).Json["items"]!.AsArray());
    }

    [Fact]
    public async Task Letters_are_searched_and_chosen_by_their_reason()
    {
        var word = Ids.New("word");
        var ids = new List<string>();
        for (var n = 0; n < 4; n++)
            ids.Add((string)(await house.Client.SendEvent(Sending.Bid($"{word}-{n}", n == 3 ? "Not An Id" : "none-such", "ann", n == 2 ? "ten" : "10"))).Outcome()["deadLetterId"]!);
        async Task<(string[] Found, string? Next, long? Total)> Find(string query)
        {
            var page = (await Ask(HttpMethod.Get, query)).Json;
            return ([.. page["items"]!.AsArray().Select(l => (string)l!["id"]!)], (string?)page["nextCursor"], (long?)page["total"]);
        }
        var (found, next, total) = await Find($"?q={word.ToUpperInvariant()}&limit=3");
        Assert.Equal((3, null), (found.Length, total));
        Assert.Equal(ids.Order(StringComparer.Ordinal), [.. found, .. (await Find($"?q={word}&limit=3&cursor={next}")).Found]); // two of one millisecond are in the order of their ids
        Assert.Equal([ids[2]], (await Find($"?q={word}&reason=invalid-amount")).Found);
        Assert.Empty((await Find($"?q={word}&reason=invalid")).Found);
        Assert.True((await Find("?kind=intake")).Total >= 4);
        Assert.Equal(0, (await Find($"?webhook={word}")).Total);
        foreach (var id in ids) await Ask(HttpMethod.Delete, $"/{id}");
    }
}
