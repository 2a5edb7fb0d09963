using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server;

namespace Sothebais.Gateways.Admin.Console.Session;

/// <summary>Who is before the page, by the newest token that it has shown.</summary>
internal sealed class SessionAuthentication : ServerAuthenticationStateProvider, IDisposable
{
    private readonly CircuitSession _session;

    /// <summary>Follows a session.</summary>
    public SessionAuthentication(CircuitSession session)
    {
        _session = session;
        _session.Changed += Follow;
    }

    /// <inheritdoc />
    public void Dispose() => _session.Changed -= Follow;

    private void Follow()
    {
        if (_session is { State: SessionState.Live, Person: { } person }) SetAuthenticationState(Task.FromResult(new AuthenticationState(person)));
    }
}
