using System.Text.Json;
using Sothebais.Gateways.Defaults.Problems;
using Sothebais.Gateways.Defaults.Requests;
using Sothebais.Gateways.EventHandler.Chat.Talk;
using Sothebais.Gateways.EventHandler.Intake;

namespace Sothebais.Gateways.EventHandler.Chat;

/// <summary>Chat messages that are sent in as events: those that bid are bids, the others are answered with why they are none.</summary>
internal sealed class ChatWritten(ChatDesk desk) : IEventReading
{
    /// <inheritdoc/>
    public bool Takes(string type) => type == ChatMessage.EventType;

    /// <inheritdoc/>
    public async ValueTask<Meaning> Read(IncomingEvent happened, Sender sender)
    {
        if (Message(happened, out var wrong) is not { } message) return new Meaning.Unprocessable(Problem.Of(422, "invalid-data", "The event's data is malformed.", wrong));
        return await desk.Read(message, sender.ReceivedAt) switch
        {
            ChatReading.Bid bid => new Meaning.Bid(bid.AuctionId, bid.Command(OperationKey.OfEvent(sender.Id, happened.Source, happened.Id, message.Asked, sender.Request))),
            ChatReading.None(var why) => new Meaning.Answered(IntakeOutcome.Ignored(why.Code(), "The message is no bid.")),
            var other => throw new InvalidOperationException($"No meaning for {other.GetType().Name}."),
        };
    }

    private static ChatMessage? Message(IncomingEvent happened, out string wrong)
    {
        try
        {
            using var data = JsonDocument.Parse(happened.Data ?? default);
            return ChatMessage.Read(data.RootElement, out wrong);
        }
        catch (JsonException)
        {
            wrong = "The data is not JSON.";
            return null;
        }
    }
}
