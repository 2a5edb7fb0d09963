using Microsoft.Extensions.Logging;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Sales;

namespace Sothebais.Grains.Sales;

/// <summary>How a sale asks its lots' auctions, and hears from them.</summary>
internal sealed partial class SaleGrain
{
    private const int AtOnce = 32;
    private const int RevisionTries = 5;

    private IAuctionGrain Auction(string id) => GrainFactory.GetGrain<IAuctionGrain>(id);

    private Origin By(string key) => new($"sale:{Id}", key, "");

    /// <summary>Asks lots what they were directed to do, many at once, and notes what came of it.</summary>
    private async Task DirectLots()
    {
        var lots = _sale!.Directed.Take(AtOnce).ToArray();
        var answers = await Task.WhenAll(lots.Select(Direct));
        var minutes = new Minutes(_sale, Id, Now());
        foreach (var (lot, answer) in lots.Zip(answers))
            if (answer is { } given) minutes.Enter(SaleRules.Follow(minutes.Sale!, lot, given.Answer, given.Seen, Now()));
        await Commit(minutes);
        if (answers.Any(a => a is null)) throw new OutcomeUnknownException("An auction of the sale did not answer; retry with the same key.");
    }

    private async Task<(AuctionAnswer Answer, AuctionView? Seen)?> Direct(SaleLot lot)
    {
        var (auction, asked) = (Auction(lot.AuctionId), lot.Outstanding!);
        try
        {
            var answer = asked.ClosesAt is { } closesAt ? await SetClose(auction, asked.Sequence, closesAt) : null;
            answer ??= await auction.Execute(asked.Command(By($"{asked.Sequence}")));
            return (answer, answer is AuctionAnswer.Done done ? done.View : await auction.View());
        }
        catch (Exception e) when (MayPass(e))
        {
            NoAnswer(Id, lot.AuctionId, asked.Direction, e);
            return null;
        }
    }

    /// <summary>Gives a lot that has yet to open the close that the sale decided.</summary>
    /// <returns>The refusal; null where it has the close, or where its opening will be refused anyway.</returns>
    private async Task<AuctionAnswer?> SetClose(IAuctionGrain auction, long sequence, DateTimeOffset closesAt)
    {
        for (var tries = 1; ; tries++)
        {
            if (await auction.View() is not { Status: AuctionStatus.Draft or AuctionStatus.Scheduled } view || view.Settings.ClosesAt == closesAt) return null;
            var settings = view.Settings with { ClosesAt = closesAt, Duration = null, StartsOnFirstBid = false };
            var answer = await auction.Execute(new ReviseAuction(settings, view.Sequence) { Origin = By($"{sequence} close {view.Sequence}") });
            if (answer is not AuctionAnswer.Refused no) return null;
            if (no.Reason != Refusal.Conflict || tries == RevisionTries) return no;
        }
    }

    /// <summary>Looks how lots are.</summary>
    private async Task Look(IReadOnlyList<string> auctionIds)
    {
        foreach (var some in auctionIds.Chunk(AtOnce))
        {
            var seen = await Views(some);
            var minutes = new Minutes(_sale, Id, Now());
            foreach (var (id, view) in seen)
                if (view is not null) minutes.Enter(SaleRules.Hear(minutes.Sale!.Lots[id], view, Now()));
            await Commit(minutes);
        }
    }

    private async Task<Dictionary<string, AuctionView?>> Views(IReadOnlyCollection<string> ids)
    {
        var views = new Dictionary<string, AuctionView?>();
        try
        {
            foreach (var some in ids.Distinct().Chunk(AtOnce))
                foreach (var (id, view) in some.Zip(await Task.WhenAll(some.Select(id => Auction(id).View())))) views[id] = view;
        }
        catch (Exception e) when (MayPass(e) && e is not OutcomeUnknownException)
        {
            throw new OutcomeUnknownException("An auction of the sale did not answer; retry with the same key.");
        }
        return views;
    }

    /// <summary>
    /// Writes this sale into auctions that are to be its lots, before it lists them: an auction says itself which sale it belongs to. What a crash leaves
    /// is a draft that names a sale which does not list it; adding it again puts that right.
    /// </summary>
    /// <returns>The refusal; null where all are this sale's.</returns>
    private async Task<SaleAnswer?> Claim(IReadOnlyDictionary<string, AuctionView?> auctions)
    {
        foreach (var (id, view) in auctions)
        {
            if (view!.Settings.SaleId == Id) continue;
            var answer = await Auction(id).Execute(new ReviseAuction(view.Settings with { SaleId = Id }, view.Sequence) { Origin = By($"claim {view.Sequence}") });
            if (answer is AuctionAnswer.Refused no) return new SaleAnswer.Refused(SaleRefusal.LotRefused, _sale!.Status, id, no.Reason, no.Status, no.Detail);
        }
        return null;
    }

    /// <summary>Makes the auctions of an import. However often a crash lets it begin again, each is made once; only then are they lots.</summary>
    private async Task MakeLots()
    {
        foreach (var lots in _sale!.Import!.Value.Chunk(AtOnce))
        {
            var made = await Task.WhenAll(lots.Select(Make));
            var taken = lots.Where((_, n) => made[n] is AuctionAnswer.Refused).Select(l => new ImportedIdTaken(l.AuctionId, Guid.CreateVersion7(Now()).ToString("n"))).ToArray();
            if (taken.Length == 0) continue;
            await Commit(taken);
            return; // and again, with other ids
        }
        await Commit([new ImportCompleted()]);
    }

    private async Task<AuctionAnswer> Make(ImportedLot lot)
    {
        try
        {
            return await Auction(lot.AuctionId).Execute(new CreateAuction(lot.Settings) { Origin = By($"{_sale!.ImportSequence}") });
        }
        catch (Exception e) when (MayPass(e) && e is not OutcomeUnknownException)
        {
            throw new OutcomeUnknownException("An auction of the import did not answer; retry with the same key.");
        }
    }

    private static bool MayPass(Exception e) => e is OutcomeUnknownException or TimeoutException or OrleansException;

    [LoggerMessage(LogLevel.Warning, "Sale {Sale}: its lot {Auction} did not answer to {Direction}; it is asked again.")]
    private partial void NoAnswer(string sale, string auction, Direction direction, Exception e);
}
