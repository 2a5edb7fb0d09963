namespace Sothebais.Gateways.EventHandler.Chat;

/// <summary>A line to a platform's chat: whatever brings messages in is one.</summary>
internal interface IChatLine
{
    /// <summary>The connector's name.</summary>
    string Name { get; }

    /// <summary>The platform.</summary>
    string Platform { get; }

    /// <summary>Listens until told to stop. Comes back after every fault by itself, and never throws for one.</summary>
    IAsyncEnumerable<ChatHeard> Listen(CancellationToken stopping);
}

/// <summary>A message as it came over a line.</summary>
/// <param name="Message">The message.</param>
/// <param name="Source">The CloudEvent's source: platform and channel, the same wherever the channel is listened to.</param>
/// <param name="Id">The CloudEvent's id: the platform's own where it has one.</param>
/// <param name="ReceivedAt">UTC instant at which it was here.</param>
internal sealed record ChatHeard(ChatMessage Message, string Source, string Id, DateTimeOffset ReceivedAt);
