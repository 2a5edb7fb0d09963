using Sothebais.GrainInterfaces.Bidders;
using Sothebais.GrainInterfaces.Money;
using Sothebais.Grains.Bidders;

namespace Sothebais.Grains.Auctions;

/// <summary>Holds at bidders' accounts, as this activation knows of them.</summary>
internal sealed partial class AuctionGrain
{
    private readonly Guid _activation = Guid.NewGuid();
    private readonly Dictionary<Guid, TaskCompletionSource> _tickets = []; // under way: from before they are asked for until what they were for is durable

    private TimeProvider Clock => clock;

    /// <summary>One hold at a bidder's account, as long as it is under way here.</summary>
    private sealed class Ticket(AuctionGrain auction, string bidderId) : IAsyncDisposable
    {
        private readonly Guid _id = Guid.NewGuid();
        private long _askedAt;
        private Amount _held;
        private bool _asked;

        /// <summary>Whether what was granted covers an amount, and is still good. A bidder who was found to have no limit has terms that say so, and needs no cover.</summary>
        public bool Covers(Amount amount) => _asked && amount <= _held && auction.Clock.GetElapsedTime(_askedAt) < ExposureLedger.Good;

        /// <summary>Asks for an amount; where there is not so much, for the least that will do.</summary>
        public async Task<HoldAnswer> Ask(Amount amount, Amount least)
        {
            if (auction._tickets.TryAdd(_id, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously))) _asked = true;
            _askedAt = auction.Clock.GetTimestamp();
            _held = Amount.Zero;
            var said = await Hold(amount);
            if (!said.Granted && least < amount)
            {
                amount = least;
                said = await Hold(least);
            }
            if (said is { Granted: true, Available: not null }) _held = amount;
            return said;
        }

        /// <summary>Completes when everything decided so far is durable; the account hears of it.</summary>
        public async Task Durable()
        {
            await auction.Durable();
            End(tell: true);
        }

        /// <summary>Ends it where it has not come to its end: nothing was decided under it, or nobody knows whether it was.</summary>
        public ValueTask DisposeAsync()
        {
            End(tell: auction._commit.Failure is null);
            return default;
        }

        private Task<HoldAnswer> Hold(Amount amount) => auction.GrainFactory.GetGrain<IBidderGrain>(bidderId).Hold(
            new HoldRequest(auction.Id, auction._auction!.Settings.Currency, _id, auction._activation, amount));

        private void End(bool tell)
        {
            if (!_asked || !auction._tickets.Remove(_id, out var underWay)) return;
            underWay.SetResult();
            if (tell) auction.Tell(bidderId, [_id]);
        }
    }
}
