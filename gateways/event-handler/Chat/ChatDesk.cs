using Sothebais.Gateways.Defaults.Cluster;
using Sothebais.Gateways.Defaults.Requests;
using Sothebais.Gateways.EventHandler.Chat.Talk;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Bidders;
using Sothebais.GrainInterfaces.Sales;
using Sothebais.GrainInterfaces.Streams;

namespace Sothebais.Gateways.EventHandler.Chat;

/// <summary>Turns what people write into bids: in which auction, for whom, how much. Asks the house only about what may be a bid.</summary>
internal sealed class ChatDesk(IGrainFactory grains)
{
    /// <summary>Reads a message.</summary>
    /// <param name="message">The message, of valid form.</param>
    /// <param name="receivedAt">UTC instant at which the house had it, on the house's clocks.</param>
    /// <exception cref="HouseUnavailableException">The house did not answer in time.</exception>
    public async Task<ChatReading> Read(ChatMessage message, DateTimeOffset receivedAt)
    {
        var said = Utterance.Of(message.Text);
        if (said is Utterance.Nothing nothing) return new ChatReading.None(nothing.Why);
        var (auctionId, noLot) = message.AuctionId is { } named ? (named, default) : await LotOf(message.StreamId!, receivedAt);
        if (auctionId is null) return new ChatReading.None(noLot);
        if (await HouseCalls.Retry(() => grains.GetGrain<IAuctionGrain>(auctionId).View()) is not { } auction) return new ChatReading.None(NotABid.AuctionNotFound);
        return said.In(auction.Settings.Currency) switch
        {
            ChatBid.None no => new ChatReading.None(no.Why),
            ChatBid.Amount(var amount) => new ChatReading.Bid(auctionId, await WhoIs(message), amount, null, receivedAt),
            ChatBid.Maximum(var maximum) => new ChatReading.Bid(auctionId, await WhoIs(message), null, maximum, receivedAt),
            ChatBid.Next => new ChatReading.Bid(auctionId, await WhoIs(message), null, null, receivedAt),
            var other => throw new InvalidOperationException($"No reading for {other.GetType().Name}"),
        };
    }

    // The stream's auction, or its sale's lot. Nobody has bid on a lot that was not yet there when they wrote: a message that was late, or is read again
    // elsewhere or later, goes to no other lot than it went to at first.
    private async Task<(string? AuctionId, NotABid Why)> LotOf(string streamId, DateTimeOffset receivedAt)
    {
        if (await HouseCalls.Retry(() => grains.GetGrain<IStreamGrain>(streamId).View()) is not { } stream) return (null, NotABid.StreamNotFound);
        if (stream.Settings.AuctionId is { } auctionId) return (auctionId, default);
        if (stream.Settings.SaleId is not { } saleId || await HouseCalls.Retry(() => grains.GetGrain<ISaleGrain>(saleId).Show()) is not { Lot: { OpenedAt: { } openedAt } lot })
            return (null, NotABid.NoLot);
        return openedAt <= receivedAt ? (lot.AuctionId, default) : (null, NotABid.EarlierLot);
    }

    /// <summary>Who wrote: the bidder whose handle it is, by the name that the house knows; else somebody known by the handle alone.</summary>
    private async Task<Bidder> WhoIs(ChatMessage message)
    {
        var handle = HandleForm.Read(message.Platform, message.Handle) ?? throw new ArgumentException("The message's handle is none.", nameof(message));
        var key = $"{handle.Platform}/{handle.Name}";
        // An owner may be one whose registration was lost half-way: whose handle it is stands in the account.
        return await HouseCalls.Retry(() => grains.GetGrain<IHandleGrain>(key).Owner()) is { } owner &&
            await HouseCalls.Retry(() => grains.GetGrain<IBidderGrain>(owner).View()) is { } known && known.Profile.Handles.Contains(handle)
            ? new Bidder(owner, known.Profile.Name ?? message.Handle, null)
            : new Bidder($"{handle.Platform}:{handle.Name}", message.Handle, null);
    }
}
