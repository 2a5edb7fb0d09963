using System.Buffers.Binary;
using System.ComponentModel;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Sothebais.Benchmarks.Load;

/// <summary>Tells which of many sockets have something to read, at the cost of one system call (Linux). One thread's.</summary>
internal sealed class Epoll : IDisposable
{
    private const int Add = 1;
    private const int Input = 1;
    private const int Most = 256;

    // struct epoll_event is packed on x86, and nowhere else.
    private static readonly int DataAt = RuntimeInformation.ProcessArchitecture is Architecture.X64 or Architecture.X86 ? 4 : 8;
    private static readonly int Size = DataAt + 8;

    private readonly int _epoll = epoll_create1(0);
    private readonly byte[] _events = new byte[Most * Size];

    /// <summary>Watches a socket.</summary>
    /// <param name="socket">The socket.</param>
    /// <param name="number">By which it is told.</param>
    public void Watch(Socket socket, int number)
    {
        var wanted = new byte[Size];
        BinaryPrimitives.WriteInt32LittleEndian(wanted, Input);
        BinaryPrimitives.WriteInt32LittleEndian(wanted.AsSpan(DataAt), number);
        if (epoll_ctl(_epoll, Add, (int)socket.Handle, wanted) != 0) throw new Win32Exception();
    }

    /// <summary>Waits until something can be read.</summary>
    /// <param name="ready">Takes the numbers of the sockets.</param>
    /// <param name="milliseconds">How long at most.</param>
    /// <returns>How many there are.</returns>
    public int Wait(int[] ready, int milliseconds)
    {
        var count = epoll_wait(_epoll, _events, Math.Min(ready.Length, Most), milliseconds);
        for (var i = 0; i < count; i++) ready[i] = BinaryPrimitives.ReadInt32LittleEndian(_events.AsSpan(i * Size + DataAt));
        return Math.Max(0, count); // interrupted by a signal: nothing yet
    }

    public void Dispose() => _ = close(_epoll);

    [DllImport("libc", SetLastError = true)]
    private static extern int epoll_create1(int flags);

    [DllImport("libc", SetLastError = true)]
    private static extern int epoll_ctl(int epoll, int operation, int socket, byte[] wanted);

    [DllImport("libc", SetLastError = true)]
    private static extern int epoll_wait(int epoll, byte[] events, int most, int milliseconds);

    [DllImport("libc")]
    private static extern int close(int file);
}
