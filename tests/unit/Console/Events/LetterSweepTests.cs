using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Sothebais.Gateways.Admin.Console.Api;
using Sothebais.Gateways.Admin.Console.Events.Letters;
using Sothebais.Gateways.Admin.Console.Work;

namespace Sothebais.Tests.Unit.Console.Events;

/// <summary>All letters that a filter chooses, one after the other.</summary>
public sealed class LetterSweepTests : ConsoleContext
{
    private HouseApi Api => Services.GetRequiredService<HouseApi>();

    private JsonObject Letter(string id, int minutes = -5) => new()
    {
        ["id"] = id,
        ["kind"] = "intake",
        ["webhook"] = null,
        ["sender"] = "bridge",
        ["reason"] = "auction-not-found",
        ["detail"] = null,
        ["attempts"] = 1,
        ["firstAt"] = "2026-11-27T11:00:00Z",
        ["lastAt"] = $"{Clock.GetUtcNow().AddMinutes(minutes):yyyy-MM-ddTHH:mm:ssZ}",
        ["eventId"] = id,
        ["type"] = "t",
        ["source"] = "/s",
        ["subject"] = null,
    };

    private void Lists(string cursor, string? next, params JsonObject[] letters) => House.Answers(
        $"GET /dead-letters?kind=intake&limit=100&cursor={cursor}", new JsonObject { ["items"] = new JsonArray([.. letters]), ["nextCursor"] = next, ["total"] = 3 });

    private async Task<LongWork> Run(Func<LetterSweep, LongWork, Task<(string, object?)>> what)
    {
        var sweep = new LetterSweep(Api, new LetterFilter("intake"), new LetterCount(3, false));
        var ended = new TaskCompletionSource();
        var shelf = Services.GetRequiredService<WorkShelf>();
        shelf.Changed += () => { if (shelf.Of("ada").Any(w => w.EndedAt is not null)) ended.TrySetResult(); };
        var work = shelf.Begin("ada", "A sweep", null, w => what(sweep, w))!;
        await ended.Task.WaitAsync(TimeSpan.FromMinutes(1));
        return work;
    }

    [Fact]
    public async Task It_goes_through_all_pages_and_leaves_what_came_meanwhile_and_what_somebody_else_took()
    {
        Lists("", "on", Letter("a"), Letter("b"));
        Lists("on", null, Letter("c"), Letter("new", minutes: 1));
        foreach (var id in new[] { "a", "c" }) House.Answers($"DELETE /dead-letters/{id}", _ => new HttpResponseMessage(System.Net.HttpStatusCode.NoContent));
        var work = await Run((sweep, w) => sweep.Discard(w)); // b is a 404
        Assert.Equal((WorkStatus.Done, "2 discarded."), (work.Status, work.Says));
        Assert.Equal(["/dead-letters/a", "/dead-letters/b", "/dead-letters/c"], House.Heard.Where(h => h.Method == "DELETE").Select(h => h.Path));
    }

    [Fact]
    public async Task It_says_what_became_of_those_that_were_tried_again()
    {
        Lists("", null, Letter("a"), Letter("b"));
        House.Answers("POST /dead-letters/a/retry", new JsonObject { ["succeeded"] = true, ["outcome"] = null, ["letter"] = null });
        House.Answers("POST /dead-letters/b/retry", new JsonObject { ["succeeded"] = false, ["outcome"] = null, ["letter"] = Letter("b") });
        var work = await Run((sweep, w) => sweep.Retry(w));
        Assert.Equal((WorkStatus.Done, "1 succeeded, 1 failed again."), (work.Status, work.Says));
    }

    [Fact]
    public async Task Where_a_reason_chooses_they_are_counted_page_by_page()
    {
        House.Answers("GET /dead-letters?reason=timeout&limit=100&cursor=", new JsonObject { ["items"] = new JsonArray(Letter("a"), Letter("b")), ["nextCursor"] = "on", ["total"] = null });
        House.Answers("GET /dead-letters?reason=timeout&limit=100&cursor=on", new JsonObject { ["items"] = new JsonArray(Letter("c")), ["nextCursor"] = null, ["total"] = null });
        Assert.Equal("3 dead letters", (await LetterSweep.Count(Api, new LetterFilter(Reason: "timeout"), default)).ToString());
        House.Answers("GET /dead-letters?reason=timeout&limit=100&cursor=on", new JsonObject { ["items"] = new JsonArray(Letter("c")), ["nextCursor"] = "on", ["total"] = null });
        Assert.StartsWith("at least ", (await LetterSweep.Count(Api, new LetterFilter(Reason: "timeout"), default)).ToString(), StringComparison.Ordinal);
    }
}
