using System.Collections.Concurrent;

namespace Sothebais.Gateways.Admin.Console.Session;

/// <summary>The sessions of the circuits that are open here, by their keys. As many as there are circuits, which the server bounds.</summary>
internal sealed class OpenSessions
{
    private readonly ConcurrentDictionary<string, CircuitSession> _sessions = new(StringComparer.Ordinal);

    public void Add(CircuitSession session) => _sessions[session.Key] = session;

    public void Remove(CircuitSession session) => _sessions.TryRemove(session.Key, out _);

    public CircuitSession? Find(string key) => _sessions.GetValueOrDefault(key);
}
