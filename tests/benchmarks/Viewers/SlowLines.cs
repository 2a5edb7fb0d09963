using System.Net;
using System.Net.Sockets;

namespace Sothebais.Benchmarks.Viewers;

/// <summary>Two viewers nobody would wait for: one that has stopped reading, and one that reads a byte a second.</summary>
internal sealed class SlowLines : IDisposable
{
    private readonly ViewerLine[] _lines;
    private readonly Timer _reading;

    /// <summary>Lets them in.</summary>
    public SlowLines(Show show, IPEndPoint door)
    {
        _lines = [new ViewerLine(door, show, receiveBuffer: 4 * 1024), new ViewerLine(door, show, receiveBuffer: 4 * 1024)];
        _lines[1].Socket.Blocking = false;
        _reading = new Timer(_ => _lines[1].Socket.Receive(new byte[1], 0, 1, SocketFlags.None, out SocketError _), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
    }

    public void Dispose()
    {
        using (var done = new ManualResetEvent(false))
            if (_reading.Dispose(done)) done.WaitOne();
        foreach (var line in _lines) line.Dispose();
    }
}
