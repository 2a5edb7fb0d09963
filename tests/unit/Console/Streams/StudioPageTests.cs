using System.Text.Json.Nodes;
using Bunit;
using Sothebais.Gateways.Admin.Console.Streams;
using Sothebais.Gateways.Admin.Console.Streams.Studio;
using Sothebais.Gateways.Defaults.Streams;
using Sothebais.GrainInterfaces.Streams;

namespace Sothebais.Tests.Unit.Console.Streams;

/// <summary>The studio without a browser.</summary>
public sealed class StudioPageTests : ConsoleContext
{
    private const string Price = "/streams/evening/scenes/standing/layers/price";

    [Fact]
    public async Task Where_a_layer_is_put_goes_to_the_house_under_the_version_that_was_seen()
    {
        var page = Open();
        House.Answers($"PATCH {Price}", SomeStream.Json(SomeStream.Layer("price", x: 140, version: 6)));
        await page.FindComponent<SceneCanvas>().InvokeAsync(() => page.FindComponent<SceneCanvas>().Instance.Placed("price", 140, 200, 300, 120));
        var asked = Assert.Single(House.Heard, h => h.Method == "PATCH");
        Assert.Equal("\"1\"", asked.Headers["If-Match"]);
        Assert.Equal("""{"x":140,"y":200,"width":300,"height":120}""", asked.Body);
        Assert.Equal("140", page.Find("input[name=x]").GetAttribute("value"));
        Assert.Contains("--x:140", page.Find(".box[data-layer=price]").GetAttribute("style"), StringComparison.Ordinal);
    }

    [Fact]
    public void Where_somebody_else_was_quicker_it_is_told_what_they_did_and_what_was_typed_stays()
    {
        var page = Open();
        Choose(page, "Price");
        page.Find("input[name=ink]").Change("#ffffff");
        House.Answers("GET /streams/evening", SomeStream.Json(SomeStream.Evening(9, SomeStream.Layer("price", x: 400, version: 9))));
        House.Refuses($"PATCH {Price}", 412, "conflict", "Somebody else changed it since you read it.");
        page.Find("form.properties").Submit();
        page.WaitForAssertion(() => Assert.Contains("Left: 100 → 400", page.Markup, StringComparison.Ordinal));
        Assert.Equal("#ffffff", page.Find("input[name=ink]").GetAttribute("value"));
        Assert.Equal("400", page.Find("input[name=x]").GetAttribute("value"));

        House.Answers($"PATCH {Price}", SomeStream.Json(SomeStream.Layer("price", x: 400, version: 10, ink: "#ffffff")));
        page.Find("form.properties").Submit();
        page.WaitForAssertion(() => Assert.DoesNotContain("Somebody else changed it", page.Markup, StringComparison.Ordinal));
        var asked = House.Heard.Last(h => h.Method == "PATCH");
        Assert.Equal(("\"9\"", """{"style":{"ink":"#ffffff"}}"""), (asked.Headers["If-Match"], asked.Body));
    }

    [Fact]
    public void What_the_house_finds_wrong_stands_at_its_field()
    {
        var page = Open();
        Choose(page, "Price");
        page.Find("input[name=ink]").Change("red");
        House.Refuses($"PATCH {Price}", 422, "invalid-request", "The request is invalid.", new() { ["style.ink"] = new JsonArray("A colour is #rrggbb or #rrggbbaa.") });
        page.Find("form.properties").Submit();
        page.WaitForAssertion(() => Assert.Contains("A colour is #rrggbb", page.Find(".colour").TextContent, StringComparison.Ordinal));
        Assert.Equal("red", page.Find("input[name=ink]").GetAttribute("value"));
    }

    [Fact]
    public void Taking_names_the_scene_that_was_seen_in_the_preview()
    {
        var page = Open(SomeStream.Evening() with { Preview = "sold" });
        House.Answers("POST /streams/evening/take", SomeStream.Json(SomeStream.Evening(6) with { Programme = "sold", Preview = "standing" }));
        page.Find("button.take").Click();
        page.WaitForAssertion(() => Assert.Contains(House.Heard, h => h.Path == "/streams/evening/take"));
        Assert.Equal("""{"scene":"sold","transition":{"kind":"fade","duration":"PT0.4S"}}""", House.Heard.Last(h => h.Path == "/streams/evening/take").Body);
    }

    [Fact]
    public void The_canvas_shows_the_live_picture_of_the_scene_that_is_worked_on_and_of_no_other()
    {
        var page = Open(SomeStream.Evening() with { Status = StreamStatus.Live });
        Assert.Equal("/overlay/evening", Picture(page));
        page.InvokeAsync(() => page.FindAll(".strip .pick").First(p => p.TextContent.Contains("Sold", StringComparison.Ordinal)).Click());
        page.WaitForAssertion(() => Assert.Null(Picture(page))); // until the preview shows it, too
        House.Answers("PUT /streams/evening/preview", SomeStream.Json(SomeStream.Evening(6) with { Status = StreamStatus.Live, Preview = "sold" }));
        page.FindAll(".stage-note button")[0].Click();
        page.WaitForAssertion(() => Assert.Equal("/overlay/evening?preview=true", Picture(page)));
    }

    [Fact]
    public void A_stream_that_is_not_there_is_said_to_be_none()
    {
        House.Refuses("GET /streams/evening", 404, "stream-not-found", "There is no such stream.");
        var page = Render<StudioPage>(p => p.Add(c => c.Id, "evening"));
        page.WaitForAssertion(() => Assert.Contains("There is no such stream.", page.Markup, StringComparison.Ordinal));
    }

    private static string? Picture(IRenderedComponent<StudioPage> page) => page.FindAll(".studio iframe").SingleOrDefault()?.GetAttribute("src");

    private static void Choose(IRenderedComponent<StudioPage> page, string layer) => page.FindAll(".strip .pick").First(p => p.TextContent.Trim() == layer).Click();

    private IRenderedComponent<StudioPage> Open(PublicStream? stream = null)
    {
        House.Answers("GET /streams/evening", SomeStream.Json(stream ?? SomeStream.Evening()));
        House.Answers("GET /streams/evening/status", SomeStream.Json(new PublicStatus(StreamStatus.Offline, null, null, null, null, 3, null, [])));
        var page = Render<StudioPage>(p => p.Add(c => c.Id, "evening"));
        page.WaitForElement(".studio");
        return page;
    }
}
