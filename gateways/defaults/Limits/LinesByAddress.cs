using System.Net;

namespace Sothebais.Gateways.Defaults.Limits;

/// <summary>
/// How many lines that stay open each address has, so that nobody takes all the room there is. This machine itself, and proxies on it that name nobody, are not counted.
/// </summary>
/// <param name="most">How many one address may have at once.</param>
public sealed class LinesByAddress(int most)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<IPAddress, int> _lines = [];

    /// <summary>Lets a line in; false where the address has as many as it may.</summary>
    public bool TryEnter(IPAddress? address)
    {
        if (Counted(address) is not { } one) return true;
        lock (_lock)
        {
            var lines = _lines.GetValueOrDefault(one);
            if (lines >= most) return false;
            _lines[one] = lines + 1;
            return true;
        }
    }

    /// <summary>A line that was let in has ended.</summary>
    public void Leave(IPAddress? address)
    {
        if (Counted(address) is not { } one) return;
        lock (_lock)
        {
            if (--_lines[one] == 0) _lines.Remove(one);
        }
    }

    private static IPAddress? Counted(IPAddress? address) => address is not null && CallerAddress.Of(address) is var caller && !IPAddress.IsLoopback(caller) ? caller : null;
}
