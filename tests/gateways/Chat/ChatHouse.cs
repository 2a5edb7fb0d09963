namespace Sothebais.Tests.Gateways.Chat;

/// <summary>A house that listens to chats: over TCP twice, as two event handlers would; over a WebSocket about a stream; and without ids.</summary>
public sealed class ChatHouse : IAsyncLifetime
{
    /// <summary>The rooms.</summary>
    public const string Twice = "#twice", Show = "#show", Plain = "#plain", Flooded = "#flooded";

    /// <summary>What the rooms are about.</summary>
    public const string TwiceAuction = "chat-twice", ShowStream = "chat-show", PlainAuction = "chat-plain", FloodedAuction = "chat-flooded";

    private AllInOneHouse? _house;

    /// <summary>The server.</summary>
    public IrcServer Irc { get; private set; } = null!;

    /// <summary>A client of the house.</summary>
    public HouseClient Client { get; private set; } = null!;

    /// <summary>What the house logs.</summary>
    public string Output => _house!.Process.Output;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        Irc = await IrcServer.Start();
        _house = await AllInOneHouse.Start(null, [
            .. Connector("one", Irc.Address, Twice, "AuctionId", TwiceAuction), .. Connector("two", Irc.Address, Twice, "AuctionId", TwiceAuction),
            .. Connector("show", Irc.SocketAddress, Show, "StreamId", ShowStream), .. Connector("plain", Irc.Address, Plain, "AuctionId", PlainAuction),
            .. Connector("flooded", Irc.SocketAddress, Flooded, "AuctionId", FloodedAuction), "--Chat:Connectors:flooded:Platform=flooded",
            "--Chat:Connectors:plain:Platform=plain", "--Chat:Connectors:plain:Nick=clerk", "--Chat:Connectors:plain:Password=open-sesame",
        ]);
        Client = new HouseClient(_house.At);
        await In(Twice, 2);
        await In(Show, 1);
        await In(Plain, 1);
        await In(Flooded, 1);
    }

    /// <summary>Waits until so many of the house's connectors are in a room.</summary>
    public Task In(string room, int connectors) => Wait.Until($"{connectors} in {room}", Wait.Patience, () => Irc.In(room) == connectors);

    /// <summary>How many messages of a platform had that outcome so far.</summary>
    public async Task<double> Count(string platform, string outcome) =>
        (await MetricsPage.Of(_house!.At.On(4390, "/metrics"))).Value("sothebais_chat_messages_total", $"platform=\"{platform}\"", $"outcome=\"{outcome}\"") ?? 0;

    /// <summary>Whether a connector says that it listens.</summary>
    public async Task<double?> Connected(string connector) => (await MetricsPage.Of(_house!.At.On(4390, "/metrics"))).Value("sothebais_chat_connected", $"connector=\"{connector}\"");

    /// <summary>Closes the house alone.</summary>
    public async Task Close()
    {
        if (_house is not null) await _house.DisposeAsync();
        _house = null;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Client?.Dispose();
        await Close();
        if (Irc is not null) await Irc.DisposeAsync();
    }

    private static string[] Connector(string name, string url, string channel, string about, string id) =>
        [$"--Chat:Connectors:{name}:Url={url}", $"--Chat:Connectors:{name}:Channel={channel}", $"--Chat:Connectors:{name}:{about}={id}"];
}
