using System.Net.WebSockets;
using Sothebais.GrainInterfaces.Auctions;
using Sothebais.GrainInterfaces.Streams;
using Sothebais.Tests.Gateways.Observers;

namespace Sothebais.Tests.Gateways.Watching;

/// <summary>What the line of a stream's viewer does with large messages, and with viewers that do not keep up.</summary>
[Collection(InStudio.Name)]
public sealed class LineTests(Studio studio)
{
    /// <summary>More than the two sockets' buffers hold, at about 1,600 bytes an event.</summary>
    private const int MostBids = 12_000;

    private const byte Plain = 0x81;
    private const byte Compressed = 0xC1;

    private async Task<string> LargeStream()
    {
        var id = await studio.Stream(await studio.Client.Open());
        await studio.Do(id, by => new AddScene("large", "Large", [.. Enumerable.Range(0, 40).Select(n => new Layer
        {
            Id = $"text-{n}",
            Kind = LayerKind.Text,
            X = n,
            Y = n,
            Width = 100,
            Height = 100,
            Content = new() { Text = string.Concat(Enumerable.Range(0, 40).Select(w => $"{n * w % 17} ")) },
        })])
        { Origin = by });
        await studio.Do(id, by => new TakeScene("large", Transition.Cut) { Origin = by });
        return id;
    }

    [Fact]
    public async Task A_large_message_is_compressed_for_who_asks_and_arrives_as_it_is()
    {
        var id = await LargeStream();
        using var plain = await studio.Watch($"stream={id}");
        using var packed = await studio.Watch($"stream={id}", o => o.DangerousDeflateOptions = new WebSocketDeflateOptions());
        Assert.DoesNotContain("permessage-deflate", string.Join(' ', ((ClientWebSocket)plain.Socket).HttpResponseHeaders!.SelectMany(h => h.Value)), StringComparison.Ordinal);
        Assert.Contains("permessage-deflate", string.Join(' ', ((ClientWebSocket)packed.Socket).HttpResponseHeaders!.SelectMany(h => h.Value)), StringComparison.Ordinal);
        for (var n = 0; n < 3; n++)
        {
            var (one, other) = ((await plain.Next("stream"))["stream"]!.ToJsonString(), (await packed.Next("stream"))["stream"]!.ToJsonString());
            Assert.True(one.Length > 4_096);
            Assert.Equal(one, other);
            if (n == 0) Assert.Equal((string?)(await plain.Next("snapshot"))["auction"]!["id"], (string?)(await packed.Next("snapshot"))["auction"]!["id"]);
            await studio.Do(id, by => new PostCaption($"Caption {n}", TimeSpan.FromMinutes(1)) { Origin = by });
        }
    }

    [Fact]
    public async Task Only_large_messages_are_compressed_and_none_with_the_memory_of_another()
    {
        var (head, line) = await RawLine.Connect(studio.At.On(4201), $"/ws?stream={await LargeStream()}", "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\n");
        await using (line)
        {
            Assert.Contains("permessage-deflate", head, StringComparison.Ordinal);
            Assert.Contains("server_no_context_takeover", head, StringComparison.Ordinal);
            Assert.Contains("server_max_window_bits=13", head, StringComparison.Ordinal);
            var (picture, snapshot) = (await Frame(line), await Frame(line));
            Assert.Equal(Compressed, picture.Kind);
            Assert.InRange(picture.Length, 1, 4_096); // of more than that
            Assert.Equal(Plain, snapshot.Kind);
        }
    }

    [Fact]
    public async Task A_viewer_that_stops_reading_gets_the_picture_and_a_fresh_snapshot_in_place_of_what_it_missed()
    {
        var auction = await studio.Client.Open();
        var id = await studio.Stream(auction);
        var (_, line) = await RawLine.Connect(studio.At.On(4201), $"/ws?stream={id}");
        using var slow = new SocketLine(WebSocket.CreateFromStream(line, new WebSocketCreationOptions { IsServer = false, KeepAliveInterval = TimeSpan.Zero }));
        var viewer = new Hearing(slow);
        await viewer.Until(() => viewer.Snapshots.Count == 1);

        var (skippedBefore, bids) = (await Skipped(), 0);
        var grain = studio.Grains.GetGrain<IAuctionGrain>(auction);
        for (; bids < MostBids && await Skipped() == skippedBefore; bids += 100)
            await grain.PlaceBids([.. Enumerable.Range(bids, 100).Select(n =>
                new PlaceBid(new Bidder($"bidder-{n}".PadRight(120, '0'), new string('ß', 80), null), null, null) { Origin = new Origin("test", $"{n}", "") })]);
        Assert.True(await Skipped() > skippedBefore, $"{bids} bids did not fill the line.");
        await studio.Do(id, by => new TakeScene("sold", Transition.Cut) { Origin = by });
        await studio.Client.Drive(auction, "hammer");

        await viewer.Until(() => (string?)viewer.Stream!["scene"]!["id"] == "sold" && Math.Max(viewer.Snapshots[^1].Sequence, viewer.Events[^1].Sequence) == bids + 3);
        Assert.True(viewer.Snapshots.Count > 1);
        var again = viewer.Messages.LastIndexOf("snapshot");
        Assert.Equal("stream", viewer.Messages[again - 1]);
    }

    private async Task<double> Skipped() => (await MetricsPage.Of(studio.At.On(4290, "/metrics"))).Value("sothebais_viewers_skipped_total") ?? 0;

    private static async Task<(byte Kind, long Length)> Frame(Stream line)
    {
        var head = new byte[2];
        await line.ReadExactlyAsync(head);
        long length = head[1];
        if (length == 126)
        {
            var large = new byte[2];
            await line.ReadExactlyAsync(large);
            length = (large[0] << 8) | large[1];
        }
        await line.ReadExactlyAsync(new byte[length]);
        return (head[0], length);
    }
}
