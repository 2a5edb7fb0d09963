namespace Sothebais.Tests.Gateways.Auctions;

/// <summary>Driving an auction through its life.</summary>
public sealed class DrivingTests(OpenHouse house)
{
    private static readonly Dictionary<string, (string Before, string Body, string? Other, string After, string Kind)> Verbs = new()
    {
        ["schedule"] = ("", """{"opensAt":"2090-01-01T00:00:00Z"}""", """{"opensAt":"2091-01-01T00:00:00Z"}""", "scheduled", "auctionScheduled"),
        ["open"] = ("", "{}", null, "open", "auctionOpened"),
        ["pause"] = ("open", """{"reason":"A light fell down."}""", """{"reason":"Another"}""", "paused", "auctionPaused"),
        ["resume"] = ("open pause", "{}", null, "open", "auctionResumed"),
        ["extend"] = ("open", """{"by":"PT5M"}""", """{"by":"PT6M"}""", "open", "auctionExtended"),
        ["warn"] = ("open", "{}", null, "open", "fairWarning"),
        ["hammer"] = ("open bid", "{}", null, "sold", "auctionSold"),
        ["pass"] = ("open bid", """{"reason":"No interest."}""", """{"reason":"Another"}""", "unsold", "auctionUnsold"),
        ["undo"] = ("open bid hammer", """{"reason":"A slip of the gavel."}""", """{"reason":"Another"}""", "open", "auctionReopened"),
        ["cancel"] = ("open", """{"reason":"Withdrawn"}""", """{"reason":"Another"}""", "cancelled", "auctionCancelled"),
        ["settle"] = ("open bid hammer", """{"reference":"invoice 7"}""", """{"reference":"invoice 8"}""", "settled", "auctionSettled"),
        ["reopen"] = ("open bid hammer", """{"duration":"PT3M","reason":"A bid was overlooked."}""", """{"duration":"PT4M"}""", "open", "auctionReopened"),
    };

    public static TheoryData<string> AllVerbs => [.. Verbs.Keys];

    [Theory, MemberData(nameof(AllVerbs))]
    public async Task A_verb_does_what_it_says_once_however_often_it_is_repeated(string verb)
    {
        var (before, body, other, after, kind) = Verbs[verb];
        var id = await Bring(before);
        var sequence = (long)(await house.Client.View(id))["sequence"]!;
        var key = Ids.New("drive");
        var first = await house.Client.Post($"/auctions/{id}/{verb}", JsonNode.Parse(body), key);
        Assert.Equal(200, first.Status);
        Assert.Equal(after, (string?)Check.View(first.Json)["status"]);
        Assert.Equal(sequence + 1, (long)first.Json["sequence"]!);

        var again = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => house.Client.Post($"/auctions/{id}/{verb}", JsonNode.Parse(body), key)));
        Assert.All(again, reply => Assert.Equal((200, Views.Lasting(first)), (reply.Status, Views.Lasting(reply))));
        var events = await house.Client.Events(id);
        Assert.Equal(sequence + 1, events.Count);
        Assert.Equal(kind, (string?)events[^1]["event"]!["kind"]);

        if (other is not null)
        {
            Check.Problem(await house.Client.Post($"/auctions/{id}/{verb}", JsonNode.Parse(other), key), 422, "idempotency-key-reused");
            Assert.Equal(sequence + 1, (long)(await house.Client.View(id))["sequence"]!);
        }
    }

    [Theory, MemberData(nameof(AllVerbs))]
    public async Task An_auctioneer_drives(string verb)
    {
        var (before, body, _, after, _) = Verbs[verb];
        var id = await Bring(before);
        var reply = await house.Client.PostAs(await house.Client.Token("helen", "auctioneer"), $"/auctions/{id}/{verb}", JsonNode.Parse(body));
        Assert.Equal((200, after), (reply.Status, (string?)reply.Json["status"]));
    }

    [Theory, InlineData("open"), InlineData("warn"), InlineData("hammer")]
    public async Task A_verb_that_needs_no_words_takes_no_body(string verb)
    {
        var id = await Bring(Verbs[verb].Before);
        Assert.Equal(200, (await house.Client.Post($"/auctions/{id}/{verb}")).Status);
    }

    [Theory]
    [InlineData("", "pause"), InlineData("", "resume"), InlineData("", "warn"), InlineData("", "hammer"), InlineData("", "settle"), InlineData("", "reopen"), InlineData("", "extend")]
    [InlineData("open", "open"), InlineData("open", "resume"), InlineData("open", "schedule"), InlineData("open pause", "pause"), InlineData("open pause", "hammer")]
    [InlineData("open bid hammer", "hammer"), InlineData("open bid hammer", "cancel"), InlineData("open bid hammer", "open"), InlineData("cancel", "open"), InlineData("open bid hammer settle", "reopen")]
    public async Task A_verb_out_of_its_time_changes_nothing(string before, string verb)
    {
        var id = await Bring(before);
        var view = await house.Client.View(id);
        var reply = await house.Client.Post($"/auctions/{id}/{verb}", JsonNode.Parse(Verbs[verb].Body));
        Assert.Equal((409, "wrong-status"), (reply.Status, reply.Code));
        Assert.Contains((string)view["status"]!, reply.Text, StringComparison.Ordinal);
        Assert.Equal((long)view["sequence"]!, (long)(await house.Client.View(id))["sequence"]!);
    }

    [Fact]
    public async Task A_whole_life_is_told_in_the_view()
    {
        var id = await house.Client.Create(new JsonObject { ["duration"] = "PT10M", ["reserve"] = "15" });
        var open = (await house.Client.Post($"/auctions/{id}/open")).Json;
        Assert.InRange((Check.Instant(open, "closesAt") - Check.Instant(open, "opensAt")).TotalSeconds, 599.9, 600.1);
        await house.Client.Offer(id, "ann", "10");
        Assert.False((bool)(await house.Client.View(id))["reserveMet"]!);
        await house.Client.Offer(id, "bea", "15");
        var view = await house.Client.View(id);
        Assert.True((bool)view["reserveMet"]!);
        Assert.Equal(("15", "bea", "16", 2), ((string?)view["price"], (string?)view["leader"]!["bidderId"], (string?)view["minimumBid"], (int)view["bidCount"]!));

        var paused = (await house.Client.Post($"/auctions/{id}/pause")).Json;
        Assert.Null(paused["closesAt"]);
        Assert.Equal("auction-not-open", (await house.Client.Offer(id, "cat", "20")).Code);
        var resumed = (await house.Client.Post($"/auctions/{id}/resume")).Json;
        var extended = (await house.Client.Post($"/auctions/{id}/extend", new JsonObject { ["by"] = "PT5M" })).Json;
        Assert.Equal(TimeSpan.FromMinutes(5), Check.Instant(extended, "closesAt") - Check.Instant(resumed, "closesAt"));

        var sold = (await house.Client.Post($"/auctions/{id}/hammer")).Json;
        Assert.Equal(("bea", "15"), ((string?)sold["result"]!["winner"], (string?)sold["result"]!["amount"]));
        Check.Instant(sold["result"]!, "closedAt");
        Assert.Equal("auction-not-open", (await house.Client.Offer(id, "cat", "20")).Code);
        var settled = (await house.Client.Post($"/auctions/{id}/settle", new JsonObject { ["reference"] = "0xabc" })).Json;
        Assert.Equal(("settled", "bea"), ((string?)settled["status"], (string?)settled["result"]!["winner"]));

        string[] kinds = ["auctionCreated", "auctionOpened", "bidPlaced", "bidPlaced", "auctionPaused", "auctionResumed", "auctionExtended", "auctionSold", "auctionSettled"];
        Assert.Equal(kinds, (await house.Client.Events(id)).Select(e => (string?)e["event"]!["kind"]));
    }

    [Fact]
    public async Task Below_the_reserve_the_lot_is_not_sold()
    {
        var id = await house.Client.Open(new JsonObject { ["reserve"] = "100" });
        await house.Client.Offer(id, "ann", "99.99");
        var closed = (await house.Client.Post($"/auctions/{id}/hammer")).Json;
        Assert.Equal("unsold", (string?)closed["status"]);
        Assert.Null(closed["result"]);
    }

    [Fact]
    public async Task A_scheduled_auction_opens_and_closes_by_itself()
    {
        var id = await house.Client.Create(new JsonObject { ["duration"] = "PT1.5S" });
        var opensAt = TimeProvider.System.GetUtcNow().AddSeconds(1);
        var scheduled = await house.Client.Post($"/auctions/{id}/schedule", new JsonObject { ["opensAt"] = opensAt.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", null) });
        Assert.Equal((200, "scheduled"), (scheduled.Status, (string?)scheduled.Json["status"]));
        await Wait.Until("it opened", Wait.Patience, async () => (string?)(await house.Client.View(id))["status"] == "open");
        Assert.Equal(201, (await house.Client.Offer(id, "ann", "10")).Status);
        await Wait.Until("it is sold", Wait.Patience, async () => (string?)(await house.Client.View(id))["status"] == "sold");
        var view = await house.Client.View(id);
        Assert.Equal("ann", (string?)view["result"]!["winner"]);
        Assert.Equal(TimeSpan.FromSeconds(1.5), Check.Instant(view["result"]!, "closedAt") - Check.Instant(view, "opensAt"));
    }

    [Fact]
    public async Task A_bid_in_the_window_tops_the_clock_up_and_never_adds_on_top()
    {
        var id = await house.Client.Open(new JsonObject { ["duration"] = "PT30S", ["extension"] = new JsonObject { ["window"] = "PT1M", ["by"] = "PT2M" } });
        var first = (await house.Client.Offer(id, "ann", "10")).Json;
        var view = await house.Client.View(id);
        Assert.Equal(Check.Instant(first, "closesAt"), Check.Instant(view, "closesAt"));
        Assert.InRange((Check.Instant(view, "closesAt") - Check.Instant(view, "serverTime")).TotalSeconds, 100, 120.5);
        Assert.Equal(1, (int)view["extensions"]!);
        var second = (await house.Client.Offer(id, "bea", "11")).Json; // out of the window now
        Assert.Equal(Check.Instant(first, "closesAt"), Check.Instant(second, "closesAt"));
        Assert.Equal("bid-too-low", (await house.Client.Offer(id, "cat", "11")).Code);
        Assert.Equal(["bidPlaced", "auctionExtended", "bidPlaced"], (await house.Client.Events(id)).Skip(2).Select(e => (string?)e["event"]!["kind"]));
    }

    [Fact]
    public async Task The_clock_can_start_with_the_first_bid()
    {
        var id = await house.Client.Open(new JsonObject { ["duration"] = "PT24H", ["startsOnFirstBid"] = true });
        Assert.Null((await house.Client.View(id))["closesAt"]);
        var receipt = (await house.Client.Offer(id, "ann", "10")).Json;
        var view = await house.Client.View(id);
        Assert.Equal(Check.Instant(receipt, "closesAt"), Check.Instant(view, "closesAt"));
        Assert.InRange((Check.Instant(view, "closesAt") - Check.Instant(view, "serverTime")).TotalHours, 23.9, 24);
    }

    [Fact]
    public async Task A_key_belongs_to_its_caller_and_its_auction()
    {
        var (one, two, key) = (await house.Client.Open(), await house.Client.Open(), Ids.New("shared"));
        var helen = await house.Client.Token("helen", "auctioneer");
        var otto = await house.Client.Token("otto", "auctioneer");
        Assert.Equal(3, (int)(await house.Client.PostAs(helen, $"/auctions/{one}/warn", null, key)).Json["sequence"]!);
        Assert.Equal(3, (int)(await house.Client.PostAs(helen, $"/auctions/{one}/warn", null, key)).Json["sequence"]!);
        Assert.Equal(4, (int)(await house.Client.PostAs(otto, $"/auctions/{one}/warn", null, key)).Json["sequence"]!);
        Assert.Equal(3, (int)(await house.Client.PostAs(helen, $"/auctions/{two}/warn", null, key)).Json["sequence"]!);
    }

    [Fact]
    public async Task A_refusal_is_the_answer_to_its_key_too()
    {
        var (id, key) = (await house.Client.Create(), Ids.New("refused"));
        Assert.Equal("wrong-status", (await house.Client.Post($"/auctions/{id}/pause", new JsonObject(), key)).Code);
        await house.Client.Drive(id, "open");
        Assert.Equal("wrong-status", (await house.Client.Post($"/auctions/{id}/pause", new JsonObject(), key)).Code);
        Assert.Equal("open", (string?)(await house.Client.View(id))["status"]);
    }

    private async Task<string> Bring(string through)
    {
        var id = await house.Client.Create(new JsonObject { ["duration"] = "PT10M" });
        foreach (var step in through.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var reply = step == "bid" ? await house.Client.Offer(id, "ann", "12") : await house.Client.Post($"/auctions/{id}/{step}", JsonNode.Parse(Verbs[step].Body));
            Assert.True(reply.Status is 200 or 201, reply.Text);
        }
        return id;
    }
}
