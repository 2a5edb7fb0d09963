using System.Threading.Channels;
using System.Threading.RateLimiting;
using Sothebais.Gateways.EventHandler.Chat.Talk;
using Sothebais.GrainInterfaces.Auctions;

namespace Sothebais.Gateways.EventHandler.Chat;

/// <summary>
/// Listens to all chats. What can be no bid anywhere ends here; the rest waits in a bounded inbox for its turn, in the order in which it came. What is too much
/// is dropped, of one person as of all together: the chat takes neither memory nor the house's time.
/// </summary>
internal sealed partial class ChatListener(IEnumerable<IChatLine> lines, ChatBidding intake, ChatMetrics metrics, TimeProvider clock, ILogger<ChatListener> logger) : BackgroundService
{
    /// <summary>How many messages of a chat wait at most.</summary>
    private const int MostWaiting = 1_000;

    /// <summary>How many bids of a person's go on at once, and how many more each second.</summary>
    private const int AtOnce = 5, EachSecond = 1;

    private static readonly TimeSpan BetweenComplaints = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(lines.Select(line => Follow(line, stoppingToken)));

    private async Task Follow(IChatLine line, CancellationToken stopping)
    {
        metrics.Connected(line.Name, false);
        var inbox = Channel.CreateBounded<ChatHeard>(new BoundedChannelOptions(MostWaiting) { SingleReader = true, SingleWriter = true });
        var bidding = BidFrom(inbox.Reader);
        await using var people = PartitionedRateLimiter.Create<string, string>(handle => RateLimitPartition.GetTokenBucketLimiter(handle, _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = AtOnce,
            TokensPerPeriod = EachSecond,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
        }));
        var (dropped, complained) = (0L, (long?)null);
        await foreach (var heard in line.Listen(stopping))
        {
            if (Utterance.Of(heard.Message.Text) is Utterance.Nothing)
            {
                metrics.Heard(line.Platform, ChatMetrics.NotABid);
                continue;
            }
            using var lease = people.AttemptAcquire(heard.Message.Handle.ToLowerInvariant());
            if (lease.IsAcquired && inbox.Writer.TryWrite(heard)) continue;
            metrics.Heard(line.Platform, ChatMetrics.Dropped);
            dropped++;
            if (complained is { } last && clock.GetElapsedTime(last) < BetweenComplaints) continue;
            complained = clock.GetTimestamp();
            Dropped(line.Name, dropped, heard.Message.Handle, lease.IsAcquired);
        }
        inbox.Writer.Complete();
        await bidding;
    }

    private async Task BidFrom(ChannelReader<ChatHeard> inbox)
    {
        await foreach (var heard in inbox.ReadAllAsync(CancellationToken.None))
        {
            var outcome = ChatMetrics.Failed;
            try
            {
                var became = await intake.Take(heard.Message, heard.Source, heard.Id, heard.ReceivedAt);
                outcome = became is ChatOutcome.None ? ChatMetrics.NotABid : became is ChatOutcome.Asked { Answer: AuctionAnswer.BidTaken } ? ChatMetrics.Bid : ChatMetrics.Refused;
                Log(heard, became);
            }
            catch (Exception e)
            {
                Failed(heard.Source, heard.Id, heard.Message.Handle, e);
            }
            metrics.Heard(heard.Message.Platform, outcome);
        }
    }

    private void Log(ChatHeard heard, ChatOutcome became)
    {
        if (became is ChatOutcome.Asked { Answer: AuctionAnswer.BidTaken { Receipt: var receipt } } taken) Took(taken.AuctionId, receipt.Bid, heard.Source, heard.Id, heard.Message.Handle);
        else if (became is ChatOutcome.Asked { Answer: AuctionAnswer.Refused no } refused) Refused(refused.AuctionId, no.Reason, heard.Source, heard.Id, heard.Message.Handle);
        else if (became is ChatOutcome.None { Why: NotABid.AuctionNotFound or NotABid.StreamNotFound } none) Nowhere(heard.Source, heard.Id, none.Why.Code());
    }

    [LoggerMessage(LogLevel.Information, "Auction {Auction}, {Sequence}: bid from {Source}, {Id}, by {Handle}.")]
    private partial void Took(string auction, long sequence, string source, string id, string handle);

    [LoggerMessage(LogLevel.Information, "Auction {Auction}: a bid from {Source}, {Id}, by {Handle} was refused: {Reason}.")]
    private partial void Refused(string auction, Refusal reason, string source, string id, string handle);

    [LoggerMessage(LogLevel.Warning, "A bid from {Source}, {Id} had nowhere to go: {Reason}.")]
    private partial void Nowhere(string source, string id, string reason);

    [LoggerMessage(LogLevel.Error, "A bid from {Source}, {Id}, by {Handle} found no answer and is given up.")]
    private partial void Failed(string source, string id, string handle, Exception e);

    [LoggerMessage(LogLevel.Warning, "Chat {Connector}: {Dropped} bids were dropped so far, the newest of {Handle}'s. (The inbox was full: {Full}; else one person bid too often.)")]
    private partial void Dropped(string connector, long dropped, string handle, bool full);
}
