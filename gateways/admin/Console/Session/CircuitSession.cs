using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Sothebais.Gateways.Admin.Console.Session;

/// <summary>Where a circuit's session stands.</summary>
internal enum SessionState
{
    /// <summary>The page has not shown its token yet.</summary>
    Opening,

    /// <summary>There is a token that was verified and is good.</summary>
    Live,

    /// <summary>The token has run out, and no newer one has come: contact is lost, or the session has ended elsewhere.</summary>
    Stale,

    /// <summary>The session has ended, or is somebody else's now. It does not come back.</summary>
    Ended,
}

/// <summary>
/// The session of the person before one page. A circuit outlives its token: the page shows its newest one every few seconds (it is in a cookie, which only
/// requests carry), and where none comes the circuit does nothing more in that person's name.
/// </summary>
/// <param name="open">Where the page's tokens find this session.</param>
/// <param name="clock">The time.</param>
internal sealed class CircuitSession(OpenSessions open, TimeProvider clock) : IDisposable
{
    /// <summary>How long after its end a token still counts for what is shown: a renewal may be on its way. The services do not take it any more.</summary>
    private static readonly TimeSpan Leeway = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private ITimer? _end;
    private SessionState _state;
    private string? _token;
    private DateTimeOffset _expires;

    /// <summary>The name under which the page shows its token: nobody can guess it, and it opens nothing by itself.</summary>
    public string Key { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));

    /// <summary>Who it is; null until the first token has come.</summary>
    public ClaimsPrincipal? Person { get; private set; }

    /// <summary>Where it stands.</summary>
    public SessionState State { get { lock (_gate) return _state; } }

    /// <summary>The newest token; null where there is none that is good.</summary>
    public string? Token { get { lock (_gate) return _state == SessionState.Live && _expires > clock.GetUtcNow() ? _token : null; } }

    /// <summary>The state has changed, or the person's roles may have. Raised on any thread.</summary>
    public event Action? Changed;

    /// <summary>Waits for the page's token.</summary>
    public void Open() => open.Add(this);

    /// <summary>The page has shown a token that was verified.</summary>
    /// <param name="person">Whose it is.</param>
    /// <param name="token">The token.</param>
    /// <returns>Whether it is the same person's and session's; if not, this one ends.</returns>
    public bool Renew(ClaimsPrincipal person, string token)
    {
        lock (_gate)
        {
            if (_state == SessionState.Ended) return false;
            if (Person is { } before && (Identity(before) != Identity(person))) _state = SessionState.Ended;
            else
            {
                (Person, _token, _state) = (person, token, SessionState.Live);
                _expires = new DateTimeOffset(new JsonWebToken(token).ValidTo, TimeSpan.Zero);
                _end?.Dispose();
                _end = clock.CreateTimer(_ => RunOut(), null, Least(Most(_expires + Leeway - clock.GetUtcNow(), TimeSpan.Zero), TimeSpan.FromDays(1)), Timeout.InfiniteTimeSpan);
            }
        }
        Changed?.Invoke();
        return State == SessionState.Live;
    }

    /// <summary>The page has no session any more.</summary>
    public void End()
    {
        lock (_gate)
        {
            if (_state == SessionState.Ended) return;
            (_state, _token) = (SessionState.Ended, null);
            _end?.Dispose();
        }
        Changed?.Invoke();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        open.Remove(this);
        lock (_gate) _end?.Dispose();
    }

    private static string Identity(ClaimsPrincipal person) => person.FindFirst("sub")?.Value ?? "";

    private static TimeSpan Least(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static TimeSpan Most(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private void RunOut()
    {
        lock (_gate)
        {
            if (_state != SessionState.Live || _expires + Leeway > clock.GetUtcNow()) return;
            _state = SessionState.Stale;
        }
        Changed?.Invoke();
    }
}
