using Bunit;
using Sothebais.Gateways.Admin.Console.Room;
using Sothebais.Gateways.Defaults.Streams;
using Sothebais.GrainInterfaces.Streams;
using Sothebais.Tests.Unit.Console.Streams;

namespace Sothebais.Tests.Unit.Console.ControlRoom;

/// <summary>What viewers see, beside the room.</summary>
public sealed class RoomStageTests : ConsoleContext
{
    [Fact]
    public void Without_a_stream_the_lots_own_overlay_is_shown()
    {
        var stage = Render<RoomStage>(p => p.Add(s => s.AuctionId, "genesis-1"));
        Assert.Equal(["/overlay/auction/genesis-1?theme=gallery"], Pictures(stage));
        Assert.DoesNotContain(House.Heard, h => h.Path.StartsWith("/streams", StringComparison.Ordinal));
    }

    [Fact]
    public void Of_its_streams_the_one_on_air_is_shown_as_programme_and_preview()
    {
        var stage = Open(SomeStream.Evening() with { Id = "rehearsal" }, SomeStream.Evening() with { Status = StreamStatus.Live });
        Assert.Equal(["/overlay/evening", "/overlay/evening?preview=true"], Pictures(stage));
        Assert.Contains("ON AIR", stage.Markup, StringComparison.Ordinal);
        stage.Find("select[aria-label=Stream]").Change("rehearsal");
        stage.WaitForAssertion(() => Assert.Equal(["/overlay/rehearsal", "/overlay/rehearsal?preview=true"], Pictures(stage)));
        Assert.Contains("off air", stage.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void The_next_scene_is_prepared_and_taken_by_its_name()
    {
        var stage = Open(SomeStream.Evening() with { Status = StreamStatus.Live });
        Assert.True(Take(stage).HasAttribute("disabled")); // nothing is prepared
        Answers(SomeStream.Evening(6) with { Status = StreamStatus.Live, Preview = "sold" }, "PUT /streams/evening/preview");
        stage.Find("select[aria-label='Next scene']").Change("sold");
        stage.WaitForAssertion(() => Assert.False(Take(stage).HasAttribute("disabled")));
        Assert.Equal("""{"scene":"sold"}""", House.Heard.Single(h => h.Method == "PUT").Body);

        Answers(SomeStream.Evening(7) with { Status = StreamStatus.Live, Programme = "sold", Preview = "standing" }, "POST /streams/evening/take");
        Take(stage).Click();
        stage.WaitForAssertion(() => Assert.Equal("""{"scene":"sold","transition":{"kind":"fade","duration":"PT0.4S"}}""", House.Heard.Single(h => h.Method == "POST").Body));
        stage.WaitForAssertion(() => Assert.Equal("Sold", stage.Find("figure bdi").TextContent));
    }

    [Fact]
    public void What_somebody_else_prepares_is_seen_and_a_refusal_is_told()
    {
        var stage = Open(SomeStream.Evening() with { Status = StreamStatus.Live, Preview = "sold" });
        Answers(SomeStream.Evening(6) with { Status = StreamStatus.Live, Preview = "standing" });
        Clock.Advance(TimeSpan.FromSeconds(4));
        stage.WaitForAssertion(() => Assert.Equal("Standing", stage.FindAll("figure bdi")[1].TextContent));
        House.Refuses("POST /streams/evening/take", 404, "scene-not-found", "There is no such scene.");
        Take(stage).Click();
        stage.WaitForAssertion(() => Assert.Contains("There is no such scene.", stage.Markup, StringComparison.Ordinal));
    }

    private static string?[] Pictures(IRenderedComponent<RoomStage> stage) => [.. stage.FindAll("iframe").Select(f => f.GetAttribute("src"))];

    private static AngleSharp.Dom.IElement Take(IRenderedComponent<RoomStage> stage) => stage.FindAll("button").Single(b => b.TextContent.Trim() == "Take");

    private void Answers(PublicStream stream, params string[] requests)
    {
        foreach (var request in requests.Append($"GET /streams/{stream.Id}")) House.Answers(request, SomeStream.Json(stream));
    }

    private IRenderedComponent<RoomStage> Open(params PublicStream[] streams)
    {
        foreach (var stream in streams) Answers(stream);
        var stage = Render<RoomStage>(p => p.Add(s => s.AuctionId, "genesis-1").Add(s => s.Streams, streams));
        stage.WaitForElement("select[aria-label='Next scene'] option[value=sold]");
        return stage;
    }
}
