using System.Globalization;
using Sothebais.Gateways.Admin.Console.Api;
using Sothebais.Gateways.Defaults.Auctions;
using Sothebais.Gateways.Defaults.Requests;

namespace Sothebais.Gateways.Admin.Console.Auctions;

/// <summary>Reads an auction's public log from its end: sequences have no gaps, so that a page before a place can be asked for.</summary>
/// <param name="api">The house.</param>
/// <param name="auction">The auction's id.</param>
/// <param name="sentence">What an event says: what is searched.</param>
internal sealed class LogReading(HouseApi api, string auction, Func<LoggedEvent, string> sentence)
{
    private const int Shown = 25;

    /// <summary>Reads a page, newest first.</summary>
    /// <param name="query">Letters of the sentence; empty is everything.</param>
    /// <param name="before">The sequence before which to go on; null is the end of the log.</param>
    /// <param name="stopping">Gives up.</param>
    public async Task<(IReadOnlyList<LoggedEvent> Items, string? Next)> Page(string query, string? before, CancellationToken stopping)
    {
        before ??= PlaceOf((await api.Get<PublicView>($"auctions/{auction}", stopping)).Sequence + 1);
        if (query.Length == 0) return await Before(before, Shown, stopping);
        return await Searching.Page(
            (place, limit) => Before(place!, limit, stopping), e => Searching.Matches(query, sentence(e), PlaceOf(e.Sequence)), e => PlaceOf(e.Sequence), before, Shown);
    }

    private async Task<(IReadOnlyList<LoggedEvent> Items, string? Next)> Before(string place, int limit, CancellationToken stopping)
    {
        var before = long.Parse(place, CultureInfo.InvariantCulture);
        var after = Math.Max(0, before - 1 - limit);
        if (before - 1 <= after) return ([], null);
        var page = await api.Get<LogPage>($"auctions/{auction}/events?after={PlaceOf(after)}&limit={before - 1 - after}", stopping);
        return (page.Items.Reverse().ToArray(), after > 0 ? PlaceOf(after + 1) : null);
    }

    private static string PlaceOf(long sequence) => sequence.ToString(CultureInfo.InvariantCulture);
}
