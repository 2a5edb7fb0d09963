namespace Sothebais.Tests.Gateways.Auctions;

/// <summary>Changing an auction before it opens.</summary>
public sealed class ChangingTests(OpenHouse house)
{
    private async Task<Reply> Patch(string id, string patch, string? key = null, string type = "application/json", string? seen = null) => await house.Client.Ask(
        HttpMethod.Patch, house.At.On(4100, $"/auctions/{id}"), new StringContent(patch, System.Text.Encoding.UTF8, type), await house.Client.Admin(),
        [.. key is null ? [] : new[] { ("Idempotency-Key", key) }, .. seen is null ? [] : new[] { ("If-Match", seen) }]);

    [Theory, InlineData(false), InlineData(true)]
    public async Task What_is_named_changes_and_the_rest_stays(bool scheduled)
    {
        var id = await house.Client.Create(new JsonObject { ["reserve"] = "50", ["duration"] = "PT5M", ["opensAt"] = "2090-01-01T00:00:00Z" });
        if (scheduled) await house.Client.Drive(id, "schedule");
        var reply = await Patch(id, """{"title":"Another","openingBid":"20","reserve":null,"lot":{"description":"More"},"increments":{"basisPoints":500}}""");
        Assert.Equal(200, reply.Status);
        var view = await house.Client.Get(4100, $"/auctions/{id}", await house.Client.Admin());
        Assert.Equal(Views.Lasting(reply), Views.Lasting(view));
        Assert.Equal(("Another", "20", "20"), ((string?)view.Json["title"], (string?)view.Json["openingBid"], (string?)view.Json["minimumBid"]));
        Assert.Equal(("A test lot", "More", "PT5M"), ((string?)view.Json["lot"]!["name"], (string?)view.Json["lot"]!["description"], (string?)view.Json["duration"]));
        Assert.Null(view.Json["reserve"]);
        Assert.Null(view.Json["reserveMet"]);
        Assert.Equal("""{"basisPoints":500}""", view.Json["increments"]!.ToJsonString());
        Assert.Equal(scheduled ? "scheduled" : "draft", (string?)view.Json["status"]);
    }

    [Fact]
    public async Task A_merge_patch_is_taken_by_its_own_name_too()
    {
        var id = await house.Client.Create();
        Assert.Equal(200, (await Patch(id, """{"title":"Another"}""", type: "application/merge-patch+json")).Status);
    }

    [Fact]
    public async Task A_repeated_change_is_one()
    {
        var (id, key) = (await house.Client.Create(), Ids.New("change"));
        var first = await Patch(id, """{"title":"Another"}""", key);
        var second = await Patch(id, """{"title":"Another"}""", key);
        Assert.Equal((200, Views.Lasting(first)), (second.Status, Views.Lasting(second)));
        Assert.Equal(2, (await house.Client.Events(id)).Count);
        Check.Problem(await Patch(id, """{"title":"A third"}""", key), 422, "idempotency-key-reused");
    }

    [Fact]
    public async Task Changes_of_different_fields_at_the_same_time_all_hold()
    {
        var id = await house.Client.Create();
        var replies = await Task.WhenAll(Patch(id, """{"title":"Another"}"""), Patch(id, """{"openingBid":"20"}"""), Patch(id, """{"duration":"PT7M"}"""));
        Assert.All(replies, r => Assert.Equal(200, r.Status));
        var view = await house.Client.View(id);
        Assert.Equal(("Another", "20", "PT7M", 4), ((string?)view["title"], (string?)view["openingBid"], (string?)view["duration"], (int)view["sequence"]!));
    }

    [Fact]
    public async Task Who_says_which_version_they_saw_changes_that_one_or_none()
    {
        var (id, key) = (await house.Client.Create(), Ids.New("change"));
        var first = await Patch(id, """{"title":"Another"}""", key, seen: "\"1\"");
        Assert.Equal(200, first.Status);
        Check.Problem(await Patch(id, """{"openingBid":"20"}""", seen: "\"1\""), 409, "conflict");
        Check.Problem(await Patch(id, """{"openingBid":"-1"}""", seen: "\"1\""), 409, "conflict"); // what is wrong with it may come of the other change
        Assert.Equal(Views.Lasting(first), Views.Lasting(await Patch(id, """{"title":"Another"}""", key, seen: "\"1\""))); // asked again, it is the same change
        Assert.Equal(200, (await Patch(id, """{"openingBid":"20"}""", seen: "*")).Status);
        Assert.Equal(200, (await Patch(id, """{"openingBid":"30"}""", seen: "\"3\"")).Status);
        Assert.Equal(("Another", "30", 4), ((string?)(await house.Client.View(id))["title"], (string?)(await house.Client.View(id))["openingBid"], (await house.Client.Events(id)).Count));
    }

    [Theory, InlineData("1"), InlineData("W/\"1\""), InlineData("\"one\""), InlineData("\"1\", \"2\"")]
    public async Task What_names_no_version_is_refused(string seen) => Check.Problem(await Patch(await house.Client.Create(), """{"title":"Another"}""", seen: seen), 400, "bad-request");

    [Fact]
    public async Task Once_it_is_open_nothing_changes()
    {
        var id = await house.Client.Open();
        var reply = await Patch(id, """{"title":"Another"}""");
        Assert.Equal((409, "wrong-status"), (reply.Status, reply.Code));
        Assert.Equal("A test lot", (string?)(await house.Client.View(id))["title"]);
    }

    [Fact]
    public async Task What_does_not_exist_is_not_found() => Check.Problem(await Patch("no-such-auction", """{"title":"Another"}"""), 404, "auction-not-found");
}
