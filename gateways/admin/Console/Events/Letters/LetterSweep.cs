using System.Globalization;
using Sothebais.Gateways.Admin.Console.Api;
using Sothebais.Gateways.Admin.Console.Work;
using Sothebais.Gateways.Defaults.DeadLetters;

namespace Sothebais.Gateways.Admin.Console.Events.Letters;

/// <summary>Tries again or discards all letters that a filter chooses, one after the other, as a long work. Those that come meanwhile stay as they are.</summary>
/// <param name="api">The house, in the person's name.</param>
/// <param name="filter">Which letters.</param>
/// <param name="count">How many there were when it was asked for.</param>
internal sealed class LetterSweep(HouseApi api, LetterFilter filter, LetterCount count)
{
    /// <summary>The page on which sweeps are found again.</summary>
    public const string Page = "/events/dead-letters";

    private const int Letters = 100; // a page

    /// <summary>How many pages are read to count what a reason or a search chooses.</summary>
    private const int MostCounted = 20;

    /// <summary>Counts the letters that a filter chooses; where that takes long, so many at least.</summary>
    public static async Task<LetterCount> Count(HouseApi api, LetterFilter filter, CancellationToken stopping)
    {
        var (counted, cursor) = (0L, "");
        for (var pages = 0; pages < MostCounted; pages++)
        {
            var page = await Read(api, filter, cursor, stopping);
            if (page.Total is { } total) return new LetterCount(total, false);
            counted += page.Items.Length;
            if (page.NextCursor is null) return new LetterCount(counted, false);
            cursor = page.NextCursor;
        }
        return new LetterCount(counted, true);
    }

    /// <summary>Tries them again.</summary>
    public async Task<(string Says, object? Result)> Retry(LongWork work)
    {
        var (succeeded, failed) = (0, 0);
        string Said() => string.Create(CultureInfo.InvariantCulture, $"{succeeded:N0} succeeded, {failed:N0} failed again");
        await Each(work, async letter =>
        {
            var retried = await api.Send<PublicRetried>(HttpMethod.Post, $"dead-letters/{letter.Id}/retry", stopping: work.Stopping);
            _ = retried.Succeeded ? succeeded++ : failed++;
        }, Said);
        return (Said() + ".", null);
    }

    /// <summary>Discards them.</summary>
    public async Task<(string Says, object? Result)> Discard(LongWork work)
    {
        var discarded = 0;
        string Said() => string.Create(CultureInfo.InvariantCulture, $"{discarded:N0} discarded");
        await Each(work, async letter =>
        {
            await api.Send(HttpMethod.Delete, $"dead-letters/{letter.Id}", stopping: work.Stopping);
            discarded++;
        }, Said);
        return (Said() + ".", null);
    }

    private async Task Each(LongWork work, Func<PublicLetter, Task> act, Func<string> said)
    {
        var (done, cursor) = (0L, (string?)"");
        while (cursor is not null)
        {
            var page = await Read(api, filter, cursor, work.Stopping);
            foreach (var letter in page.Items)
            {
                work.Stopping.ThrowIfCancellationRequested();
                if (letter.LastAt > work.StartedAt) continue; // it came, or somebody tried it, after this was asked for
                try
                {
                    await act(letter);
                }
                catch (HouseRefused no) when (no.Problem.Status is 404 or 409)
                {
                    // somebody else has it, or had it
                }
                done++;
                work.Tell(said(), count.More || count.Letters == 0 ? null : Math.Min(1, (double)done / count.Letters));
            }
            cursor = page.NextCursor;
        }
    }

    private static Task<LetterList> Read(HouseApi api, LetterFilter filter, string cursor, CancellationToken stopping) =>
        api.Get<LetterList>($"dead-letters?{filter.Query}&limit={Letters}&cursor={Uri.EscapeDataString(cursor)}", stopping);
}

/// <summary>How many letters there are.</summary>
/// <param name="Letters">How many, or how many at least.</param>
/// <param name="More">Whether there may be more.</param>
internal sealed record LetterCount(long Letters, bool More)
{
    /// <summary>In words: 1 dead letter.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{(More ? "at least " : "")}{Letters:N0} dead {(Letters == 1 ? "letter" : "letters")}");
}
