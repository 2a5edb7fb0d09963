using Sothebais.GrainInterfaces.Auctions;
using Sothebais.Grains.Auctions;
using Sothebais.Grains.EventLog;

namespace Sothebais.Tests.Unit.Auctions;

public sealed class AnswerBookTests
{
    private static readonly AuctionAnswer Low = new AuctionAnswer.Refused(Refusal.BidTooLow);
    private readonly AnswerBook _book = new();

    [Fact]
    public void A_key_belongs_to_its_caller()
    {
        Assert.Equal(Key("alice", "=1"), Key("alice", "=1"));
        Assert.NotEqual(Key("alice", "=1"), Key("bob", "=1"));
        Assert.NotEqual(Key("alice", "=1"), Key("alice", "=2"));
        Assert.NotEqual(Key("alice", "=1"), Key("alice=", "1"));
        Assert.Equal(AnswerBook.KeyOf(new Origin("alice", "=1", "one")), AnswerBook.KeyOf(new Origin("alice", "=1", "another")));
    }

    [Fact]
    public void A_long_key_is_a_key_like_any_other()
    {
        var key = new string('\u00e9', 5_000);
        Assert.Equal(Key("alice", key), Key("alice", key));
        Assert.NotEqual(Key("alice", key), Key("alice", key + "x"));
    }

    [Fact]
    public void A_used_key_is_found_with_its_first_event_and_what_was_asked()
    {
        Assert.Null(_book.Find(Key("alice", "=1")));
        _book.Note(Event(3, new Origin("alice", "=1", "body")));
        Assert.Equal(new RememberedKey(Key("alice", "=1"), 3, "body"), _book.Find(Key("alice", "=1")));
        Assert.True(_book.Complete);
    }

    [Fact]
    public void Only_the_first_event_of_a_command_counts()
    {
        var origin = new Origin("alice", "=1", "body");
        _book.Note(Event(3, origin));
        _book.Note(Event(4, origin)); // the soft close that followed
        Assert.Equal(3, _book.Find(AnswerBook.KeyOf(origin))!.Value.Sequence);
        Assert.Equal(1, _book.Unsaved);
    }

    [Fact]
    public void A_soft_close_read_without_its_bid_does_not_answer_for_it()
    {
        // A snapshot may end between the two.
        var origin = new Origin("alice", "=1", "body");
        _book.Note(new AuctionExtended(null, 1, ExtensionReason.SoftClose) { Sequence = 4, Origin = origin });
        Assert.Null(_book.Find(AnswerBook.KeyOf(origin)));
    }

    [Fact]
    public void What_time_itself_did_used_no_key()
    {
        _book.Note(Event(3, null));
        Assert.Equal(0, _book.Unsaved);
    }

    [Fact]
    public void Keys_are_saved_up_to_a_sequence_and_once()
    {
        for (var i = 1; i <= 5; i++) _book.Note(Event(i, new Origin("alice", $"={i}", "")));
        Assert.Equal(5, _book.Unsaved);
        Assert.Equal([1L, 2L, 3L], _book.TakeUnsaved(3).Select(k => k.Sequence));
        Assert.Empty(_book.TakeUnsaved(3));
        Assert.Equal(2, _book.Unsaved);
        Assert.NotNull(_book.Find(Key("alice", "=1"))); // saved, and still at hand
    }

    [Fact]
    public void Keys_that_could_not_be_saved_are_saved_with_the_next()
    {
        for (var i = 1; i <= 4; i++) _book.Note(Event(i, new Origin("alice", $"={i}", "")));
        var taken = _book.TakeUnsaved(2);
        _book.PutBack(taken);
        Assert.Equal([1L, 2L, 3L], _book.TakeUnsaved(3).Select(k => k.Sequence));
        Assert.Equal(1, _book.Unsaved);
    }

    [Fact]
    public void The_oldest_keys_make_room_and_the_book_says_that_it_is_no_longer_complete()
    {
        for (var i = 1; i <= AnswerBook.Held; i++) _book.Note(Event(i, new Origin("a", $"{i}", "")));
        Assert.True(_book.Complete);
        Assert.NotNull(_book.Find(Key("a", "1")));
        _book.Note(Event(AnswerBook.Held + 1, new Origin("a", "one more", "")));
        Assert.False(_book.Complete);
        Assert.Null(_book.Find(Key("a", "1")));
        Assert.NotNull(_book.Find(Key("a", "2")));
        Assert.NotNull(_book.Find(Key("a", "one more")));
    }

    [Fact]
    public void An_answer_is_held_for_a_repetition_and_the_first_one_stays()
    {
        Assert.Null(_book.Answer(1));
        _book.Hold(1, Low, "body");
        _book.Hold(1, new AuctionAnswer.Refused(Refusal.AuctionNotOpen), "other");
        Assert.Equal((Low, "body"), _book.Answer(1));
    }

    [Fact]
    public void Answers_are_bounded_and_the_oldest_go_first()
    {
        for (var i = 1; i <= AnswerBook.Answers; i++) _book.Hold((UInt128)i, Low, "");
        _book.Hold(2, Low, ""); // a repetition takes no room
        Assert.NotNull(_book.Answer(1));
        _book.Hold(AnswerBook.Answers + 1, Low, "");
        Assert.Null(_book.Answer(1));
        Assert.NotNull(_book.Answer(2));
        Assert.NotNull(_book.Answer(AnswerBook.Answers + 1));
    }

    private static UInt128 Key(string by, string key) => AnswerBook.KeyOf(new Origin(by, key, ""));

    private static FairWarning Event(long sequence, Origin? origin) => new(1) { Sequence = sequence, At = Room.Noon, Origin = origin };
}
