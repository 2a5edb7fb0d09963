using System.Text;
using Sothebais.GrainInterfaces.Auctions;

namespace Sothebais.Grains.Auctions;

/// <summary>What an export for the audit needs beside the log's entries.</summary>
internal sealed partial class AuctionHistoryGrain
{
    public async Task<LogHead?> Head()
    {
        if (await Settings() is not { Currency: var currency } || await GrainFactory.GetGrain<IAuctionGrain>(this.GetPrimaryKeyString()).View() is not { } view) return null;
        // More may have been committed since; the export ends with the commit that holds the newest event that anybody was shown.
        var newest = (await log.Read(Entity, view.Sequence - 1, 1))[0];
        return new LogHead(newest.First + newest.Events.Count - 1, newest.Hash, currency, clock.GetUtcNow());
    }

    public async Task<AttemptPage?> Attempts(string? after, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(limit, Math.Clamp(limit, 1, 1_000));
        if (await Settings() is null) return null;
        if (after is null) await GrainFactory.GetGrain<IAuctionGrain>(this.GetPrimaryKeyString()).RecordAttempts();
        var page = await attempts.Read(Entity, after, limit);
        return new AttemptPage([.. page.Select(a => Encoding.UTF8.GetString(a.Json))], page.Count == limit ? page[^1].Place : null);
    }
}
