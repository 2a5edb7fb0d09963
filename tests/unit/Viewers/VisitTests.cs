using System.IO.Pipelines;
using System.Net.WebSockets;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using Sothebais.Gateways.StreamManager.Viewers;
using Sothebais.Tests.Unit.Streams;

namespace Sothebais.Tests.Unit.Viewers;

/// <summary>A viewer's stay on a real WebSocket, over a line on which nothing moves but what the other end reads.</summary>
public sealed class VisitTests
{
    private readonly FakeTimeProvider _clock = new(Studio.Noon);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Crowd _crowd;
    private readonly WebSocket _viewer;
    private readonly Pipe _toViewer = new(new PipeOptions(pauseWriterThreshold: 1, resumeWriterThreshold: 1, useSynchronizationContext: false));
    private readonly Task _visit;
    private readonly CancellationToken _patience;

    public VisitTests()
    {
        var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(30)); // what never comes fails and does not wait
        _patience = patience.Token;
        _crowd = new Crowd(_clock);
        var toHouse = new Pipe();
        _viewer = WebSocket.CreateFromStream(new Line(_toViewer.Reader, toHouse.Writer), new WebSocketCreationOptions { IsServer = false });
        var house = WebSocket.CreateFromStream(new Line(toHouse.Reader, _toViewer.Writer), new WebSocketCreationOptions { IsServer = true });
        _visit = new Visit(house, new Visitor(null, RunsStreams: false, WantsPreview: false), _crowd, _clock).Last(null, _stopping.Token);
        _crowd.Show(new Place(null, new Picture(Studio.Built().View, null, null, 1, null)));
    }

    [Fact]
    public async Task A_gateway_that_leaves_does_not_cut_off_what_it_is_saying()
    {
        await SomethingIsOnItsWay();
        await _stopping.CancelAsync();
        Assert.Contains("\"type\":\"stream\"", await Read(), StringComparison.Ordinal);
        Assert.Null(await Read());
        Assert.Equal(1012, (int?)_viewer.CloseStatus);
        await _viewer.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, _patience);
        await _visit.WaitAsync(_patience);
    }

    [Fact]
    public async Task A_gateway_that_leaves_does_not_wait_for_who_does_not_read()
    {
        await SomethingIsOnItsWay();
        await _stopping.CancelAsync();
        _clock.Advance(2 * Viewer.Goodbye - TimeSpan.FromTicks(1));
        Assert.False(_visit.IsCompleted);
        _clock.Advance(TimeSpan.FromTicks(1));
        await _visit.WaitAsync(_patience);
    }

    [Fact]
    public async Task Who_talks_too_much_is_heard_out_until_they_have_the_reason()
    {
        await TalkTooMuch();
        for (var n = 0; n < 10; n++) await Say();
        Assert.False(_visit.IsCompleted);
        await _viewer.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, _patience);
        await _visit.WaitAsync(_patience);
    }

    [Fact]
    public async Task Who_talks_on_and_on_is_heard_out_for_as_long_as_a_goodbye_takes()
    {
        await TalkTooMuch();
        await Say();
        Assert.False(_visit.IsCompleted);
        for (; !_visit.IsCompleted; await Task.Delay(TimeSpan.FromMilliseconds(10), _patience)) _clock.Advance(Viewer.Goodbye); // again, where it was not yet waited for
    }

    private async Task TalkTooMuch()
    {
        Assert.NotNull(await Read());
        for (var n = 0; n <= Visit.MostReads; n++) await Say();
        Assert.Null(await Read());
        Assert.Equal(1008, (int?)_viewer.CloseStatus);
    }

    private ValueTask Say() => _viewer.SendAsync("a"u8.ToArray().AsMemory(), WebSocketMessageType.Text, endOfMessage: true, _patience);

    private async Task SomethingIsOnItsWay()
    {
        var there = await _toViewer.Reader.ReadAsync(_patience);
        _toViewer.Reader.AdvanceTo(there.Buffer.Start); // seen, and not taken
    }

    private async Task<string?> Read()
    {
        var buffer = new byte[16 * 1024];
        var read = await _viewer.ReceiveAsync(buffer.AsMemory(), _patience);
        Assert.True(read.EndOfMessage);
        return read.MessageType == WebSocketMessageType.Close ? null : Encoding.UTF8.GetString(buffer.AsSpan(0, read.Count));
    }

    /// <summary>One end of a line.</summary>
    private sealed class Line(PipeReader from, PipeWriter to) : Stream
    {
        private readonly Stream _from = from.AsStream();
        private readonly Stream _to = to.AsStream();

        public override bool CanRead => true;

        public override bool CanWrite => true;

        public override bool CanSeek => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => _from.Read(buffer, offset, count);

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => _from.ReadAsync(buffer, cancellationToken);

        public override void Write(byte[] buffer, int offset, int count) => _to.Write(buffer, offset, count);

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => _to.WriteAsync(buffer, cancellationToken);

        public override void Flush() => _to.Flush();

        public override Task FlushAsync(CancellationToken cancellationToken) => _to.FlushAsync(cancellationToken);

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                from.CancelPendingRead(); // as of a socket that is closed
                _from.Dispose();
                _to.Dispose();
            }
            base.Dispose(disposing);
        }
    }
}
