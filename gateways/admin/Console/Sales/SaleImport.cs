using Sothebais.Gateways.Admin.Console.Api;
using Sothebais.Gateways.Admin.Console.Work;
using Sothebais.Gateways.Defaults.Sales;

namespace Sothebais.Gateways.Admin.Console.Sales;

/// <summary>Sends a file of lots to the house, which takes all of them or none.</summary>
/// <param name="api">The house.</param>
/// <param name="clock">The time.</param>
/// <param name="sale">The sale as it was when the file was sent.</param>
/// <param name="file">The file.</param>
/// <param name="csv">Whether it is CSV; else it is JSON.</param>
internal sealed class SaleImport(HouseApi api, TimeProvider clock, PublicSale sale, byte[] file, bool csv)
{
    /// <summary>The largest file that the house takes, in bytes.</summary>
    public const int Largest = 4 * 1024 * 1024;

    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10); // a thousand lots take seconds

    /// <summary>Sends it, and watches until all lots are there. It can be stopped until the house has it.</summary>
    public async Task<(string Says, object? Result)> Run(LongWork work)
    {
        work.Tell("Sending it to the house, which looks at every row before it takes any…");
        var now = await Send(work);
        work.PassPointOfNoReturn();
        var (all, before) = (now.LotCount + now.Importing - sale.LotCount, sale.LotCount);
        for (var since = clock.GetTimestamp(); now.Importing > 0;)
        {
            if (clock.GetElapsedTime(since) > Longest) throw new WorkFailed("The house has the lots and is still making them. The sale shows how far it is.");
            work.Tell($"The house has it, and has made {now.LotCount - before} of {all} lots.", all > 0 ? (double)(now.LotCount - before) / all : null);
            await Task.Delay(LookAgain, clock);
            now = await api.Get<PublicSale>($"sales/{sale.Id}");
        }
        var lots = now.LotCount - before;
        return ($"{lots} {(lots == 1 ? "lot is" : "lots are")} in the sale.", new PageToSee($"/sales/{sale.Id}", "To the sale"));
    }

    private async Task<PublicSale> Send(LongWork work)
    {
        try
        {
            return await api.Upload<PublicSale>($"sales/{sale.Id}/import", file, csv ? "text/csv" : "application/json", stopping: work.Stopping);
        }
        catch (OperationCanceledException) when (work.Stopping.IsCancellationRequested)
        {
            // Whoever stopped it is told the truth: it may have been too late for that.
            if (await api.Get<PublicSale>($"sales/{sale.Id}") is var stands && stands.LotCount + stands.Importing > sale.LotCount + sale.Importing) return stands;
            throw;
        }
    }
}
