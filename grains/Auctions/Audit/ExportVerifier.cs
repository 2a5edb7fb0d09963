using System.Text.Json;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Proof;
using Sothebais.Grains.EventLog;

namespace Sothebais.Grains.Auctions.Audit;

/// <summary>
/// Checks an export of an auction's log by itself, without the house: the chain of its hashes, its order, that the events can have happened one after the
/// other, and that the bids alone make the result. What it recounts shares no code with the rules that decided.
/// </summary>
public static class ExportVerifier
{
    /// <summary>Checks an export.</summary>
    /// <param name="export">The export, as the house gave it.</param>
    /// <param name="head">A chain value that was published or noted for an event of it, the last one or an earlier; null where there is none.</param>
    /// <param name="cancellation">Gives it up.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static async Task<AuditReport> Verify(Stream export, string? head = null, CancellationToken cancellation = default)
    {
        using var chain = new ExportChain();
        var story = new Story(chain);
        var fault = await chain.Read(export, story.Take, head, cancellation);
        return new AuditReport(chain.Header?.Auction, chain.Events, chain.Attempts, chain.Head, fault is null ? story.Outcome() : "", fault);
    }

    /// <summary>What the events tell, one after the other.</summary>
    private sealed class Story(ExportChain chain)
    {
        private readonly Recount _recount = new();
        private Auction? _auction;

        private ExportLine Header => chain.Header!.Value;

        /// <summary>Takes the next event, or the end; gives what is wrong with it.</summary>
        public (long? Line, string Why)? Take(ExportLine line)
        {
            if (line.Kind == "end") return End();
            AuctionEvent happened;
            try
            {
                happened = AuctionEventJson.Read(line.Body.Span);
                if (happened.Sequence != line.Sequence) return (null, $"The event itself says that it is number {happened.Sequence}.");
                _auction = Auction.Apply(_auction, Header.Auction!, happened);
            }
            catch (Exception e) when (e is JsonException or InvalidOperationException or NotSupportedException)
            {
                return (null, $"It is no event that can stand here: {e.Message}");
            }
            return _recount.Take(happened) is { } why ? (null, why) : null;
        }

        /// <summary>What the events add up to, in words.</summary>
        public string Outcome() => _recount.Outcome(Header.Currency!, Header.Decimals!.Value);

        private (long? Line, string Why)? End() =>
            _auction is null ? (null, "There is no event in it.")
            : (Header.Currency, Header.Decimals) != (_auction.Settings.Currency.Code, (int)_auction.Settings.Currency.Decimals) ? (1, "The header names another currency than the auction's.")
            : _recount.End() is { } why ? (null, why)
            : null;
    }
}
