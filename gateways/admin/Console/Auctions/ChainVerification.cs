using System.Globalization;
using Sothebais.Gateways.Admin.Console.Api;
using Sothebais.Gateways.Admin.Console.Work;
using Sothebais.GrainInterfaces.Proof;

namespace Sothebais.Gateways.Admin.Console.Auctions;

/// <summary>The long work that reads an auction's export and checks its chain.</summary>
/// <param name="api">The house, asked in an admin's name.</param>
/// <param name="auction">The auction's id.</param>
internal sealed class ChainVerification(HouseApi api, string auction)
{
    private const int Often = 500; // events between two words of how far it is

    /// <summary>Does it.</summary>
    /// <param name="work">Hears how far it is.</param>
    /// <returns>What was found, in words and as it is.</returns>
    public async Task<(string Says, object? Result)> Run(LongWork work)
    {
        work.Tell("Asking for the export…");
        using var answer = await api.Open(HttpMethod.Get, $"auctions/{auction}/audit", stopping: work.Stopping);
        await using var export = await answer.Content.ReadAsStreamAsync(work.Stopping);
        using var chain = new ExportChain();
        ExportFault? fault;
        try
        {
            fault = await chain.Read(export, line => Tell(work, chain), cancellation: work.Stopping);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            throw new HouseAway("The house was cut off in the middle of the export.", e);
        }
        return fault is null
            ? ($"{Count(chain.Events)} events{(chain.Attempts > 0 ? $" and {Count(chain.Attempts)} refused bids" : "")}, chain whole up to {chain.Head}", new ChainFinding(auction, null))
            : ($"The chain breaks {(fault.Sequence is { } sequence ? $"at event {sequence}" : $"in line {fault.Line} of the export")}: {fault.Why} {Count(chain.Events)} events before it are whole.", new ChainFinding(auction, fault));
    }

    private static (long?, string)? Tell(LongWork work, ExportChain chain)
    {
        if (chain.Events % Often == 0 && chain.Header?.Events is { } all and > 0) work.Tell($"{Count(chain.Events)} of {Count(all)} events", Math.Min(1, chain.Events / (double)all));
        return null;
    }

    private static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}

/// <summary>What a verification found.</summary>
/// <param name="Auction">The auction's id.</param>
/// <param name="Fault">The first break of its chain; null where it is whole.</param>
internal sealed record ChainFinding(string Auction, ExportFault? Fault);
