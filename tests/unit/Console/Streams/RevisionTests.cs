using Sothebais.Gateways.Admin.Console.Parts;
using Sothebais.Gateways.Admin.Console.Streams;
using Sothebais.Gateways.Defaults.Streams;

namespace Sothebais.Tests.Unit.Console.Streams;

/// <summary>Typing over something that others change.</summary>
public sealed class RevisionTests
{
    private static readonly LayerTerms Layer = new() { Kind = "price", X = 10, Y = 20, Width = 300, Height = 100, Style = new() { Ink = "#112233" } };
    private readonly Revision<LayerTerms> _work = new(StreamFields.Layer, Layer, 3);

    [Fact]
    public void While_nothing_is_typed_the_newest_is_simply_there()
    {
        _work.Meet(Layer with { X = 50 }, 4);
        Assert.Equal((50, 50, 4, false), (_work.Typed.X, _work.Seen.X, _work.Version, _work.IsTouched));
        Assert.Empty(_work.Theirs);
    }

    [Fact]
    public void What_is_typed_stays_the_rest_becomes_theirs_and_it_is_told_what_that_was()
    {
        _work.Typed = Layer with { X = 77 };
        _work.Meet(Layer with { X = 50, Width = 400, Style = new() }, 4);
        Assert.Equal((77, 400, null), (_work.Typed.X, _work.Typed.Width, _work.Typed.Style?.Ink));
        Assert.Equal([new Change("Left", "10", "50"), new Change("Width", "300", "400"), new Change("Ink", "#112233", "nothing")], _work.Theirs);
        Assert.Equal("""{"x":77}""", _work.Patch().ToJsonString());
    }

    [Fact]
    public void Ones_own_act_is_nobody_elses_even_where_more_is_typed_since()
    {
        _work.Typed = Layer with { X = 77, Y = 88 };
        _work.Meet(Layer with { X = 77 }, 4, own: true);
        Assert.Empty(_work.Theirs);
        Assert.Equal("""{"y":88}""", _work.Patch().ToJsonString());
    }

    [Fact]
    public void Who_typed_the_same_as_they_did_has_nothing_to_decide()
    {
        _work.Typed = Layer with { X = 50 };
        _work.Meet(Layer with { X = 50 }, 4);
        Assert.False(_work.IsTouched);
        Assert.Empty(_work.Theirs);
    }

    [Fact]
    public void An_older_answer_changes_nothing()
    {
        _work.Meet(Layer with { X = 50 }, 4);
        _work.Meet(Layer, 3);
        Assert.Equal((50, 4), (_work.Seen.X, _work.Version));
    }

    [Fact]
    public void Discarding_takes_theirs()
    {
        _work.Typed = Layer with { X = 77 };
        _work.Meet(Layer with { X = 50 }, 4);
        _work.Discard();
        Assert.Equal((50, false), (_work.Typed.X, _work.IsTouched));
        Assert.Empty(_work.Theirs);
    }

    [Fact]
    public void The_patch_has_what_is_typed_alone_and_takes_away_by_null()
    {
        _work.Typed = Layer with { Style = new() { Opacity = 50 }, Content = new() { Rows = 4 } };
        Assert.Equal("""{"content":{"rows":4},"style":{"ink":null,"opacity":50}}""", _work.Patch().ToJsonString());
    }
}
