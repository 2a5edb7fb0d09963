namespace Sothebais.Gateways.EventHandler.Chat;

/// <summary>Which chats are listened to. Configuration section <c>Chat</c>.</summary>
internal sealed class ChatOptions
{
    /// <summary>The connectors, by a name of one's own. Default none; 20 at most.</summary>
    public Dictionary<string, ChatConnectorOptions> Connectors { get; set; } = [];
}

/// <summary>A channel that is listened to. Configuration section <c>Chat:Connectors:{name}</c>.</summary>
internal sealed class ChatConnectorOptions
{
    /// <summary>The IRC server: <c>irc://host:6667</c>, <c>ircs://host:6697</c>, <c>ws://host/</c> or <c>wss://irc-ws.chat.twitch.tv/</c>.</summary>
    public string? Url { get; set; }

    /// <summary>The channel, with its sign: <c>#house</c>.</summary>
    public string? Channel { get; set; }

    /// <summary>The nick. Default <c>justinfan</c> and five digits, who may read on Twitch without an account.</summary>
    public string? Nick { get; set; }

    /// <summary>The server's password, on Twitch <c>oauth:...</c>; a secret. Default none.</summary>
    public string? Password { get; set; }

    /// <summary>
    /// The platform, whose handles these are. Default <c>twitch</c>. Whoever has a nick there bids as the bidder whose handle it is: of a server that lets anybody take
    /// any nick, register no handles.
    /// </summary>
    public string Platform { get; set; } = "twitch";

    /// <summary>The auction that is bid on. Either this or <see cref="StreamId"/>.</summary>
    public string? AuctionId { get; set; }

    /// <summary>The stream whose lot is bid on.</summary>
    public string? StreamId { get; set; }
}
