using System.Text.Json;
using System.Text.Json.Nodes;
using Bunit;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.DependencyInjection;
using Sothebais.Gateways.Admin.Console.Streams;
using Sothebais.Gateways.Admin.Console.Work;
using Sothebais.Gateways.Defaults.Requests;
using Sothebais.Gateways.Defaults.Streams;
using Sothebais.GrainInterfaces.Streams;

namespace Sothebais.Tests.Unit.Console.Streams;

/// <summary>Lists and forms of streams.</summary>
public sealed class StreamFormTests : ConsoleContext
{
    [Fact]
    public void The_list_says_of_every_stream_what_it_follows_and_of_those_on_air_how_many_watch()
    {
        var live = SomeStream.Evening() with { Status = StreamStatus.Live, SaleId = "winter", Scenes = null };
        House.Answers("GET /streams", SomeStream.Json(new StreamList([live, SomeStream.Evening() with { Id = "quiet", Title = "<i>Quiet</i>", Scenes = null }], null)));
        House.Answers("GET /streams/evening/status", SomeStream.Json(new PublicStatus(StreamStatus.Live, null, null, null, null, 12, null, [])));
        var page = Render<StreamsPage>();
        page.WaitForState(() => page.FindAll("tbody tr").Count == 2);
        var rows = page.FindAll("tbody tr").Select(r => string.Join('|', r.QuerySelectorAll("td").Select(c => c.TextContent.Trim()))).ToArray();
        Assert.Equal(["Eveningevening|Sale winter|live|12|gallery|anybody", "<i>Quiet</i>quiet|nothing|offline|–|gallery|anybody"], rows);
        Assert.DoesNotContain(House.Heard, h => h.Path == "/streams/quiet/status");
    }

    [Fact]
    public void A_search_goes_to_the_house()
    {
        House.Answers("GET /streams", SomeStream.Json(new StreamList([], null)));
        var page = Render<StreamsPage>();
        page.Find("input[name=q]").Input("even & odd");
        Clock.Advance(TimeSpan.FromSeconds(1));
        page.WaitForAssertion(() => Assert.Contains(House.Heard, h => h.Path.Contains("q=even%20%26%20odd", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_new_stream_that_the_house_does_not_take_keeps_what_was_typed_and_says_why_at_the_field()
    {
        var page = Render<NewStreamPage>();
        page.Find("input[name=title]").Change("Evening");
        page.Find("input[name=id]").Change("Big Letters");
        page.FindAll("input[name=presets]")[1].Change(false);
        House.Refuses("POST /streams", 422, "invalid-request", "The request is invalid.", new JsonObject { ["id"] = new JsonArray("An id has small letters.") });
        page.Find("form").Submit();
        page.WaitForAssertion(() => Assert.Contains("An id has small letters.", page.Markup, StringComparison.Ordinal));
        Assert.Equal(("Evening", "Big Letters"), (page.Find("input[name=title]").GetAttribute("value"), page.Find("input[name=id]").GetAttribute("value")));
        var asked = House.Heard.Last().Json;
        Assert.Equal(["standing", "intermission", "sold"], asked["presets"]!.AsArray().Select(p => (string?)p));
        Assert.Equal("Evening", asked.Deserialize<CreateStreamRequest>(StrictJson.Options)!.Title); // as the house reads it

        page.Find("input[name=id]").Change("evening");
        House.Answers("POST /streams", SomeStream.Json(SomeStream.Evening()), 201);
        page.Find("form").Submit();
        page.WaitForAssertion(() => Assert.EndsWith("/streams/evening", Services.GetRequiredService<Microsoft.AspNetCore.Components.NavigationManager>().Uri, StringComparison.Ordinal));
        Assert.Contains(JSInterop.Invocations, i => i.Identifier == "drafts.drop");
    }

    [Fact]
    public void What_was_typed_of_a_new_stream_is_there_again_and_can_be_discarded()
    {
        JSInterop.Setup<string?>("drafts.find", "stream/new").SetResult("""{"Title":"Half typed","Theme":"neon","Access":"public"}""");
        var page = Render<NewStreamPage>();
        page.WaitForAssertion(() => Assert.Equal("Half typed", page.Find("input[name=title]").GetAttribute("value")));
        page.FindAll("button").First(b => b.TextContent.Contains("Discard it", StringComparison.Ordinal)).Click();
        page.WaitForAssertion(() => Assert.NotEqual("Half typed", page.Find("input[name=title]").GetAttribute("value")));
        Assert.DoesNotContain("A draft was restored", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_too_large_is_not_sent_and_it_is_said_why()
    {
        var page = Upload(largestImage: 10);
        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText(new string('x', 11), "poster.png", contentType: "image/png"));
        Assert.Equal("“poster.png” is too large: it has 11 bytes, and an image has 10 bytes at most.", page.Find(".field-error").TextContent);
        Assert.Empty(House.Heard);
    }

    [Fact]
    public void A_file_goes_to_the_house_as_a_work_that_tells_how_it_ended()
    {
        House.Answers("POST /streams/evening/assets", SomeStream.Json(new PublicAsset("a", "poster 1.png", "image/png", 11, "/overlay/media/a.png")), 201);
        var (page, arrived) = (Upload(1_000, out var came), came);
        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText(new string('x', 11), "poster 1.png", contentType: "image/png"));
        page.WaitForAssertion(() => Assert.Contains("It is in, as image/png.", page.Markup, StringComparison.Ordinal));
        var asked = Assert.Single(House.Heard);
        Assert.Equal(("/streams/evening/assets?name=poster%201.png", new string('x', 11)), (asked.Path, asked.Body));
        Assert.Equal("Upload of “poster 1.png” to “Evening”", Assert.Single(Services.GetRequiredService<WorkShelf>().Of("ada")).Title);
        page.WaitForAssertion(() => Assert.True(arrived[0]));
    }

    [Fact]
    public void A_file_that_the_house_refuses_says_why()
    {
        House.Refuses("POST /streams/evening/assets", 415, "unsupported-media-type", "The file is of no type that is taken here.");
        var page = Upload(1_000, out _);
        page.FindComponent<InputFile>().UploadFiles(InputFileContent.CreateFromText("words", "notes.txt", contentType: "text/plain"));
        page.WaitForAssertion(() => Assert.Equal("The file is of no type that is taken here.", page.Find(".works .field-error").TextContent));
    }

    private IRenderedComponent<AssetUpload> Upload(long largestImage) => Upload(largestImage, out _);

    private IRenderedComponent<AssetUpload> Upload(long largestImage, out bool[] arrived)
    {
        var came = arrived = [false];
        Settings["Assets:LargestImage"] = $"{largestImage}";
        return Render<AssetUpload>(p => p.Add(c => c.Stream, SomeStream.Evening()).Add(c => c.Arrived, () => came[0] = true));
    }
}
