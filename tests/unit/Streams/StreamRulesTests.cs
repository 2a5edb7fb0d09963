using Sothebais.GrainInterfaces.Streams;
using Sothebais.Grains.Streams;

namespace Sothebais.Tests.Unit.Streams;

/// <summary>What an admin can do with a stream, and what not.</summary>
public sealed class StreamRulesTests
{
    private readonly Studio _studio = Studio.Built();

    [Fact]
    public void Nothing_can_be_asked_of_a_stream_that_is_not_there_but_to_be()
    {
        var studio = new Studio();
        studio.Refuses(StreamRefusal.StreamNotFound, o => new GoLive { Origin = o });
        studio.Refuses(StreamRefusal.StreamNotFound, o => new ChangeStream(Studio.Settings, null) { Origin = o });
        studio.Does(o => new CreateStream(Studio.Settings, [ScenePreset.Standing, ScenePreset.Sold, ScenePreset.Standing]) { Origin = o });
        Assert.Equal(["standing", "sold"], studio.View.Scenes.Select(s => s.Id));
        Assert.Equal(("standing", StreamStatus.Offline), (studio.View.Programme, studio.View.Status));
        studio.Refuses(StreamRefusal.StreamExists, o => new CreateStream(Studio.Settings, []) { Origin = o });
    }

    [Fact]
    public void A_removed_stream_is_gone_and_its_id_is_free_again()
    {
        _studio.Does(o => new GoLive { Origin = o });
        _studio.Refuses(StreamRefusal.StreamLive, o => new RemoveStream(null) { Origin = o });
        _studio.Does(o => new GoOffline { Origin = o });
        _studio.Refuses(StreamRefusal.Conflict, o => new RemoveStream(99) { Origin = o });
        _studio.Does(o => new RemoveStream(1) { Origin = o });
        Assert.Null(_studio.Stream.View);
        _studio.Refuses(StreamRefusal.StreamNotFound, o => new GoLive { Origin = o });
        _studio.Does(o => new CreateStream(Studio.Settings, []) { Origin = o });
        Assert.Empty(_studio.View.Scenes);
        Assert.Equal(_studio.Stream.Sequence, _studio.View.Sequence);
    }

    [Fact]
    public void Nothing_goes_on_air_without_a_scene_and_the_first_scene_is_the_programme()
    {
        var studio = new Studio();
        studio.Does(o => new CreateStream(Studio.Settings, []) { Origin = o });
        studio.Refuses(StreamRefusal.NoScene, o => new GoLive { Origin = o });
        studio.Does(o => new AddScene("only", "Only", []) { Origin = o });
        Assert.Equal("only", studio.View.Programme);
        studio.Does(o => new GoLive { Origin = o });
        Assert.NotNull(studio.View.LiveSince);
        studio.LeavesAsItIs(o => new GoLive { Origin = o });
        studio.Refuses(StreamRefusal.SceneOnAir, o => new RemoveScene("only", null) { Origin = o });
        studio.Does(o => new GoOffline { Origin = o });
        studio.Does(o => new RemoveScene("only", null) { Origin = o });
        Assert.Null(studio.View.Programme);
    }

    [Fact]
    public void Taking_the_preview_puts_what_was_on_air_into_it()
    {
        _studio.Refuses(StreamRefusal.NothingInPreview, o => new TakeScene(null, Transition.Cut) { Origin = o });
        _studio.Does(o => new PreviewScene("b") { Origin = o });
        _studio.Does(o => new TakeScene(null, Studio.Fade) { Origin = o });
        Assert.Equal(("b", "a", Studio.Fade), (_studio.View.Programme, _studio.View.Preview, _studio.View.Transition));
        var taken = _studio.View.TakenBy;
        _studio.Does(o => new TakeScene("c", Transition.Cut) { Origin = o });
        Assert.Equal(("c", "a"), (_studio.View.Programme, _studio.View.Preview));
        Assert.True(_studio.View.TakenBy > taken);
        _studio.LeavesAsItIs(o => new TakeScene("c", Studio.Fade) { Origin = o });
        _studio.Refuses(StreamRefusal.SceneNotFound, o => new TakeScene("d", Transition.Cut) { Origin = o });
        _studio.Refuses(StreamRefusal.SceneNotFound, o => new PreviewScene("d") { Origin = o });
        _studio.Does(o => new PreviewScene(null) { Origin = o });
        Assert.Null(_studio.View.Preview);
    }

    [Fact]
    public void A_scene_that_goes_leaves_the_preview_and_offline_the_programme_to_the_next()
    {
        _studio.Does(o => new PreviewScene("b") { Origin = o });
        _studio.Does(o => new RemoveScene("b", null) { Origin = o });
        Assert.Null(_studio.View.Preview);
        _studio.Does(o => new RemoveScene("a", null) { Origin = o });
        Assert.Equal("c", _studio.View.Programme);
    }

    [Fact]
    public void Scenes_are_renamed_and_moved()
    {
        _studio.Does(o => new ChangeScene("c", "Third", 0, _studio.Scene("c").Version) { Origin = o });
        Assert.Equal(["c", "a", "b"], _studio.View.Scenes.Select(s => s.Id));
        Assert.Equal("Third", _studio.Scene("c").Name);
        _studio.Does(o => new ChangeScene("c", "Third", 99, null) { Origin = o });
        Assert.Equal(["a", "b", "c"], _studio.View.Scenes.Select(s => s.Id));
        _studio.LeavesAsItIs(o => new ChangeScene("c", "Third", null, null) { Origin = o });
    }

    [Fact]
    public void Layers_stand_from_back_to_front_and_of_one_depth_as_they_came()
    {
        _studio.Does(o => new AddLayer("a", Studio.Text("front", "f", z: 5)) { Origin = o });
        _studio.Does(o => new AddLayer("a", Studio.Text("back", "b", z: -5)) { Origin = o });
        _studio.Does(o => new AddLayer("a", Studio.Text("later", "l")) { Origin = o });
        Assert.Equal(["back", "x", "p", "later", "front"], _studio.Scene("a").Layers.Select(l => l.Id));
        _studio.Does(o => new ChangeLayer("a", _studio.Layer("a", "back") with { Z = 5 }, null) { Origin = o });
        Assert.Equal(["x", "p", "later", "back", "front"], _studio.Scene("a").Layers.Select(l => l.Id));
    }

    [Fact]
    public void A_layer_is_what_it_is_and_there_once()
    {
        _studio.Refuses(StreamRefusal.LayerExists, o => new AddLayer("a", Studio.Price("x")) { Origin = o });
        _studio.Refuses(StreamRefusal.KindFixed, o => new ChangeLayer("a", Studio.Price("x"), null) { Origin = o });
        _studio.Refuses(StreamRefusal.LayerNotFound, o => new ChangeLayer("a", Studio.Price("q"), null) { Origin = o });
        _studio.Refuses(StreamRefusal.SceneNotFound, o => new AddLayer("d", Studio.Price("q")) { Origin = o });
        _studio.Refuses(StreamRefusal.SceneExists, o => new AddScene("a", "A", []) { Origin = o });
        _studio.Refuses(StreamRefusal.LayerExists, o => new AddScene("d", "D", [Studio.Price("q"), Studio.Price("q")]) { Origin = o });
        _studio.Refuses(StreamRefusal.LayerNotFound, o => new RemoveLayer("a", "q", null) { Origin = o });
        _studio.Refuses(StreamRefusal.LayerNotFound, o => new ShowLayer("a", "q", true) { Origin = o });
    }

    [Fact]
    public void There_is_an_end_to_scenes_layers_and_assets()
    {
        while (_studio.View.Scenes.Length < Scene.Most) _studio.Does(o => new AddScene($"s{_studio.View.Scenes.Length}", "S", []) { Origin = o });
        _studio.Refuses(StreamRefusal.TooManyScenes, o => new AddScene("more", "S", []) { Origin = o });
        while (_studio.Scene("a").Layers.Length < Scene.MostLayers) _studio.Does(o => new AddLayer("a", Studio.Price($"l{_studio.Scene("a").Layers.Length}")) { Origin = o });
        _studio.Refuses(StreamRefusal.TooManyLayers, o => new AddLayer("a", Studio.Price("more")) { Origin = o });
        while (_studio.View.Assets.Length < Asset.Most) _studio.Does(o => new AddAsset(new Asset($"{_studio.View.Assets.Length:x64}", "one", "image/png", 1)) { Origin = o });
        _studio.Refuses(StreamRefusal.TooManyAssets, o => new AddAsset(new Asset(new string('f', 64), "one", "image/png", 1)) { Origin = o });
        _studio.Does(o => new RemoveAsset($"{0:x64}") { Origin = o });
        _studio.Refuses(StreamRefusal.AssetNotFound, o => new RemoveAsset($"{0:x64}") { Origin = o });
        _studio.LeavesAsItIs(o => new AddAsset(new Asset($"{1:x64}", "again", "image/png", 1)) { Origin = o });
    }

    [Fact]
    public void Showing_and_hiding_say_how_it_shall_be()
    {
        _studio.LeavesAsItIs(o => new ShowLayer("a", "x", true) { Origin = o });
        _studio.Does(o => new ShowLayer("a", "x", false) { Origin = o });
        Assert.False(_studio.Layer("a", "x").Visible);
        _studio.Does(o => new ShowLayer("a", "x", true) { Origin = o });
        Assert.True(_studio.Layer("a", "x").Visible);
    }

    [Fact]
    public void A_caption_has_its_time_and_a_new_one_takes_its_place()
    {
        _studio.Does(o => new PostCaption("First", TimeSpan.FromSeconds(30)) { Origin = o });
        var first = _studio.View.Caption!;
        Assert.Equal(TimeSpan.FromSeconds(30), first.Until - first.From);
        _studio.Does(o => new PostCaption("Second", TimeSpan.FromSeconds(5)) { Origin = o });
        Assert.Equal("Second", _studio.View.Caption!.Text);
        _studio.Does(o => new ClearCaption { Origin = o });
        Assert.Null(_studio.View.Caption);
        _studio.LeavesAsItIs(o => new ClearCaption { Origin = o });
    }

    [Fact]
    public void There_is_one_overlay_token_at_most()
    {
        _studio.Refuses(StreamRefusal.NoOverlayToken, o => new RevokeOverlayToken { Origin = o });
        _studio.Does(o => new IssueOverlayToken("one") { Origin = o });
        _studio.Does(o => new IssueOverlayToken("two") { Origin = o });
        Assert.Equal("two", _studio.View.OverlayTokenHash);
        _studio.Does(o => new RevokeOverlayToken { Origin = o });
        Assert.Null(_studio.View.OverlayTokenHash);
    }

    [Fact]
    public void An_edit_of_what_has_changed_since_is_refused_with_the_version_that_is()
    {
        var seen = _studio.Layer("a", "x");
        _studio.Does(o => new ChangeLayer("a", seen with { X = 50 }, seen.Version) { Origin = o });
        var verdict = _studio.Ask(o => new ChangeLayer("a", seen with { Y = 70 }, seen.Version) { Origin = o });
        Assert.Equal((StreamRefusal.Conflict, _studio.Layer("a", "x").Version), (verdict.Refusal!.Value, verdict.Version!.Value));
        Assert.Equal((50, 0), (_studio.Layer("a", "x").X, _studio.Layer("a", "x").Y));
        // Its neighbour is nobody's business.
        var other = _studio.Layer("a", "p");
        _studio.Does(o => new ChangeLayer("a", other with { X = 1 }, other.Version) { Origin = o });
        _studio.Refuses(StreamRefusal.Conflict, o => new RemoveLayer("a", "x", seen.Version) { Origin = o });
        _studio.Refuses(StreamRefusal.Conflict, o => new RemoveScene("b", 1) { Origin = o });
        _studio.Refuses(StreamRefusal.Conflict, o => new ChangeScene("b", "B", 0, 1) { Origin = o });
        _studio.Refuses(StreamRefusal.Conflict, o => new ChangeStream(Studio.Settings with { Title = "x" }, 2) { Origin = o });
        _studio.Does(o => new ChangeStream(Studio.Settings with { Title = "x" }, 1) { Origin = o });
    }

    [Fact]
    public void A_command_is_known_by_its_key_until_a_thousand_others_have_come()
    {
        var first = Grains.Auctions.AnswerBook.KeyOf(_studio.Events[0].Origin!);
        while (_studio.Stream.Sequence < Composition.KeysKept) _studio.Does(o => new ShowLayer("a", "x", !_studio.Layer("a", "x").Visible) { Origin = o });
        Assert.Equal(1, _studio.Stream.Keys[first].Sequence);
        _studio.Does(o => new PostCaption("x", TimeSpan.FromSeconds(1)) { Origin = o });
        Assert.False(_studio.Stream.Keys.ContainsKey(first));
        Assert.Equal(Composition.KeysKept, _studio.Stream.Keys.Count);
    }
}
