using System.Net.WebSockets;
using Sothebais.Tests.Gateways.Observers;
using Sothebais.Tests.Gateways.Watching;

namespace Sothebais.Tests.Gateways.Attack;

/// <summary>Viewers who talk: too much, too often, without an end, in bombs.</summary>
public sealed class TalkerTests(BusyHouse house) : IClassFixture<BusyHouse>
{
    private const int Bids = 10, Times = 20_000, Bomb = 16 << 20;
    private const int TooBig = 1009, TooMuch = 1008;
    private const string Deflate = "Sec-WebSocket-Extensions: permessage-deflate\r\n";

    /// <summary>What is said first, what is said then again and again, and how the house hangs up.</summary>
    public static TheoryData<string, byte[], byte[], string, int> Talk => new()
    {
        { "small messages without a pause", [], WireFrame.Of(WireFrame.Text, "hello"u8), "", TooMuch },
        { "messages of nothing", [], WireFrame.Of(WireFrame.Bytes, []), "", TooMuch },
        { "a message of pieces without an end", WireFrame.Of(WireFrame.Text, "a"u8, final: false), WireFrame.Of(WireFrame.More, new byte[100], final: false), "", TooBig },
        { "a message of empty pieces without an end", WireFrame.Of(WireFrame.Text, [], final: false), WireFrame.Of(WireFrame.More, [], final: false), "", TooMuch },
        { "a frame of as many bytes as there are", WireFrame.Of(WireFrame.Bytes, [], says: long.MaxValue), new byte[1_000], "", TooBig },
        { "a message that grows as it is unpacked", WireFrame.Bomb(Bomb), [], Deflate, TooBig },
    };

    [Theory, MemberData(nameof(Talk))]
    public async Task Who_talks_too_much_is_hung_up_on_and_the_others_hear_everything_in_order(string _, byte[] first, byte[] again, string headers, int status)
    {
        var auction = await house.Client.Open();
        await using var other = await house.Watching(auction);
        var before = house.Memory;
        var (_, line) = await RawLine.Connect(house.At.On(4201), $"/ws?auction={auction}", headers);
        using var talker = Reading(line);
        var talking = Say(line, first, again);
        await house.BidInTurns(auction, Bids);
        Assert.Equal(status, await talker.HungUp());
        line.Close();
        await talking;
        await HeardAll(other);
        Assert.InRange(house.Memory - before, long.MinValue, 100L << 20);
    }

    [Fact]
    public async Task Who_asks_for_signs_of_life_without_a_pause_gets_them_and_nobody_else_waits()
    {
        var auction = await house.Client.Open();
        await using var other = await house.Watching(auction);
        var (_, line) = await RawLine.Connect(house.At.On(4201), $"/ws?auction={auction}");
        using var talker = Reading(line);
        var talking = Say(line, [], WireFrame.OfPing());
        await house.BidInTurns(auction, Bids);
        for (var sequence = 3; sequence <= Bids + 2; sequence++)
        {
            JsonNode message;
            do message = (await talker.Next())!;
            while ((string?)message["type"] != "event");
            Assert.Equal(sequence, (int)message["sequence"]!);
        }
        await HeardAll(other);
        line.Close();
        await talking;
    }

    private static SocketLine Reading(Stream line) => new(WebSocket.CreateFromStream(line, new WebSocketCreationOptions { IsServer = false, KeepAliveInterval = TimeSpan.Zero }));

    private static Task Say(Stream line, byte[] first, byte[] again) => Task.Run(async () =>
    {
        try
        {
            await line.WriteAsync(first);
            for (var n = 0; n < Times && again.Length > 0; n++) await line.WriteAsync(again);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            // the house has hung up
        }
    });

    private static async Task HeardAll(SocketObserver other)
    {
        await Wait.Until("the other has heard every bid", Wait.Patience, () => other.Last == Bids + 2);
        Assert.Equal(Enumerable.Range(1, Bids + 2), other.Events.Select(e => (int)e["sequence"]!));
        Assert.Single(other.Snapshots);
    }
}
