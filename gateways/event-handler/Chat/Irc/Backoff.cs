namespace Sothebais.Gateways.EventHandler.Chat.Irc;

/// <summary>How long to wait before the next try: a second at first, twice as long each time, a minute at most; and up to half of it less, so that not all who were cut off come back at once.</summary>
internal sealed class Backoff
{
    private static readonly TimeSpan First = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Most = TimeSpan.FromMinutes(1);

    private TimeSpan _next = First;

    /// <summary>How long now.</summary>
    public TimeSpan Next()
    {
        var wait = _next;
        _next = _next * 2 < Most ? _next * 2 : Most;
        return wait * (1 - Random.Shared.NextDouble() / 2);
    }

    /// <summary>It went well: the next fault is a first one.</summary>
    public void Reset() => _next = First;
}
