using Sothebais.Gateways.Admin.Console.Streams.Studio;

namespace Sothebais.Tests.Unit.Console.Streams;

/// <summary>What the parts of the studio work on together.</summary>
public sealed class StudioDeskTests
{
    private readonly StudioDesk _desk = new(() => Task.CompletedTask);

    public StudioDeskTests() => _desk.Take(SomeStream.Evening());

    [Fact]
    public void It_begins_with_the_scene_that_the_preview_shows() => Assert.Equal("standing", _desk.Scene!.Id);

    [Fact]
    public void An_answer_that_others_have_overtaken_says_nothing()
    {
        _desk.ChooseLayer("price");
        _desk.Take("standing", SomeStream.Layer("price", x: 500, version: 9));
        _desk.Take(SomeStream.Evening(sequence: 8));
        Assert.Equal(500, _desk.Layer!.X);
        Assert.Equal((500, 9), (_desk.Work!.Typed.X, _desk.Work.Version));
    }

    [Fact]
    public void Somebody_elses_change_is_told_where_something_is_typed_over_it()
    {
        _desk.ChooseLayer("price");
        _desk.Work!.Typed = _desk.Work.Typed with { X = 7 };
        _desk.Take(SomeStream.Evening(6, SomeStream.Layer("price", x: 500, version: 6)));
        Assert.Equal(["Left"], _desk.Work.Theirs.Select(c => c.Label));
        Assert.Equal(7, _desk.Work.Typed.X);
    }

    [Fact]
    public void A_layer_that_is_gone_is_worked_on_no_more()
    {
        _desk.ChooseLayer("leader");
        _desk.Take(SomeStream.Evening(6, SomeStream.Layer("price")));
        Assert.Null(_desk.Layer);
        Assert.Null(_desk.Work);
    }

    [Fact]
    public void Another_layer_begins_with_nothing_typed()
    {
        _desk.ChooseLayer("price");
        _desk.Work!.Typed = _desk.Work.Typed with { X = 7 };
        _desk.ChooseLayer("leader");
        Assert.False(_desk.Work!.IsTouched);
    }
}
