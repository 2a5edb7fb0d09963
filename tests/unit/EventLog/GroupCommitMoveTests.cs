using CsCheck;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Proof;
using Sothebais.Grains.Auctions;
using Sothebais.Grains.Catalogue;
using Sothebais.Grains.EventLog;
using Sothebais.Tests.Unit.Auctions;

namespace Sothebais.Tests.Unit.EventLog;

/// <summary>Where an auction stands in the catalogue must not depend on which of its events shared a commit.</summary>
public sealed class GroupCommitMoveTests
{
    private readonly HeldLog _log = new();
    private readonly Turns _turns = new();

    [Fact]
    public void An_auction_created_and_scheduled_in_one_commit_is_in_the_list_of_all()
    {
        var room = Room.Draft(t => t with { OpensAt = Room.Noon.AddHours(1) });
        room.Schedule().Yes();
        Assert.Equal(["all", "status:Scheduled"], ListsAfter(room.Log));
    }

    [Fact]
    public void A_change_of_status_and_of_sale_in_one_commit_are_both_seen()
    {
        var room = Room.Draft(t => t with { OpensAt = Room.Noon.AddHours(1), SaleId = "spring" });
        room.Schedule().Yes();
        room.Revise(t => t with { SaleId = "autumn" }).Yes();
        Assert.Equal(["all", "sale:autumn", "sale:autumn:status:Scheduled", "status:Scheduled"], ListsAfter(room.Log));
    }

    [Fact]
    public void A_way_there_and_back_in_one_commit_leaves_it_where_it_was()
    {
        var room = Room.Opened();
        var before = room.Log.Count;
        room.Pause().Yes();
        room.Resume().Yes();
        Assert.Equal(["all", "status:Open"], ListsAfter(room.Log, before));
    }

    [Fact]
    public void A_split_group_moves_the_auction_with_its_last_part()
    {
        var commit = new GroupCommit(_log, "a", 0, HashChain.Start, _ => { });
        var move = new CatalogueMove("a", ["status:Draft"], ["status:Open"]);
        _turns.Take(() =>
        {
            for (var i = 1; i <= 600; i++) commit.Append(new FairWarning(i) { Sequence = i }, "USD/2", i == 1 ? move : null);
        });
        _turns.Take(_log.Land);
        Assert.Equal([null, move], _log.Commits.Select(c => c.Move));
    }

    [Fact]
    public void Moves_that_share_a_commit_have_the_effect_of_one_after_the_other() =>
        Gen.Select(Lists, Gen.Select(Lists, Lists).Array[1, 5]).Hold(sample =>
        {
            var (start, moves) = sample;
            var expected = new HashSet<string>(start);
            foreach (var (leave, join) in moves)
            {
                expected.ExceptWith(leave);
                expected.UnionWith(join);
            }
            var log = new HeldLog();
            var commit = new GroupCommit(log, "a", 0, HashChain.Start, _ => { });
            _turns.Take(() =>
            {
                for (var i = 0; i < moves.Length; i++)
                    commit.Append(new FairWarning(1) { Sequence = i + 1 }, "USD/2", new CatalogueMove("a", [.. moves[i].Item1.Except(moves[i].Item2)], moves[i].Item2));
            });
            var actual = new HashSet<string>(start);
            Play(actual, Assert.Single(log.Commits).Move);
            Assert.Equal(expected.Order(), actual.Order());
        });

    private static readonly Gen<string[]> Lists = Gen.OneOf(Gen.Const("a"), Gen.Const("b"), Gen.Const("c"), Gen.Const("d")).Array[0, 3].Select(l => l.Distinct().ToArray());

    /// <summary>The lists an auction is in when its events after some committed ones share a commit.</summary>
    private string[] ListsAfter(List<AuctionEvent> events, int alreadyCommitted = 0)
    {
        var lists = new HashSet<string>();
        Auction? auction = null;
        foreach (var happened in events.Take(alreadyCommitted)) Play(lists, Next(ref auction, happened));
        var commit = new GroupCommit(_log, Room.Id, alreadyCommitted, HashChain.Start, _ => { });
        _turns.Take(() =>
        {
            foreach (var happened in events.Skip(alreadyCommitted)) commit.Append(happened, "USD/2", Next(ref auction, happened));
        });
        Play(lists, Assert.Single(_log.Commits).Move);
        return [.. lists.Order(StringComparer.Ordinal)];
    }

    private static CatalogueMove? Next(ref Auction? auction, AuctionEvent happened)
    {
        var before = auction;
        auction = Auction.Apply(before, Room.Id, happened);
        return CatalogueLists.Move(before, auction);
    }

    // As the logs do it: leave, then join.
    private static void Play(HashSet<string> lists, CatalogueMove? move)
    {
        lists.ExceptWith(move?.Leave ?? []);
        lists.UnionWith(move?.Join ?? []);
    }
}
